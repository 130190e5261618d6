"""An item model of the topics of a foreign roadmap: what each stands for, under the headings of the file."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from gui.widgets.labels import plain_tip
from roadmaps.own.topic_matching import Fate, TopicImport
from roadmaps.own.topic_names import Match
from roadmaps.text.folding import folded
from roadmaps.text.text_format import count_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QObject

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress
    from roadmaps.own.topic_matching import ImportCounts, Row

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
HEADERS = ("Topic in the file", "Stands for", "How it matched")


class TopicColumn(IntEnum):
    """The columns."""

    TOPIC = 0
    STANDS_FOR = 1
    MATCH = 2


class TopicChip(StrEnum):
    """Which topics are shown."""

    ALL = "All"
    SURE = "Sure"
    LIKELY = "Likely"
    NONE = "No match"


def chip_of(row: Row) -> TopicChip:
    """The chip that a topic belongs to, besides "All"."""
    if row.match.is_sure:
        return TopicChip.SURE
    return TopicChip.NONE if row.match is Match.NONE else TopicChip.LIKELY


class Heading(NamedTuple):
    """A heading of the file, above the topics below it that are shown."""

    name: str
    topics: int


class TopicModel(QAbstractTableModel):
    """One row per topic that is shown and one per heading; headings are disabled. It holds the choices made so far."""

    edited = Signal()
    """What becomes of a topic is different."""

    def __init__(
        self, rows: Sequence[Row], catalogue: Catalogue, progress: Progress, levels: Mapping[str, int],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """``levels``: which level is asked of a skill, where it is not 1."""
        super().__init__(parent)
        self.rows = list(rows)
        self._catalogue, self._progress, self._levels = catalogue, progress, levels
        self._places = {row.topic.id: place for place, row in enumerate(self.rows)}
        self._chip, self._words = TopicChip.ALL, ""
        self.shown: list[Row | Heading] = []
        self._skills = sorted(
            ((each.name, each.id) for each in catalogue.skills.values()), key=lambda each: folded(each[0])
        )
        self._work_out()
        self._show()

    # What becomes of them

    @property
    def chips(self) -> dict[TopicChip, int]:
        """How many topics each chip has."""
        found = dict.fromkeys(TopicChip, 0)
        for row in self.rows:
            found[chip_of(row)] += 1
        return found | {TopicChip.ALL: len(self.rows)}

    @property
    def counts(self) -> ImportCounts:
        """What the import would make."""
        return self._import.counts

    def choices(self, row: Row) -> list[tuple[str, Row]]:
        """What may become of a topic, in words, and the row that it would be."""
        found = []
        if row.skill_id:
            found.append((self._catalogue.skills[row.skill_id].name, row.standing_for(row.skill_id)))
        found.append((Fate.OWN_SKILL, row._replace(fate=Fate.OWN_SKILL)))
        parent = self._places.get(row.topic.parent_id or "")
        if parent is not None and self.rows[parent].fate is Fate.OWN_SKILL:
            label = self.rows[parent].topic.label
            found.append((f"becomes a can-do of “{label}”", row._replace(fate=Fate.CAN_DO)))
        found.append((Fate.LEFT_OUT, row._replace(fate=Fate.LEFT_OUT, skill_id=None)))
        others = ((name, row.standing_for(each)) for name, each in self._skills if each != row.skill_id)
        return [*found, *others]

    def choose(self, rows: Iterable[Row]) -> None:
        """Let other things become of topics."""
        for row in rows:
            self.rows[self._places[row.topic.id]] = row
        self._work_out()
        self.shown = [each if isinstance(each, Heading) else self._now(each) for each in self.shown]
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, len(TopicColumn) - 1))
        self.edited.emit()

    def tick(self, rows: Iterable[Row], *, is_on: bool) -> None:
        """Take topics in, as the skill they are offered to stand for or else as one of the user's own; or leave out."""
        fates = {row: (Fate.SKILL if row.skill_id else Fate.OWN_SKILL) if is_on else Fate.LEFT_OUT for row in rows}
        changed = (row._replace(fate=fate) for row, fate in fates.items() if (row.fate is Fate.LEFT_OUT) is is_on)
        self.choose(list(changed))

    def give_the_rest(self, fate: Fate) -> None:
        """Let the same become of every topic without a match."""
        self.choose([row._replace(fate=fate, skill_id=None) for row in self.rows if row.match is Match.NONE])

    def _now(self, row: Row) -> Row:
        return self.rows[self._places[row.topic.id]]

    def _work_out(self) -> None:
        numbers = count()
        self._import = TopicImport(self.rows, self._catalogue, self._progress, self._levels, lambda: str(next(numbers)))

    # Which are shown

    def show_only(self, chip: TopicChip, words: str) -> None:
        """Show the topics of a chip whose name, heading or skill holds these words."""
        self._chip, self._words = chip, folded(words)
        self._show()

    def _show(self) -> None:
        self.beginResetModel()
        groups: dict[str, list[Row]] = {}
        for row in self.rows:
            if self._is_wanted(row):
                groups.setdefault(row.topic.group, []).append(row)
        self.shown = []
        for name, rows in groups.items():
            self.shown += [Heading(name, len(rows)), *rows]
        self.endResetModel()

    def _is_wanted(self, row: Row) -> bool:
        if self._chip not in {TopicChip.ALL, chip_of(row)}:
            return False
        return self._words in folded(f"{row.topic.label}\n{row.topic.group}\n{self.stands_for(row)}")

    def topics(self, places: Iterable[int] | None = None) -> list[Row]:
        """The topics in these rows of the table, or all that are shown."""
        wanted = self.shown if places is None else (self.shown[each] for each in places)
        return [each for each in wanted if not isinstance(each, Heading)]

    # What the table shows

    def stands_for(self, row: Row) -> str:
        """What becomes of a topic, in words; of one that is left out, what it is offered to stand for."""
        if row.fate in {Fate.SKILL, Fate.LEFT_OUT}:
            return self._catalogue.skills[row.skill_id].name if row.skill_id else Fate.LEFT_OUT
        name = self._import.name_of(row.topic.id)
        if not name:
            return Fate.OWN_SKILL
        return f"becomes a can-do of “{name}”" if self._import.is_own(row.topic.id) else name

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Topics and headings."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Topic, what it stands for, how it matched."""
        return 0 if parent.isValid() else len(TopicColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        is_name = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return HEADERS[section] if is_name else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed over by the keys."""
        if not index.isValid() or isinstance(self.shown[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TopicColumn.TOPIC:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == TopicColumn.STANDS_FOR else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, its tick, and the whole row for screen readers."""
        each = self.shown[index.row()]
        if isinstance(each, Heading):
            is_name = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            text = f"{each.name}, {count_text(each.topics, 'topic')}"
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text)
            return text if is_name and index.column() == TopicColumn.TOPIC else None
        cells = (each.topic.label, self.stands_for(each), each.match.value)
        is_in = each.fate is not Fate.LEFT_OUT
        if role == Qt.ItemDataRole.DisplayRole:
            return cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cells[index.column()])
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == TopicColumn.TOPIC:
            return Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == TopicColumn.TOPIC:
            parts = (cells[0], "ticked" if is_in else "left out", *cells[1:], f"in {each.topic.group}")
            return ", ".join(parts)
        return None
