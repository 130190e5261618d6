"""An item model over a tree of keys: it holds what is shown and in which order, and nothing else."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any, overload

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.outline.rows import RowKind
from gui.widgets.labels import plain_tip
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QObject

    from gui.app.change import Change
    from gui.app.tracker import Tracker
    from gui.outline.rows import Row
    from roadmaps.catalogue import CanDo

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, ...]
"""Identifies a node, as a path of ids; unique within a model and stable while the program runs."""
Tree = Mapping[Key, Sequence[Key]]
"""What is shown: for each key (and for the root, the empty key) its children in order."""
ROOT: Key = ()
_NOWHERE = QModelIndex()
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TICKABLE = _PLAIN | Qt.ItemFlag.ItemIsUserCheckable
_MANY = 40
"""Lists of rows that change. Beyond that a reset is quicker than telling a view of each run of rows, for which Qt walks
over all open rows; the shipped catalogue has fewer lists, and keeps its scroll position."""
_KINDS = {
    "category": RowKind.GROUP,
    "stage": RowKind.STAGE,
    "skill": RowKind.SKILL,
    "can-do": RowKind.CAN_DO,
    "milestone": RowKind.MILESTONE,
}


class OutlineRole(IntEnum):
    """Our own item data roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    """The Row to paint."""
    KEY = Qt.ItemDataRole.UserRole + 2
    """The node's key."""


class _Node:
    """A place in the shown tree. The model owns its nodes, since an index holds no reference to one.

    The nodes of can-dos are made when somebody asks for them: until then ``below`` alone says what there is.
    """

    __slots__ = ("below", "children", "key", "parent", "place")

    def __init__(self, key: Key, parent: _Node | None, place: int, below: Sequence[Key]) -> None:
        self.key, self.parent, self.place, self.below = key, parent, place, below
        self.children: list[_Node] | None = None


def _runs(nodes: Iterable[_Node]) -> Iterator[tuple[_Node, _Node]]:
    """The first and the last of each run of neighbours."""
    first = last = None
    for node in nodes:
        if first and last and node.parent is last.parent and node.place == last.place + 1:
            last = node
            continue
        if first and last:
            yield first, last
        first = last = node
    if first and last:
        yield first, last


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
        self._root = _Node(ROOT, None, 0, ())
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
        """The can-dos that a node's box ticks, and a name for all of them."""

    def toggle(self, key: Key) -> bool:
        """Untick the can-dos of a node's box if all are ticked, else tick the rest; whether that was saved."""
        can_dos, name = self.can_dos_of(key)
        return bool(can_dos) and self._tracker.edits.toggle(can_dos, name)

    def can_dos_of_all(self, keys: Sequence[Key]) -> tuple[Sequence[CanDo], str]:
        """The can-dos that the boxes of several nodes tick, each once, and a name for all of them."""
        if len(keys) == 1:
            return self.can_dos_of(keys[0])
        can_dos = dict.fromkeys(can_do for key in keys for can_do in self.can_dos_of(key)[0])
        return [*can_dos], count_text(len({can_do.skill_id for can_do in can_dos}), "skill")

    def toggle_all(self, keys: Sequence[Key]) -> bool:
        """Like ``toggle``, for several nodes in one step."""
        can_dos, name = self.can_dos_of_all(keys)
        return bool(can_dos) and self._tracker.edits.toggle(can_dos, name)

    def hold(self, key: Key) -> None:
        """Keep the row the user is on, even when a tick takes it out of the filter; it goes when they move on."""
        raise NotImplementedError

    def has_box(self, key: Key) -> bool:
        """Whether a node has a box; Qt asks this of every row that it lays out, not only of those it paints."""
        return self.row(key).check is not None

    # What is shown

    def show_tree(self, tree: Tree) -> None:
        """Show this tree, by as few row insertions and removals as possible, or by a reset where they are many."""
        if tree == self._shown_tree:
            return
        is_reset = self._differences(tree) > _MANY
        self._shown_tree = tree
        self._is_syncing = True
        if is_reset:
            self._reset(tree)
        else:
            self._sync(self._root, tree)
        self._is_syncing = False
        self.tree_shown.emit()

    def _differences(self, tree: Tree) -> int:
        before = self._shown_tree
        parents = {ROOT, *tree[ROOT], *before.get(ROOT, ())}
        return sum(tree.get(parent) != before.get(parent) for parent in parents)

    def _reset(self, tree: Tree) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._nodes.clear()
        self._root = self._plant(ROOT, None, 0, tree)
        self.endResetModel()

    @property
    def is_syncing(self) -> bool:
        """Whether rows are being taken out or put in: what is shown must not be changed from within."""
        return self._is_syncing

    def start_over(self, tree: Tree) -> None:
        """Show another tree that has nothing in common with the one before."""
        self._shown_tree = tree
        self._reset(tree)
        self.tree_shown.emit()

    def refresh(self, keys: Iterator[Key] | Sequence[Key]) -> None:
        """Tell which of some rows, and of all that contain them, say something else than when they were asked for.

        A row that nobody asked for since it was shown is nowhere seen.
        """
        dirty: dict[Key, _Node] = {}
        for key in keys:
            node = self._nodes.get(key)
            if node is None:
                self._rows.pop(key, None)
            while node is not None and node.parent is not None and node.key not in dirty:
                dirty[node.key] = node
                node = node.parent
        seen = {key: row for key in dirty if (row := self._rows.pop(key, None))}
        changed = (dirty[key] for key, row in seen.items() if self.row(key) != row)
        for node, last in _runs(changed):
            self.dataChanged.emit(self.createIndex(node.place, 0, node), self.createIndex(last.place, 0, last))

    @property
    def shown_tree(self) -> Tree:
        """What is shown, or is just about to be."""
        return self._shown_tree

    def shown_keys(self) -> Sequence[Key]:
        """Every key that is shown, from top to bottom."""
        return [*self._keys_beneath(ROOT)]

    def _keys_beneath(self, key: Key) -> Iterator[Key]:
        for child in self._shown_tree.get(key, ()):
            yield child
            yield from self._keys_beneath(child)

    def children_of(self, key: Key) -> Sequence[Key]:
        """The keys shown beneath a key."""
        node = self._nodes.get(key)
        return node.below if node else ()

    def index_of(self, key: Key) -> QModelIndex:
        """Where a key is shown; invalid when it is not."""
        if key not in self._nodes and key[:1] == ("can-do",) and (skill := self._nodes.get(("skill", *key[1:-1]))):
            self._children(skill)
        node = self._nodes.get(key)
        return QModelIndex() if node is None or node.parent is None else self.createIndex(node.place, 0, node)

    def kind_at(self, index: Index) -> RowKind:
        """The kind of an index, which sets a row's height: known without making the row."""
        return _KINDS[self._node(index).key[0]]

    def key_at(self, index: Index) -> Key:
        """The key shown at an index; the root's for an invalid one."""
        return self._node(index).key

    def _sync(self, node: _Node, tree: Tree) -> None:
        wanted = tree.get(node.key, ())
        if node.children is None and node.below == wanted:
            return  # and what is beneath can-dos never changes: there is nothing
        children, keep = self._children(node), set(wanted)
        at = self.createIndex(node.place, 0, node) if node.parent else QModelIndex()
        end = len(children)
        while end:
            start = end
            while start and children[start - 1].key not in keep:
                start -= 1
            if start < end:
                self.beginRemoveRows(at, start, end - 1)
                for child in children[start:end]:
                    self._forget(child)
                del children[start:end]
                self._renumber(node)
                self.endRemoveRows()
            end = max(start - 1, 0)
        if [child.key for child in children] != [key for key in wanted if key in self._nodes]:
            # The same rows in another order: rare (another goal), so taken out and put in again.
            self.beginRemoveRows(at, 0, len(children) - 1)
            for child in children:
                self._forget(child)
            children.clear()
            self._renumber(node)
            self.endRemoveRows()
        place = 0
        while place < len(wanted):
            if place < len(children) and (child := children[place]).key == wanted[place]:
                self._sync(child, tree)
                place += 1
                continue
            last = place
            while last + 1 < len(wanted) and wanted[last + 1] not in self._nodes:
                last += 1
            self.beginInsertRows(at, place, last)
            children[place:place] = [self._plant(key, node, 0, tree) for key in wanted[place : last + 1]]
            self._renumber(node)
            self.endInsertRows()
            place = last + 1

    def _plant(self, key: Key, parent: _Node | None, place: int, tree: Tree) -> _Node:
        node = self._nodes[key] = _Node(key, parent, place, tree.get(key, ()))
        if key[:1] != ("skill",):
            node.children = [self._plant(child, node, place, tree) for place, child in enumerate(node.below)]
        return node

    def _children(self, node: _Node) -> list[_Node]:
        if node.children is None:
            node.children = [_Node(key, node, place, ()) for place, key in enumerate(node.below)]
            self._nodes.update((child.key, child) for child in node.children)
        return node.children

    def _forget(self, node: _Node) -> None:
        del self._nodes[node.key]
        self._rows.pop(node.key, None)
        for child in node.children or ():
            self._forget(child)
        for key in node.below:
            self._rows.pop(key, None)

    @staticmethod
    def _renumber(node: _Node) -> None:
        node.below = [child.key for child in node.children or ()]
        for place, child in enumerate(node.children or ()):
            child.place = place

    # What Qt asks

    def _node(self, index: Index) -> _Node:
        node: _Node | None = index.internalPointer()
        return node or self._root

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Where a child of an index is."""
        # What hasIndex would say, without asking through Qt: a view wants hundreds of these at each key.
        children = () if parent.column() > 0 else self._children(self._node(parent))
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
        return 0 if parent.column() > 0 else len(self._node(parent).below)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Whether an index has rows beneath it, in one call: a view asks this of every row that it lays out."""
        return self.rowCount(parent) > 0

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """One: the delegate paints a whole row."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a row."""
        node: _Node | None = index.internalPointer()
        if node is None:
            return Qt.ItemFlag.NoItemFlags
        return _TICKABLE if self.has_box(node.key) else _PLAIN

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
                row = self.row(key)
                return plain_tip(row.tip or self._why_locked(key) or row.title)  # the title may be cut
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
