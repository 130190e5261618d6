"""An item model over a tree of keys: it holds what is shown and in which order, and nothing else."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
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
_FLAGS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
"""Of every row: one without a box has no check state, which is what Qt goes by."""
_MANY = 40
"""Runs of rows that come or go. Beyond that a reset is quicker than telling a view of each; the shipped catalogue has
fewer, and keeps its scroll position."""
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


def _runs(places: Iterable[int]) -> Sequence[tuple[int, int]]:
    """The first and the last of each run of neighbours, of places in ascending order."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


class _ListEdit:
    """The runs of rows that go from one list of siblings, and those that then come into it."""

    def __init__(self, before: Sequence[Key], after: Sequence[Key]) -> None:
        kept = {*before} & {*after}
        if [key for key in before if key in kept] != [key for key in after if key in kept]:
            kept.clear()  # another order, which is rare: all are taken out and put in again
        self.after = after
        self.removed = _runs(place for place, key in enumerate(before) if key not in kept)
        self.added = _runs(place for place, key in enumerate(after) if key not in kept)


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
        self._shown: dict[Key, Sequence[Key]] = {ROOT: ()}
        self._groups: dict[Key, int] = {}
        """The rows of the outermost keys that are shown; made when somebody asks."""
        self._places: dict[Key, tuple[Key, int]] = {}
        """The parent and the row of every key shown beneath them; made when somebody asks."""
        self._parents: list[Key] = [ROOT]
        self._numbers: dict[Key, int] = {ROOT: 0}
        """An index holds the number of its parent, which is its place in ``_parents`` for good."""
        self._is_syncing = False
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

    # What is shown

    def show_tree(self, tree: Tree) -> None:
        """Show this tree, by as few row insertions and removals as possible, or by a reset where they are many."""
        before = self._shown
        if tree == before:
            return
        # The root first: what is beneath a row that goes need not go by itself.
        parents = [ROOT, *(key for key, below in before.items() if key in tree and below != tree[key])]
        edits = {parent: _ListEdit(before[parent], tree[parent]) for parent in parents}
        self._is_syncing = True
        if sum(len(edit.removed) + len(edit.added) for edit in edits.values()) > _MANY:
            self._reset(tree)
        else:
            self._shown = {**tree, **before}
            for parent, edit in edits.items():
                self._change_list(parent, edit)
            self._shown = {**tree}
            self._rows = {key: row for key, row in self._rows.items() if self._place(key)}
        self._is_syncing = False
        self.tree_shown.emit()

    def _change_list(self, parent: Key, edit: _ListEdit) -> None:
        at = self.index_of(parent)
        if at.isValid() or parent == ROOT:
            for first, last in reversed(edit.removed):
                self.beginRemoveRows(at, first, last)
                self._set_list(parent, first, last + 1, ())
                self.endRemoveRows()
            for first, last in edit.added:
                self.beginInsertRows(at, first, last)
                self._set_list(parent, first, first, edit.after[first : last + 1])
                self.endInsertRows()
        self._shown[parent] = edit.after

    def _set_list(self, parent: Key, start: int, stop: int, keys: Sequence[Key]) -> None:
        """Put some rows in place of those from ``start`` up to ``stop``."""
        below = self._shown[parent]
        self._shown[parent] = [*below[:start], *keys, *below[stop:]]
        self._forget_places(parent)

    def _forget_places(self, parent: Key = ROOT) -> None:
        """The rows beneath a parent have changed, so that what is beneath the root may be elsewhere."""
        self._places = {}
        if parent == ROOT:
            self._groups = {}

    def _reset(self, tree: Tree) -> None:
        self.beginResetModel()
        self._rows.clear()
        self._shown = {**tree}
        self._forget_places()
        self.endResetModel()

    @property
    def is_syncing(self) -> bool:
        """Whether rows are being taken out or put in: what is shown must not be changed from within."""
        return self._is_syncing

    def start_over(self, tree: Tree) -> None:
        """Show another tree that has nothing in common with the one before."""
        self._reset(tree)
        self.tree_shown.emit()

    def refresh(self, keys: Iterable[Key]) -> None:
        """Tell which of some rows, and of all that contain them, say something else than when they were asked for.

        A row that nobody asked for since it was shown is nowhere seen.
        """
        before: dict[Key, Row | None] = {}
        for each in keys:
            key = each
            while key != ROOT and key not in before:
                before[key] = self._rows.pop(key, None)
                key, _ = self._place(key) or (ROOT, 0)
        changed: defaultdict[Key, list[int]] = defaultdict(list)
        for key, row in before.items():
            if row and (place := self._place(key)) and self.row(key) != row:
                changed[place[0]].append(place[1])
        for parent, rows in changed.items():
            for first, last in _runs(sorted(rows)):
                self.dataChanged.emit(self._index(parent, first), self._index(parent, last))

    def shown_keys(self) -> Sequence[Key]:
        """Every key that is shown, from top to bottom."""
        return [*self._keys_beneath(ROOT)]

    def _keys_beneath(self, key: Key) -> Iterator[Key]:
        for child in self._shown.get(key, ()):
            yield child
            yield from self._keys_beneath(child)

    def children_of(self, key: Key) -> Sequence[Key]:
        """The keys shown beneath a key that is shown."""
        return self._shown.get(key, ())

    def _place(self, key: Key) -> tuple[Key, int] | None:
        """The parent of a key and its row beneath that; None where the key is not shown."""
        if not self._groups:
            self._groups = {group: row for row, group in enumerate(self._shown[ROOT])}
        row = self._groups.get(key)
        if row is not None:
            return ROOT, row
        if not self._places:
            self._places = {
                child: (group, row) for group in self._groups for row, child in enumerate(self._shown[group])
            }
        if key[:1] != ("can-do",):
            return self._places.get(key)
        parent = ("skill", *key[1:-1])
        below = self._shown[parent] if parent in self._places else ()
        return (parent, below.index(key)) if key in below else None

    def index_of(self, key: Key) -> QModelIndex:
        """Where a key is shown; invalid when it is not."""
        place = self._place(key)
        return self._index(*place) if place else QModelIndex()

    def _index(self, parent: Key, row: int) -> QModelIndex:
        number = self._numbers.get(parent)
        if number is None:
            number = self._numbers[parent] = len(self._parents)
            self._parents.append(parent)
        return self.createIndex(row, 0, number)

    def kind_at(self, index: Index) -> RowKind:
        """The kind of an index, which sets a row's height: known without making the row."""
        return _KINDS[self.key_at(index)[0]]

    def key_at(self, index: Index) -> Key:
        """The key shown at an index; the root's for an invalid one."""
        row = index.row()
        return ROOT if row < 0 else self._shown[self._parents[index.internalId()]][row]

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """Where a child of an index is."""
        # What hasIndex would say, without asking through Qt: a view wants one of these for each row that it lays out.
        key = self.key_at(parent)
        return self._index(key, row) if column == 0 and 0 <= row < len(self._shown.get(key, ())) else QModelIndex()

    @overload
    def parent(self) -> QObject | None: ...
    @overload
    def parent(self, child: Index, /) -> QModelIndex: ...
    def parent(self, child: Index | None = None) -> QModelIndex | QObject | None:
        """Where the parent of an index is; without one, the object that owns the model."""
        if child is None:
            return super().parent()
        number = child.internalId()
        return self.index_of(self._parents[number]) if number else QModelIndex()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown beneath an index."""
        return len(self._shown.get(self.key_at(parent), ()))

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Whether an index has rows beneath it, in one call: a view asks this of every row that it lays out."""
        return bool(self._shown.get(self.key_at(parent)))

    def columnCount(self, _parent: Index = _NOWHERE) -> int:
        """One: the delegate paints a whole row."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a row: the same with each, since a view asks this of every row that it lays out."""
        return _FLAGS if index.isValid() else Qt.ItemFlag.NoItemFlags

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
