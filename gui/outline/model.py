"""An item model over a tree of keys: it holds what is shown and in which order, and nothing else."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.widgets.labels import plain_tip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.outline.rows import Row
    from roadmaps.catalogue import CanDo

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, ...]
"""What a node stands for, as a path of ids; unique within a model and stable while the program runs."""
Tree = Mapping[Key, Sequence[Key]]
"""What is shown: for each key (and for the root, the empty key) its children in order."""
ROOT: Key = ()
_NOWHERE = QModelIndex()
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKABLE = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable


class OutlineRole(IntEnum):
    """Our own item data roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The Row to paint."""
    KEY = Qt.ItemDataRole.UserRole + 2
    """The node's key."""


class _Node:
    """A place in the shown tree. The model owns its nodes, since an index holds no reference to one."""

    __slots__ = ("children", "key", "parent", "place")

    def __init__(self, key: Key, parent: _Node | None, place: int) -> None:
        self.key, self.parent, self.place = key, parent, place
        self.children: list[_Node] = []


def _beneath(node: _Node) -> Iterator[_Node]:
    for child in node.children:
        yield child
        yield from _beneath(child)


class OutlineModel(QAbstractItemModel):
    """Shows a tree of keys; what a key's row says is asked of the subclass each time it is painted.

    Ticking goes to the tracker, and the screen changes when the tracker says that it was kept. It holds no state: only
    which rows are shown, and a memo of those rows that each change empties.
    """

    tree_shown = Signal()
    """Rows may have come or gone."""

    def __init__(self, tracker: Tracker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tracker = tracker
        self._root = _Node(ROOT, None, 0)
        self._nodes: dict[Key, _Node] = {ROOT: self._root}
        self._is_syncing = False
        self._shown_tree: Tree = {}
        self._rows: dict[Key, Row] = {}

    @abstractmethod
    def follow(self, change: Change) -> None:
        """Show what changed. Whoever shows the model calls this while it is seen, as the rule of freshness says."""

    @abstractmethod
    def make_row(self, key: Key) -> Row:
        """What a node shows now."""

    def row(self, key: Key) -> Row:
        """What a node shows; worked out once, since a view asks twenty times, and anew after every change.

        A filter changes no row but those that stand for all that is shown beneath them.
        """
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self.row_now(key)
        return row

    def row_now(self, key: Key) -> Row:
        """What a node shows, worked out now."""
        row = self.make_row(key)
        return row if self._tracker.may_change else replace(row, is_locked=True)

    @abstractmethod
    def can_dos_of(self, key: Key) -> tuple[Sequence[CanDo], str]:
        """The can-dos that a node's box stands for, and what they are called together."""

    def toggle(self, key: Key) -> bool:
        """Untick what a node's box stands for when all of it is ticked, else tick the rest; whether that was kept."""
        can_dos, name = self.can_dos_of(key)
        return bool(can_dos) and self._tracker.edits.toggle(can_dos, name)

    # What is shown

    def show_tree(self, tree: Tree) -> None:
        """Show this tree, by as few row insertions and removals as possible."""
        if tree == self._shown_tree:
            return
        self._shown_tree = tree
        self._is_syncing = True
        self._sync(self._root, tree)
        self._is_syncing = False
        self.tree_shown.emit()

    @property
    def is_syncing(self) -> bool:
        """Whether rows are being taken out or put in: what is shown must not be changed from within."""
        return self._is_syncing

    def start_over(self, tree: Tree) -> None:
        """Show another tree that has nothing in common with the one before."""
        self.beginResetModel()
        self._rows.clear()
        self._forget(self._root)
        self._shown_tree = tree
        self._root = self._plant(ROOT, None, tree)
        self.endResetModel()
        self.tree_shown.emit()

    def refresh(self, keys: Iterator[Key] | Sequence[Key]) -> None:
        """Tell which of some rows, and of all that contain them, say something else than when they were asked for.

        A row that nobody asked for since it was shown is nowhere seen.
        """
        dirty: dict[Key, _Node] = {}
        for key in keys:
            node = self._nodes.get(key)
            while node is not None and node.parent is not None and node.key not in dirty:
                dirty[node.key] = node
                node = node.parent
        seen = {key: row for key in dirty if (row := self._rows.pop(key, None))}
        for key, row in seen.items():
            if self.row(key) != row:
                index = self.createIndex(dirty[key].place, 0, dirty[key])
                self.dataChanged.emit(index, index)

    def shown_keys(self) -> Sequence[Key]:
        """Every key that is shown, from top to bottom."""
        return [node.key for node in _beneath(self._root)]

    def children_of(self, key: Key) -> Sequence[Key]:
        """The keys shown beneath a key."""
        node = self._nodes.get(key)
        return [child.key for child in node.children] if node else []

    def index_of(self, key: Key) -> QModelIndex:
        """Where a key is shown; invalid when it is not."""
        node = self._nodes.get(key)
        return QModelIndex() if node is None or node.parent is None else self.createIndex(node.place, 0, node)

    def key_at(self, index: Index) -> Key:
        """The key shown at an index; the root's for an invalid one."""
        return self._node(index).key

    def _sync(self, node: _Node, tree: Tree) -> None:
        wanted = tree.get(node.key, ())
        keep = set(wanted)
        at = self.createIndex(node.place, 0, node) if node.parent else QModelIndex()
        for place in range(len(node.children) - 1, -1, -1):
            if node.children[place].key not in keep:
                self.beginRemoveRows(at, place, place)
                self._forget(node.children.pop(place))
                self._renumber(node)
                self.endRemoveRows()
        if [child.key for child in node.children] != [key for key in wanted if key in self._nodes]:
            # The same rows in another order: rare (another goal), so taken out and put in again.
            self.beginRemoveRows(at, 0, len(node.children) - 1)
            for child in node.children:
                self._forget(child)
            node.children.clear()
            self.endRemoveRows()
        place = 0
        while place < len(wanted):
            if place < len(node.children) and node.children[place].key == wanted[place]:
                self._sync(node.children[place], tree)
                place += 1
                continue
            last = place
            while last + 1 < len(wanted) and wanted[last + 1] not in self._nodes:
                last += 1
            self.beginInsertRows(at, place, last)
            new = [self._plant(key, node, tree) for key in wanted[place : last + 1]]
            node.children[place:place] = new
            self._renumber(node)
            self.endInsertRows()
            place = last + 1

    def _plant(self, key: Key, parent: _Node | None, tree: Tree) -> _Node:
        node = _Node(key, parent, 0)
        self._nodes[key] = node
        node.children = [self._plant(child, node, tree) for child in tree.get(key, ())]
        self._renumber(node)
        return node

    def _forget(self, node: _Node) -> None:
        del self._nodes[node.key]
        self._rows.pop(node.key, None)
        for child in node.children:
            self._forget(child)

    @staticmethod
    def _renumber(node: _Node) -> None:
        for place, child in enumerate(node.children):
            child.place = place

    # What Qt asks

    def _node(self, index: Index) -> _Node:
        node = index.internalPointer() if index.isValid() else None
        return node if isinstance(node, _Node) else self._root

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Where a child of an index is."""
        # What hasIndex would say, without asking through Qt: a view wants hundreds of these at each key.
        children = () if parent.column() > 0 else self._node(parent).children
        return self.createIndex(row, 0, children[row]) if column == 0 and 0 <= row < len(children) else QModelIndex()

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, child: Index, /) -> QModelIndex: ...
    def parent(self, child: Index | None = None) -> QModelIndex | QObject | None:
        """Where the parent of an index is; without one, the object that owns the model."""
        if child is None:
            return super().parent()
        parent = self._node(child).parent
        if parent is None or parent.parent is None:
            return QModelIndex()
        return self.createIndex(parent.place, 0, parent)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown beneath an index."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """One: the delegate paints a whole row."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _PLAIN if self.row(self.key_at(index)).check is None else _TICKABLE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt, the delegate or a screen reader wants to know of a row."""
        if not index.isValid():
            return None
        key = self.key_at(index)
        match role:
            case OutlineRole.KEY:
                return key
            case OutlineRole.ROW:
                return self.row(key)
            case Qt.ItemDataRole.DisplayRole:
                return self.row(key).title
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.row(key).spoken
            case Qt.ItemDataRole.CheckStateRole:
                return self.row(key).check
            case Qt.ItemDataRole.ToolTipRole:
                tip = self.row(key).tip or self._why_locked(key)
                return plain_tip(tip) if tip else None
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self._why_locked(key) or None
            case _:
                return None

    def _why_locked(self, key: Key) -> str:
        """Why the box of a row cannot be ticked now; empty where it can, or where there is none."""
        return "" if self.row(key).check is None else self._tracker.why_locked

    def setData(self, index: Index, _value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick a row; any other edit is refused."""
        # What a click or the space bar proposes depends on how Qt reads a partly checked box, so the wish is only
        # "the other way", and the tracker's can-dos decide which way that is.
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        return self.toggle(self.key_at(index))
