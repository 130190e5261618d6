"""A copy of an item model that learns only from its signals, as a view or a screen reader does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt

from gui.outline.model import OutlineRole
from gui.outline.rows import NOT_COUNTED, RowKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gui.outline.model import Key, OutlineModel
    from gui.outline.rows import Row


@dataclass
class Reflection:
    """What was seen of one row when the model last spoke of it."""

    key: Key
    row: Row
    children: list[Reflection] = field(default_factory=list)


class Mirror:
    """Never asks the model anything that the model did not call out first."""

    def __init__(self, model: OutlineModel) -> None:
        self._model = model
        self._rows: list[Reflection] = []
        self._look_at_all()
        model.modelReset.connect(self._look_at_all)
        model.rowsInserted.connect(self._put_in)
        model.rowsRemoved.connect(self._take_out)
        model.dataChanged.connect(self._look_again)

    def staleness(self) -> list[str]:
        """Every difference between what was seen and what is there, in words."""
        return list(_differences(self._rows, self._read(QModelIndex(), 0, row_of=self._model.row_now)))

    def _look_at_all(self) -> None:
        self._rows = self._read(QModelIndex(), 0)

    def _read(
        self,
        parent: QModelIndex,
        first: int,
        last: int | None = None,
        row_of: Callable[[Key], Row] | None = None,
    ) -> list[Reflection]:
        """Rows as the model says them, or as a function does that remembers none of them."""
        end = self._model.rowCount(parent) if last is None else last + 1
        found = []
        for place in range(first, end):
            index = self._model.index(place, 0, parent)
            key = index.data(OutlineRole.KEY)
            row = row_of(key) if row_of else index.data(OutlineRole.ROW)
            found.append(Reflection(key, row, self._read(index, 0, row_of=row_of)))
        return found

    def _beneath(self, parent: QModelIndex) -> list[Reflection]:
        path = []
        while parent.isValid():
            path.append(parent.row())
            parent = parent.parent()
        rows = self._rows
        for place in reversed(path):
            rows = rows[place].children
        return rows

    def _put_in(self, parent: QModelIndex, first: int, last: int) -> None:
        self._beneath(parent)[first:first] = self._read(parent, first, last)

    def _take_out(self, parent: QModelIndex, first: int, last: int) -> None:
        del self._beneath(parent)[first : last + 1]

    def _look_again(self, first: QModelIndex, last: QModelIndex) -> None:
        assert first.parent() == last.parent()
        rows = self._beneath(first.parent())
        for place in range(first.row(), last.row() + 1):
            rows[place].row = self._model.index(place, 0, first.parent()).data(OutlineRole.ROW)


def _differences(seen: list[Reflection], there: list[Reflection]) -> Iterator[str]:
    if [each.key for each in seen] != [each.key for each in there]:
        yield f"shown {[each.key for each in there]}, seen {[each.key for each in seen]}"
        return
    for old, new in zip(seen, there, strict=True):
        if old.row != new.row:
            yield f"{new.key} is {new.row}, seen {old.row}"
        yield from _differences(old.children, new.children)


def boxes_that_disagree(model: OutlineModel, parent: QModelIndex | None = None) -> list[Key]:
    """The keys of rows whose box is not what the boxes of their in-scope children say."""
    wrong: list[Key] = []
    at = parent or QModelIndex()
    for place in range(model.rowCount(at)):
        index = model.index(place, 0, at)
        row: Row = index.data(OutlineRole.ROW)
        beneath = [model.index(child, 0, index) for child in range(model.rowCount(index))]
        boxes = [child.data(OutlineRole.ROW) for child in beneath if _weighs(row, child.data(OutlineRole.ROW))]
        states = {box.check for box in boxes}
        if beneath and row.check is not None:
            expected = states.pop() if len(states) == 1 else Qt.CheckState.PartiallyChecked
            if boxes and row.check is not expected:
                wrong.append(index.data(OutlineRole.KEY))
        wrong += boxes_that_disagree(model, index)
    return wrong


def _weighs(parent: Row, child: Row) -> bool:
    """Whether a child's box says something about its parent's.

    One that has no box, that is beyond the goal, or that is a milestone's does not.
    """
    if child.check is None or child.kind is RowKind.MILESTONE:
        return False
    if parent.kind in (RowKind.STAGE, RowKind.GROUP) and parent.count != NOT_COUNTED:
        return child.count != NOT_COUNTED
    return not (parent.kind is RowKind.SKILL and child.is_muted and parent.count != NOT_COUNTED)
