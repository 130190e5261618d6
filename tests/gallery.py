"""Writes a picture of every page, in both palettes and several sizes: ``python -m tests.gallery FOLDER``.

The pictures show a made-up person after eight months: everything they did went through the real tracker into a
real file, day by day, by a clock that the gallery sets.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QFont, QFontDatabase, QPainter, QPalette
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QDialog

from gui.app.background import Background
from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.app.unsaved_notes import UnsavedNotes
from gui.backups.replace_dialog import RestoreDialog
from gui.backups.stop_dialog import StopDialog
from gui.diagnostics.crashes import ENDED
from gui.diagnostics.error_dialog import ErrorDialog
from gui.export.print_pages import MapPages, layout_for
from gui.export.printing import show_preview
from gui.own_roadmaps.dialogs import NewRoadmapDialog
from gui.own_skills.skill_dialog import SkillDialog
from gui.pages.roadmap.map.view_models import MilestonePlace
from gui.shell.example_window import show_example
from gui.shell.main_window import MainWindow
from gui.skill_detail.can_do_row import CanDoRow
from gui.skill_detail.evidence_list import EvidenceList
from gui.startup.expected_file import Expectation, missing, stop_for
from gui.startup.file_places import FilePlaces
from gui.startup.single_instance import SingleInstance
from gui.study.log_dialog import LogDialog
from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from main import copies
from roadmaps.ads import guess, unknown_phrases
from roadmaps.catalogue import CanDo, Hours, load_catalogue
from roadmaps.faults import Fault
from roadmaps.journal import KeptAd, StudySession, Tick
from roadmaps.own import edits as own_edits
from store.atomic_files import write_atomically
from store.backup_repository import BackupRepository
from store.copies import export as export_copy
from store.journal import Journal
from store.salvage import save_salvaged
from tests.roadmaps.ads.figures import postings
from tests.roadmaps.own.foreign import document, maps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from PySide6.QtGui import QPixmap

    from gui.backups.backup_list import BackupList
    from gui.backups.stop_dialog import SalvageResult, Stop
    from gui.shell.example_window import ExampleWindow

SIZES = ((1280, 800), (1024, 640))
NARROW_SIZES = ((800, 500),)
HOME, ABROAD = "en_GB", "de_DE"
"""Days and numbers are written as here in all pictures, and as there in those that show how far that reaches."""
STARTED = date(2026, 3, 2)
TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 19, 0)
BROUGHT = {
    "sql": 2, "pandas": 2, "jupyter": 3, "statistics": 3, "calculus": 2, "probability": 2, "nlp": 1,
    "linear-algebra": 2, "ml-fundamentals": 2, "supervised-learning": 2, "model-selection-evaluation": 2,
    "cross-functional-collaboration": 2, "scikit-learn": 2, "feature-engineering": 2, "data-storage": 1,
    "stakeholder-communication": 2, "problem-framing": 2, "domain-knowledge": 2, "python": 2, "git": 1,
    "software-engineering": 1, "algorithms-data-structures": 1, "hyperparameter-tuning": 1, "neural-networks": 1,
    "cloud-computing": 1, "mlflow": 1, "technical-documentation": 1, "portfolio-building": 1,
}  # fmt: skip
LEARNED = (
    (date(2026, 3, 14), "git", 2), (date(2026, 3, 21), "linux", 1), (date(2026, 4, 11), "linux", 2),
    (date(2026, 4, 19), "technical-documentation", 2), (date(2026, 5, 9), "software-engineering", 2),
    (date(2026, 5, 24), "automated-testing", 1), (date(2026, 6, 6), "automated-testing", 2),
    (date(2026, 6, 13), "python", 3), (date(2026, 6, 28), "algorithms-data-structures", 2),
    (date(2026, 7, 4), "hyperparameter-tuning", 2), (date(2026, 7, 18), "neural-networks", 2),
    (date(2026, 7, 25), "mathematical-optimisation", 1), (date(2026, 8, 1), "deep-learning-architectures", 1),
    (date(2026, 8, 3), "api-development", 1), (date(2026, 8, 6), "mathematical-optimisation", 2),
    (date(2026, 8, 22), "pytorch", 1), (date(2026, 8, 29), "deep-learning-architectures", 2),
    (date(2026, 9, 5), "docker", 1), (date(2026, 9, 12), "docker", 2), (date(2026, 9, 19), "pytorch", 2),
    (date(2026, 9, 26), "generative-ai-llms", 1), (date(2026, 10, 3), "cloud-computing", 2),
    (date(2026, 10, 10), "mlflow", 2), (date(2026, 10, 24), "transfer-learning", 1),
    (date(2026, 10, 31), "kubernetes", 1), (date(2026, 11, 7), "aws", 1), (date(2026, 11, 14), "mlops-foundations", 1),
    (date(2026, 11, 19), "data-pipelines", 1),
)  # fmt: skip
STUDIED = (
    (date(2026, 6, 13), "python", 95, "Type hints in the old scripts", ""),
    (date(2026, 8, 1), "api-development", 90, "FastAPI tutorial", "https://fastapi.tiangolo.com/tutorial/"),
    (date(2026, 8, 2), "api-development", 120, "Churn model behind /predict", ""),
    (date(2026, 8, 9), "api-development", 75, "Tests of the endpoint", "https://git.example.org/me/churn-api"),
    (date(2026, 8, 16), "api-development", 105, "Refuse bad input, R&D wants <b>plain</b> errors", ""),
    (date(2026, 9, 12), "docker", 150, "Multi-stage build of the churn image", ""),
    (date(2026, 11, 14), "mlops-foundations", 180, "Course, week 1", ""),
    (date(2026, 11, 15), "mlops-foundations", 95, "Course, week 2", ""),
    (date(2026, 11, 18), "data-pipelines", 60, "Orchestrator tutorial", ""),
    (date(2026, 11, 19), "data-pipelines", 75, "Scheduled job with a back-fill", ""),
    (
        date(2026, 11, 21),
        "kubernetes",
        110,
        "Rolling update on a local cluster",
        "https://kubernetes.io/docs/tutorials/",
    ),
)
EVIDENCE = (
    (date(2026, 8, 3), "api-development", 1, "https://git.example.org/me/churn-api"),
    (date(2026, 9, 12), "docker", 2, "https://git.example.org/me/churn-image"),
)
NOTE = "Churn model answers on /predict. Next: refuse bad input with a clear 422, R&D wants <b>plain</b> errors."


BACKUPS = (
    (datetime(2026, 11, 21, 14, 2), 1.0),
    (datetime(2026, 11, 20, 21, 40), 0.98),
    (datetime(2026, 11, 15, 18, 11), 0.9),
    (datetime(2026, 10, 31, 20, 5), 0.8),
    (datetime(2026, 9, 30, 19, 30), 0.7),
    (datetime(2026, 8, 31, 19, 30), 0.6),
)
"""When backups were made by the clock on the wall, and which part of everything they hold."""


LONG_NAME = "Everything that a platform engineer in a small firm should know before the second winter"


class SetClock:
    """A clock that stays where it is set."""

    def __init__(self, day: date) -> None:
        self.day = day
        self._ticks = 0

    def now(self) -> int:
        self._ticks += 1
        midnight = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC)
        return int((midnight + timedelta(hours=19)).timestamp() * 1_000_000) + self._ticks

    def today(self) -> date:
        return self.day


def live(tracker: Tracker, clock: SetClock) -> None:
    """Eight months of the made-up person."""
    catalogue = tracker.catalogue
    clock.day = STARTED
    tracker.edits.set_goal("ds-to-mle")
    tracker.edits.choose("dl-framework", "pytorch")
    for skill_id, level in BROUGHT.items():
        for can_do in catalogue.skills[skill_id].can_dos[:level]:
            tracker.edits.set_tick(can_do, Tick(None))
    tracker.edits.count_in("responsible-ai", True)
    deeds: list[tuple[date, Callable[[], bool]]] = [
        (date(2026, 8, 3), lambda: tracker.edits.write_note("api-development", NOTE)),
        (date(2026, 8, 17), lambda: tracker.edits.set_aside("kubeflow", True)),
        (date(2026, 11, 7), lambda: tracker.edits.choose("cloud-platform", "aws")),
    ]
    for day, skill_id, level in LEARNED:
        can_do = catalogue.skills[skill_id].can_dos[level - 1]
        deeds.append((day, partial(tracker.edits.set_ticked, [can_do], True)))
    for day, skill_id, minutes, text, link in STUDIED:
        session = StudySession(skill_id, day, minutes, text, link or None)
        deeds.append((day, partial(tracker.log_edits.log_study, session)))
    for day, skill_id, level, address in EVIDENCE:
        can_do = catalogue.skills[skill_id].can_dos[level - 1]
        deeds.append((day, partial(tracker.log_edits.add_evidence, can_do, address)))
    for clock.day, deed in sorted(deeds, key=lambda each: each[0]):
        deed()


@dataclass
class Scene:
    """A window in a made-up situation."""

    window: MainWindow
    tracker: Tracker
    theme: Theme
    application: QApplication
    clock: SetClock
    vault: BackupRepository
    file: Path
    example: ExampleWindow | None = None
    """The window of the example, where it takes the place of the own one."""

    def settle(self) -> None:
        """Let everything that is due be laid out and painted."""
        for _ in range(3):
            self.application.processEvents()


def lived_file(folder: Path) -> Path:
    """The file of the made-up person after eight months."""
    clock = SetClock(STARTED)
    path = folder / "lived.db"
    with Journal.open(path) as journal:
        live(Tracker(load_catalogue(), journal, clock), clock)
    return path


@contextmanager
def scene(folder: Path, theme: Theme, size: tuple[int, int], file: Path | None) -> Iterator[Scene]:
    """A window over a copy of a file, or over none, as on the first start."""
    folder.mkdir(parents=True)
    path = folder / "skillgap.db"
    if file:
        shutil.copy(file, path)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    vault = BackupRepository(path, partial(NOW.astimezone, UTC))
    with vault.open() as journal:
        clock = SetClock(TODAY)
        tracker = Tracker(load_catalogue(), journal, clock)
        settings = Settings(folder / "settings.ini")
        window = MainWindow(tracker, theme, Icons(theme), settings, "0.1.0", write_atomically, copies())
        window.resize(*size)
        window.show()
        made = Scene(window, tracker, theme, application, clock, vault, path)
        made.settle()
        yield made
        window.close()
        window.files.finish_backups()
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def skills(made: Scene) -> None:
    page = made.window.pages.skills
    made.window.show_page("skills")
    page.tree.collapseAll()
    page.open_skill("api-development")
    page.tree.expand_keys([("skill", "api-development"), ("category", "software-engineering")])
    page.tree.select_key(("skill", "api-development"))
    page.tree.scrollToTop()


def skills_search(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.top_bar.search.setText("pipeline")


def skills_nothing_found(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.top_bar.search.setText("kubernets")


def skills_no_gap(made: Scene) -> None:
    made.window.show_page("skills")
    made.tracker.edits.set_ticked(
        [can_do for gap in made.tracker.gap.scope for can_do in gap.skill.can_dos], True, "all that is left"
    )
    made.window.pages.skills.choose_chip("Gaps")


def skills_none_aside(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.pages.skills.choose_chip("Set aside")


def skills_not_needed(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.pages.skills.not_needed.setChecked(True)
    made.window.pages.skills.open_skill("julia")


def skills_choice(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.pages.skills.open_skill("pytorch")


def skills_category(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.pages.skills.tree.select_key(("category", "mlops"))


def skills_toast(made: Scene) -> None:
    skills(made)
    made.tracker.edits.set_aside("reliability-engineering", True)


def skills_trouble(made: Scene) -> None:
    skills(made)
    made.tracker.failed.emit("The tick was not saved: the disk is full. Free some space and tick again.")


def skills_study(made: Scene) -> None:
    skills(made)
    made.settle()
    made.window.pages.skills.detail.verticalScrollBar().setValue(10_000)


def skills_unused(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.pages.skills.open_skill("pandas")


def skills_unused_for_long(made: Scene) -> None:
    made.window.pages.skills.open_skill("statistics")
    made.clock.day = date(2027, 4, 1)
    made.tracker.edits.set_aside("reliability-engineering", True)
    made.window.toast.hide()


def skills_log_time(made: Scene) -> None:
    skills(made)
    made.window.pages.skills.detail.log_time()
    (form,) = made.window.findChildren(LogDialog)
    form.time.line.setText("an hour")
    form.link.setText("javascript:alert(1)")
    form.save.click()


def own_skill(made: Scene) -> None:
    """A skill of one's own, in the form that writes it."""
    skills(made)
    made.window.skill_commands.new_skill("Vector search")
    (form,) = made.window.findChildren(SkillDialog)
    form.category.setCurrentIndex(form.category.findData("machine-learning"))
    form.can_dos.fields[0].show_text("Builds an index of embeddings, and finds the nearest texts to a question.")
    form.can_dos.fields[1].show_text(
        "Measures recall and latency of an index, and picks its settings for a stated target."
    )
    form.hours.low.setText("15")
    form.hours.high.setText("30")
    for field, texts in (
        (form.needs, ("Generative AI & large language models", "Python")),
        (form.names, ("embedding search", "approximate nearest neighbours")),
    ):
        for text in texts:
            field.line.setText(text)
            field.take_typed()
    QTest.qWait(200)  # what it does to readiness is worked out after a rest


def own_skill_problems(made: Scene) -> None:
    own_skill(made)
    (form,) = made.window.findChildren(SkillDialog)
    form.hours.swap()
    form.names.line.setText("LLM")
    form.save.click()


def own_skill_larger(made: Scene) -> None:
    made.theme.set_look(made.theme.look._replace(text_size=200))
    own_skill_problems(made)


def own_skill_kept(made: Scene) -> None:
    own_skill(made)
    (form,) = made.window.findChildren(SkillDialog)
    form.save.click()
    QTest.qWait(200)


def own_everywhere(page: str, made: Scene) -> None:
    """A page with a skill of one's own on it."""
    own_skill_kept(made)
    made.window.toast.hide()
    made.window.show_page(page)


def own_hours(made: Scene) -> None:
    skills(made)
    made.tracker.own_edits.keep([own_edits.write_hours("api-development", Hours(10, 20))], "")
    made.window.skill_commands.change_hours()


def whats_new(made: Scene) -> None:
    made.window.show_page("skills")
    retired = made.tracker.catalogue.retired["git.team-repository-rules"]
    made.tracker.edits.set_ticked([CanDo(retired.id, retired.skill_id, retired.level, retired.text)], True)
    made.window.help_commands.show_whats_new()


def import_topics(made: Scene) -> None:
    topics = [topic for title in ("MLOps", "Data Engineer") for topic in maps()[title]]
    whole = document("MLOps", topics) | {"progress": {"done": ["n4", "n13"]}}
    path = made.file.with_name("mlops.json")
    path.write_text(json.dumps(whole), encoding="utf-8")
    made.window.show_page("skills")
    made.window.files.import_given(str(path))


def import_roadmap(made: Scene) -> None:
    page = (Path(__file__).parents[1] / "docs" / "roadmap-format.md").read_text(encoding="utf-8")
    path = made.file.with_name("search-team.toml")
    example = page.partition("```toml\n")[2].partition("```")[0]
    path.write_text(example.replace("version = 1", 'version = 2\nowner = "R&D"'), encoding="utf-8")
    made.window.show_page("skills")
    made.window.files.import_given(str(path))


def import_mistakes(made: Scene) -> None:
    path = made.file.with_name("search-team.toml")
    path.write_text('format = "skillgap-roadmap"\nversion = 1\ncolour = "red"\n', encoding="utf-8")
    made.window.show_page("skills")
    made.window.files.import_given(str(path))


def skills_evidence(made: Scene) -> None:
    skills(made)
    made.settle()
    row = made.window.pages.skills.detail.findChildren(CanDoRow)[1]
    row.add_evidence.click()


def skills_link(made: Scene) -> None:
    skills(made)
    made.settle()
    pieces = made.window.pages.skills.detail.findChildren(EvidenceList)[0]
    pieces.open_wanted.emit(pieces.shown[0].address)


def roadmap(made: Scene) -> None:
    made.window.show_page("roadmap")


def roadmap_list(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.window.pages.roadmap.show_list()


def roadmap_stage(made: Scene) -> None:
    roadmap_list(made)
    page = made.window.pages.roadmap.stages
    page.tree.select_key(("stage", "2"))
    made.settle()
    page.overview.verticalScrollBar().setValue(page.overview.verticalScrollBar().maximum())


def roadmap_milestone(made: Scene) -> None:
    made.window.show_page("roadmap")
    milestone = next(stage.milestone for stage in made.tracker.roadmap.stages if stage.number == 2)
    for check in milestone.evidence[:2]:
        made.tracker.edits.check_evidence(check, there=True)
    made.tracker.edits.reach(milestone, Tick(date(2026, 11, 2)))
    made.window.pages.roadmap.map.selection.select(MilestonePlace(2))


def roadmap_list_milestone(made: Scene) -> None:
    roadmap_milestone(made)
    made.window.pages.roadmap.show_list()


def bent(made: Scene) -> None:
    """A roadmap that is changed: a skill moved, a level asked, a stage renamed and moved, and one added."""
    steps, there = made.window.pages.roadmap.editor.steps, [stage.id for stage in made.tracker.roadmap.stages]
    steps.rename_stage(there[2], "Ship one model")
    steps.move_stage(there[2], there[1])
    steps.move("kubernetes", there[4], there[2], "cloud-computing")
    steps.set_level("docker", there[2], 3)
    steps.add("recommender-systems", there[2])


def roadmap_edit(made: Scene) -> None:
    made.window.show_page("roadmap")
    page = made.window.pages.roadmap
    bent(made)
    page.edit()
    made.settle()
    row = page.editor.list
    row.go(("stage", made.tracker.roadmap.stages[1].id, ""))
    row.set_open(made.tracker.roadmap.stages[1].id, True)
    page.editor.panel.field.setText("search")
    made.settle()


def roadmap_edit_late(made: Scene) -> None:
    """A skill that comes before what it needs, and a level that cannot be asked."""
    roadmap_edit(made)
    editor, stages = made.window.pages.roadmap.editor, made.tracker.roadmap.stages
    editor.steps.move("docker", stages[1].id, stages[-1].id)
    made.settle()
    key = ("unit", stages[1].id, "kubernetes")
    editor.list.go(key)
    QTest.keyClick(editor.list.rows[key], Qt.Key.Key_Minus)
    QTest.keyClick(editor.list.rows[key], Qt.Key.Key_Minus)
    made.settle()


def roadmap_edit_drawer(made: Scene) -> None:
    roadmap_edit(made)
    if made.window.pages.roadmap.editor.drawer.isVisible():
        made.window.pages.roadmap.editor.drawer.click()
    made.settle()


def roadmap_bent(made: Scene) -> None:
    """The map of a changed roadmap."""
    made.window.show_page("roadmap")
    bent(made)
    made.window.pages.roadmap.open_skill("kubernetes")


def roadmap_list_bent(made: Scene) -> None:
    roadmap_bent(made)
    made.window.pages.roadmap.show_list()


def roadmap_changes(made: Scene) -> None:
    roadmap_edit(made)
    editor = made.window.pages.roadmap.editor
    editor.steps.add("aws", made.tracker.roadmap.stages[0].id)  # which does not fit: it is part of a choice there
    editor.show_changes.click()
    made.settle()


def roadmap_basis(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.window.pages.roadmap.map.toolbar.basis.click()


def roadmap_selected(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.window.pages.roadmap.open_skill("model-deployment")
    made.window.pages.roadmap.take_focus()


def roadmap_drawer(made: Scene) -> None:
    roadmap_selected(made)
    made.window.pages.roadmap.map.drawer.open_list()


def roadmap_hidden(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.tracker.edits.set_aside("reliability-engineering", True)
    made.window.pages.roadmap.map.toolbar.shows_hidden.click()


def roadmap_search(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.window.top_bar.search.setText("data")


def roadmap_nothing_found(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.window.top_bar.search.setText("kubernets")


def roadmap_nothing_left(made: Scene) -> None:
    made.window.show_page("roadmap")
    left = [can_do for gap in made.tracker.gap.scope for can_do in gap.left]
    made.tracker.edits.set_ticked(left, True, "all that is left")


def roadmap_all_aside(made: Scene) -> None:
    made.window.show_page("roadmap")
    for gap in made.tracker.gap.skills.values():
        if gap.target:
            made.tracker.edits.set_aside(gap.skill.id, True)


def roadmap_zoomed(made: Scene) -> None:
    roadmap_selected(made)
    for _ in range(5):
        made.window.pages.roadmap.map.zoom.zoom_in()


def roadmap_drawer_milestone(made: Scene) -> None:
    roadmap_milestone(made)
    made.window.pages.roadmap.map.drawer.open_list()


def roadmap_skill(made: Scene) -> None:
    roadmap_list(made)
    made.window.pages.roadmap.open_skill("model-deployment")


def roadmap_other_way(made: Scene) -> None:
    made.window.show_page("roadmap")
    made.tracker.edits.set_goal("mle-to-ds")


def own_goal(page: str, made: Scene) -> None:
    """A roadmap of one's own without a skill."""
    made.tracker.own_edits.add_roadmap("My platform path")
    made.window.show_page(page)
    made.settle()


def own_goals(made: Scene) -> None:
    """Five roadmaps, one of which has a long name."""
    for name in ("My platform path", "For Ada", LONG_NAME):
        made.tracker.own_edits.add_copy(name, made.tracker.catalogue.roadmaps["ds-to-mle"])
    made.window.show_page("skills")
    made.settle()


def new_roadmap(made: Scene) -> None:
    made.window.show_page("skills")
    made.window.commands.action("go.new-roadmap").trigger()
    (form,) = made.window.findChildren(NewRoadmapDialog)
    form.save.click()


def drawn(made: Scene) -> None:
    """Wait until every chart of the Progress page is drawn as it is wanted."""
    made.window.show_page("progress")
    made.settle()
    if not made.tracker.events():
        return
    end = time.monotonic() + 30
    page = made.window.pages.progress
    while not (page.past.is_current and all(card.view.is_current for card in page.cards)):
        if time.monotonic() > end:
            raise RuntimeError("the charts were not drawn")
        made.settle()
    made.settle()


def progress(made: Scene) -> None:
    drawn(made)


def progress_back(made: Scene) -> None:
    made.window.show_page("progress")
    made.tracker.view_as_of(date(2026, 7, 15))
    drawn(made)


def progress_table(made: Scene) -> None:
    drawn(made)
    made.window.pages.progress.categories.as_table.click()


def roadmap_back(made: Scene) -> None:
    made.tracker.view_as_of(date(2026, 7, 15))
    made.window.show_page("roadmap")


def progress_past(made: Scene) -> None:
    drawn(made)
    page = made.window.pages.progress
    page.area.verticalScrollBar().setValue(page.past.y() - 12)


def kept_ads(made: Scene) -> None:
    """Twelve ads of the made-up postings, some of them with corrections."""
    edits = made.tracker.ad_edits
    chosen = ("01", "02", "20", "56", "21", "27", "38", "15", "49", "59", "47", "34")
    found = {each.id: each for each in postings()}
    for number, each in enumerate(reversed(chosen)):
        text = found[each].text
        called = guess(text)
        day = TODAY - timedelta(days=9 * (len(chosen) - 1 - number))
        edits.keep(KeptAd(text, called.title or found[each].style, called.employer, day, called.address))


def ads(made: Scene) -> None:
    kept_ads(made)
    made.window.show_page("ads")
    made.settle()
    page = made.window.pages.ads
    page.list.open_ad(page.list.shown_ids[1])


def ads_selected(made: Scene) -> None:
    ads(made)
    page = made.window.pages.ads
    page.result.asks.choose(next(row.place for row in page.result.asks.rows if row.state is not None))
    page.ad.text.fold_all(False)


def ads_nothing(made: Scene) -> None:
    made.tracker.ad_edits.keep(KeptAd("We are a cheerful café. Come and wash up with us!", "Kitchen", "", None, ""))
    made.window.show_page("ads")


def ads_adding(made: Scene) -> None:
    ads(made)
    QApplication.clipboard().setText(next(iter(postings())).text)
    made.window.pages.ads.ad_forms.paste()


def ads_teaching(made: Scene) -> None:
    ads(made)
    page = made.window.pages.ads
    phrases = {
        each.id: len(unknown_phrases(each.ad.text, each.measured.reading)) for each in made.window.pages.ad_book.ads
    }
    page.list.open_ad(max(phrases, key=lambda ad_id: phrases[ad_id]))
    page.result.teach.click()
    made.settle()
    page.ad.text.setTextCursor(page.ad.text.document().find("the"))


def ads_across(made: Scene) -> None:
    ads(made)
    made.window.pages.ads.show_view("across")
    made.settle()
    across = made.window.pages.ads.across
    end = time.monotonic() + 30
    while not across.way.chart.is_current and time.monotonic() < end:
        made.settle()


def export(made: Scene) -> None:
    drawn(made)
    made.window.files.exporter.ask()


def planned(made: Scene) -> None:
    """A plan for eight hours a week, with two weeks off."""
    tracker = made.tracker
    tracker.plan_edits.set_hours_a_week(8)
    tracker.plan_edits.set_study_days((1, 3, 6, 7))
    tracker.plan_edits.set_weeks_off((date(2026, 12, 21), date(2026, 12, 28)), off=True)
    tracker.plan_edits.set_target_date(date(2027, 9, 30))


def plan(made: Scene) -> None:
    planned(made)
    show_plan(made)


def show_plan(made: Scene) -> None:
    made.window.show_page("plan")
    worked_out(made)


def worked_out(made: Scene) -> None:
    """Wait until the forecast of the Plan page is the one that is wanted."""
    made.settle()
    end = time.monotonic() + 30
    while not made.window.pages.plan.finish.chart.is_current:
        if time.monotonic() > end:
            raise RuntimeError("the forecast was not worked out")
        made.settle()
    made.settle()


def plan_what_if(made: Scene) -> None:
    plan(made)
    tried = QSignalSpy(made.window.pages.plan.time.what_if_changed)
    made.window.pages.plan.time.slider.setValue(24)
    assert tried.count() or tried.wait(5000)


def plan_moved(made: Scene) -> None:
    plan(made)
    view = made.window.pages.plan.schedule.view
    view.setFocus()
    view.select(view.rows[1].skill_id)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    worked_out(made)


def assess(made: Scene) -> None:
    made.window.show_page("assess")
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_1, Qt.Key.Key_S, Qt.Key.Key_3, Qt.Key.Key_2):
        QTest.keyClick(made.window.pages.assess, key)
    made.settle()


def assess_done(made: Scene) -> None:
    made.window.show_page("assess")
    while made.window.pages.assess.is_asking:
        QTest.keyClick(made.window.pages.assess, Qt.Key.Key_2)
    made.settle()


def roles(made: Scene) -> None:
    made.window.show_page("roles")


def roles_asked(made: Scene) -> None:
    page = made.window.pages.roles
    made.window.show_page("roles")
    for situation, answer in list(zip(page.situations.values(), ("data-scientist", "ml-engineer") * 2, strict=False))[
        :3
    ]:
        made.tracker.edits.answer(situation, answer)
    made.settle()
    page.columns.ensureWidgetVisible(page.suits_me)


def roles_paths(made: Scene) -> None:
    made.window.show_page("roles")
    made.window.pages.roles.show_tab("paths")


def roles_sources(made: Scene) -> None:
    made.window.show_page("roles")
    made.window.pages.roles.show_tab("sources")


def readiness_explained(made: Scene) -> None:
    skills(made)
    made.settle()
    made.window.top_bar.readiness.number.click()


def palette_found(made: Scene) -> None:
    roadmap(made)
    made.settle()
    made.window.show_palette()
    QTest.keyClicks(made.window.command_palette.field, "kube")


def guide(made: Scene) -> None:
    skills(made)
    made.settle()
    made.window.help_commands.show_guide()
    made.settle()


def keys(made: Scene) -> None:
    skills(made)
    made.window.help_commands.show_keys()


def about(made: Scene) -> None:
    skills(made)
    made.window.help_commands.show_about()


def skills_menu(made: Scene) -> None:
    skills(made)
    made.settle()
    QTest.keyClick(made.window.pages.skills.tree, Qt.Key.Key_Menu)


def roadmap_menu(made: Scene) -> None:
    roadmap_selected(made)
    made.settle()
    QTest.keyClick(made.window.pages.roadmap.map.view, Qt.Key.Key_Menu)


def print_preview(made: Scene) -> None:
    skills(made)
    show_preview(MapPages(*made.window.pages.draw_map(), layout_for(QLocale(), is_landscape=True)), "Map", made.window)


def palette_recent(made: Scene) -> None:
    skills(made)
    made.settle()
    made.window.show_palette()


def backed_up(made: Scene) -> None:
    """Put backups of many days beside the file."""
    events = made.tracker.events()
    for moment, share in BACKUPS:
        with tempfile.TemporaryDirectory() as scratch:
            vault = BackupRepository(Path(scratch) / made.file.name, partial(moment.astimezone, UTC))
            with vault.open() as journal:
                journal.append(events[: round(len(events) * share)])
                work = vault.copy()
                if work is None:
                    raise RuntimeError("there is nothing to back up")
                work()
            shutil.copytree(vault.folder, made.vault.folder, dirs_exist_ok=True)


def read(made: Scene, shown: BackupList) -> None:
    """Wait until every backup that is shown has been read."""
    end = time.monotonic() + 30
    while not shown.is_read:
        if time.monotonic() > end:
            raise RuntimeError("the backups were not read")
        made.settle()
    made.settle()


def backups_restore(made: Scene) -> None:
    skills(made)
    backed_up(made)
    made.window.use_backups(made.vault, lambda: None)
    made.window.files.restore_backup()
    (dialog,) = made.window.findChildren(RestoreDialog)
    read(made, dialog.list)
    dialog.list.rows[2].button.setChecked(True)


def backups_restored(made: Scene) -> None:
    backups_restore(made)
    made.window.findChildren(RestoreDialog)[0].replace.click()
    made.settle()


def backups_import(made: Scene) -> None:
    """The question before a copy from another computer takes the place of what is there."""
    skills(made)
    made.window.use_backups(made.vault, lambda: None)
    copy = made.file.with_name("Skillgap, 2026-10-03.json")
    events = made.tracker.events()
    export_copy(copy, events[: round(len(events) * 0.8)], "0.1.0")
    with patch("gui.backups.import_export.ask_which", lambda *_: copy):
        made.window.files.import_everything()
    made.settle()


def backups_failed(made: Scene) -> None:
    skills(made)
    backed_up(made)
    made.window.use_backups(made.vault, lambda: None)
    made.window.status.show_failure(
        "Backup failed today, 14:32",
        "The backup of 14:32 failed: there is no room left on the disk. Your work is saved.",
    )


def went_wrong(made: Scene) -> None:
    """The dialog of a mistake of ours."""
    skills(made)
    try:
        raise KeyError("feature-engineering")
    except KeyError as error:
        # The names of the files that it went through are those of this computer.
        details = "".join(traceback.format_exception_only(error))
    ErrorDialog("", f"Traceback (most recent call last):\n{details}", made.window).open()


def crashed(made: Scene) -> None:
    skills(made)
    made.window.banners.tell_once(ENDED, "Open the log", lambda: None)


def stopped(
    made: Scene, stop: Stop, *, is_open: bool = False, then: Callable[[StopDialog], object] | None = None
) -> None:
    """Show a dialog from before the window over an empty one."""
    for part in (made.window.centralWidget(), made.window.menuBar(), made.window.statusBar()):
        if part:
            part.hide()
    background = Background("backups")
    settings = Settings(made.file.with_name("settings.ini"))
    dialog = StopDialog(stop, made.vault, background, settings, made.clock, made.theme, Icons(made.theme))
    dialog.setParent(made.window, dialog.windowFlags())
    dialog.open()
    if dialog.list:
        read(made, dialog.list)
    if is_open:
        dialog.more.click()
        made.settle()
    if then:
        then(dialog)
        background.wait()
        made.settle()
    background.stop()


def save_nothing(path: Path, to: Path) -> SalvageResult:
    """Only shown, and never done."""
    raise Fault(f"{path} is not written to {to} for a picture.")


def damaged(made: Scene) -> Stop:
    """The stop of a file of which a page is lost."""
    backed_up(made)
    spoilt = bytearray(made.file.read_bytes())
    spoilt[-4096:-2048] = bytes(2048)
    file = made.file.with_name("copy") / "skillgap.db"
    file.parent.mkdir()
    file.write_bytes(spoilt)
    written = BACKUPS[0][0].timestamp()
    os.utime(file, (written, written))
    vault = BackupRepository(file)
    try:
        vault.open()
    except Fault as fault:
        settings = Settings(made.file.with_name("settings.ini"))
        return stop_for(fault, vault, file, Expectation(file, settings), save_nothing)
    raise RuntimeError("a damaged file was opened")


def stop_damaged(made: Scene) -> None:
    stopped(made, damaged(made))


def stop_damaged_found(made: Scene) -> None:
    stopped(made, damaged(made), is_open=True)


def stop_saved(made: Scene) -> None:
    """What could be read was saved, and can be gone on with."""
    to = made.file.with_name("skillgap.saved-2026-11-21.db")
    with patch("gui.backups.stop_dialog.ask_where", lambda *_, **__: to):
        stopped(made, damaged(made)._replace(save=save_salvaged), then=lambda dialog: dialog.save.click())


def stop_missing(made: Scene) -> None:
    backed_up(made)
    stopped(made, missing(made.file, made.tracker.revision))


LIVED: dict[str, Callable[[Scene], None]] = {
    "skills": skills,
    "skills-search": skills_search,
    "skills-nothing-found": skills_nothing_found,
    "skills-no-gap": skills_no_gap,
    "skills-not-needed": skills_not_needed,
    "skills-choice": skills_choice,
    "skills-category": skills_category,
    "skills-toast": skills_toast,
    "skills-trouble": skills_trouble,
    "skills-readiness-explained": readiness_explained,
    "palette-found": palette_found,
    "palette-recent": palette_recent,
    "guide": guide,
    "keys": keys,
    "about": about,
    "skills-menu": skills_menu,
    "roadmap-menu": roadmap_menu,
    "print-preview": print_preview,
    "skills-study": skills_study,
    "skills-log-time": skills_log_time,
    "whats-new": whats_new,
    "import-topics": import_topics,
    "import-roadmap": import_roadmap,
    "import-mistakes": import_mistakes,
    "skills-evidence": skills_evidence,
    "skills-link": skills_link,
    "skills-unused": skills_unused,
    "skills-unused-for-long": skills_unused_for_long,
    "roadmap": roadmap,
    "progress": progress,
    "progress-back": progress_back,
    "roadmap-back": roadmap_back,
    "progress-table": progress_table,
    "progress-past": progress_past,
    "progress-export": export,
    "plan": plan,
    "plan-what-if": plan_what_if,
    "plan-moved": plan_moved,
    "plan-no-hours": show_plan,
    "roadmap-selected": roadmap_selected,
    "roadmap-milestone": roadmap_milestone,
    "roadmap-drawer": roadmap_drawer,
    "roadmap-drawer-milestone": roadmap_drawer_milestone,
    "roadmap-hidden": roadmap_hidden,
    "roadmap-zoomed": roadmap_zoomed,
    "roadmap-nothing-found": roadmap_nothing_found,
    "roadmap-nothing-left": roadmap_nothing_left,
    "roadmap-all-aside": roadmap_all_aside,
    "roadmap-search": roadmap_search,
    "roadmap-list": roadmap_list,
    "roadmap-stage": roadmap_stage,
    "roadmap-list-milestone": roadmap_list_milestone,
    "roadmap-basis": roadmap_basis,
    "roadmap-bent": roadmap_bent,
    "roadmap-list-bent": roadmap_list_bent,
    "roadmap-edit": roadmap_edit,
    "roadmap-edit-late": roadmap_edit_late,
    "roadmap-edit-drawer": roadmap_edit_drawer,
    "roadmap-changes": roadmap_changes,
    "roadmap-skill": roadmap_skill,
    "roadmap-mle-to-ds": roadmap_other_way,
    "own-roadmaps": own_goals,
    "own-roadmap-new": new_roadmap,
    **{f"own-roadmap-empty-{page}": partial(own_goal, page) for page in ("skills", "roadmap", "progress", "plan")},
    "assess": assess,
    "assess-done": assess_done,
    "ads": ads,
    "ads-selected": ads_selected,
    "ads-nothing": ads_nothing,
    "ads-adding": ads_adding,
    "ads-teaching": ads_teaching,
    "ads-across": ads_across,
    "roles": roles,
    "roles-asked": roles_asked,
    "roles-paths": roles_paths,
    "roles-sources": roles_sources,
    "backups-restore": backups_restore,
    "backups-restored": backups_restored,
    "backups-failed": backups_failed,
    "backups-import": backups_import,
    "went-wrong": went_wrong,
    "crashed": crashed,
    "stop-damaged": stop_damaged,
    "stop-damaged-found": stop_damaged_found,
    "stop-saved": stop_saved,
    "stop-missing": stop_missing,
}


def welcome_bring(made: Scene) -> None:
    made.window.show_page("welcome")
    made.window.pages.welcome.start.click()


def welcome_gap(made: Scene) -> None:
    welcome_bring(made)
    made.window.pages.welcome.carry.confirm.click()


def welcome_other_way(made: Scene) -> None:
    made.window.show_page("welcome")
    QTest.keyClick(made.window.pages.welcome, Qt.Key.Key_2)


def assess_choice(made: Scene) -> None:
    made.window.show_page("assess")
    page = made.window.pages.assess
    page.revisit([place for place, card in enumerate(page.cards) if card.unit_id == "cloud-platform"])


def assess_full_round(made: Scene) -> None:
    made.window.show_page("assess")
    page = made.window.pages.assess
    while page.is_asking:
        QTest.keyClick(page, Qt.Key.Key_1)
    page.finish.more.click()
    QTest.keyClick(page, Qt.Key.Key_2)


def roles_suits_me(made: Scene) -> None:
    made.window.show_page("roles")
    roles = list(made.tracker.catalogue.roles)
    for number, situation in enumerate(made.window.pages.roles.situations.values()):
        made.tracker.edits.answer(situation, roles[number % 3 == 0])
    made.settle()
    made.window.pages.roles.columns.ensureWidgetVisible(made.window.pages.roles.suits_me)


def welcome_no_copy(made: Scene) -> None:
    """A copy that somebody changed by hand is refused."""
    made.window.show_page("welcome")
    path = Path(tempfile.gettempdir()) / "Skillgap, 2026-11-20.json"
    entries = ",\n".join(['{"id": 7}', '{"id": "a", "stamp": 1}', "[]", '"tick"', "null"])
    head = '{"format": "skillgap-export", "version": 1, "program_version": "0.1.0", "count": 5, "digest": "",'
    path.write_text(f'{head}\n"events": [\n{entries}]}}', encoding="utf-8")
    try:
        copies().read(path, lambda _share: None)
    except Fault as fault:
        made.window.banners.tell("trouble", str(fault))
    path.unlink()


NEW: dict[str, Callable[[Scene], None]] = {
    "welcome-no-copy": welcome_no_copy,
    "welcome": lambda made: made.window.show_page("welcome"),
    "welcome-bring": welcome_bring,
    "welcome-gap": welcome_gap,
    "skills-first-start": lambda made: made.window.show_page("skills"),
    "skills-none-aside": skills_none_aside,
    "assess-first-start": assess,
    "progress-first-start": progress,
    "roadmap-first-start": roadmap,
    "welcome-other-way": welcome_other_way,
    "roles-suits-me": roles_suits_me,
    "assess-choice": assess_choice,
    "assess-full-round": assess_full_round,
    "plan-first-start": show_plan,
    "roles-first-start": roles,
    "ads-first-start": lambda made: made.window.show_page("ads"),
}


def example(made: Scene) -> None:
    """The example, whose window takes the place of the own one."""
    clock = made.clock
    made.example = show_example(
        made.window, made.tracker.catalogue, made.tracker.roadmap.id, made.theme, clock, lambda _window: None
    )
    made.settle()


def example_page(name: str, made: Scene) -> None:
    example(made)
    assert made.example
    made.example.show_page(name)
    made.settle()


def narrow_skill(made: Scene) -> None:
    """Where one half of the page has room, a skill lies over the list."""
    made.window.show_page("skills")
    made.window.pages.skills.open_skill("api-development")
    made.settle()


def preferences(section: str, made: Scene) -> None:
    made.window.use_backups(made.vault, lambda: None)
    made.tracker.edits.write_note("git", "A note, so that there is something to back up.")
    made.window.files.back_up_now()
    made.window.preferences.set_second_folder(Path("/media/stick/Skillgap"))
    file, settings = made.vault.path, Settings(None)
    parts = SingleInstance(file), Expectation(file, settings), UnsavedNotes(file, settings)
    made.window.preferences.places = FilePlaces(*parts, made.tracker, settings)
    made.settle()
    dialog = made.window.preferences.show(section)
    backups = made.window.files.backups
    assert backups
    backups.scheduler.background.wait()
    dialog.list.setFocus()


def large(page: Callable[[Scene], None], made: Scene) -> None:
    made.theme.set_look(made.theme.look._replace(text_size=200))
    made.settle()
    page(made)


def in_high_contrast(page: Callable[[Scene], None], made: Scene) -> None:
    made.theme.set_look(made.theme.look._replace(has_contrast=True))
    page(made)


PREFERENCES: dict[str, Callable[[Scene], None]] = {
    **{
        f"preferences-{name}": partial(preferences, name)
        for name in ("appearance", "dates", "study", "files", "start", "keyboard")
    },
    "preferences-large": partial(large, partial(preferences, "appearance")),
    **{
        f"large-{page.__name__}": partial(large, page)
        for page in (skills, roadmap, progress, plan, roles, assess, ads, ads_teaching, ads_across, own_goals)
    },
    "large-import-topics": partial(large, import_topics),
    "large-roadmap-edit": partial(large, roadmap_edit_late),
    "contrast-skills": partial(in_high_contrast, skills),
    "contrast-roadmap": partial(in_high_contrast, roadmap),
}
EXAMPLE: dict[str, Callable[[Scene], None]] = {
    "example": example,
    "example-skills": partial(example_page, "skills"),
    "example-plan": partial(example_page, "plan"),
}
NARROW: dict[str, Callable[[Scene], None]] = {
    "narrow-skills": lambda made: made.window.show_page("skills"),
    "narrow-skill": narrow_skill,
    "narrow-roadmap": roadmap,
    "narrow-roadmap-list": roadmap_list,
    "narrow-roadmap-edit": roadmap_edit_late,
    "narrow-assess": assess,
    "narrow-plan": plan,
    "narrow-progress": progress,
    "narrow-roles": roles,
    "narrow-ads": ads,
    "narrow-ads-across": ads_across,
    "narrow-ads-teaching": ads_teaching,
}
NARROW_NEW: dict[str, Callable[[Scene], None]] = {
    "narrow-welcome": lambda made: made.window.show_page("welcome"),
    "narrow-welcome-gap": welcome_gap,
    "narrow-assess-choice": assess_choice,
    "narrow-example": example,
}
GERMAN: dict[str, Callable[[Scene], None]] = {
    "german-skills-study": skills_study,
    "german-plan": plan,
    "german-progress-table": progress_table,
    "german-roles": roles,
}


OWN: dict[str, Callable[[Scene], None]] = {
    "own-skill": own_skill,
    "own-skill-problems": own_skill_problems,
    "own-skill-larger": own_skill_larger,
    "own-skill-kept": own_skill_kept,
    "own-hours": own_hours,
    "own-on-roadmap": partial(own_everywhere, "roadmap"),
    "own-on-plan": partial(own_everywhere, "plan"),
    "own-on-roles": partial(own_everywhere, "roles"),
}


class Group(NamedTuple):
    """Situations of one kind, and how they are shown."""

    scenes: dict[str, Callable[[Scene], None]]
    is_lived: bool = True
    """Whether the file is that of the made-up person, and not a new one."""
    sizes: tuple[tuple[int, int], ...] = SIZES
    locale: str = HOME


GROUPS = (
    Group(LIVED),
    Group(NEW, is_lived=False),
    Group(PREFERENCES),
    Group(OWN),
    Group(EXAMPLE, is_lived=False),
    Group(NARROW, sizes=NARROW_SIZES),
    Group(NARROW_NEW, is_lived=False, sizes=NARROW_SIZES),
    Group(GERMAN, sizes=SIZES[:1], locale=ABROAD),
)


def seen_on_screen(window: MainWindow) -> QPixmap:
    """The window, with a dialog in its middle where one is open, and the menu where it opened."""
    picture = window.grab()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            middle = window.rect().center() - dialog.rect().center()
            painter = QPainter(picture)
            painter.drawPixmap(middle, dialog.grab())
            painter.setPen(QPalette().color(QPalette.ColorRole.Mid))
            painter.drawRect(dialog.rect().translated(middle).adjusted(-1, -1, 0, 0))
            painter.end()
    menu = QApplication.activePopupWidget()
    if menu:
        painter = QPainter(picture)
        painter.drawPixmap(window.mapFromGlobal(menu.pos()), menu.grab())
        painter.end()
        menu.close()
    return picture


def write_gallery(folder: Path, only: str = "") -> list[Path]:
    """Write every picture whose name contains ``only``; returns where they are."""
    application = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    if not isinstance(application, QApplication):
        raise TypeError("another application runs in this process")
    if "Inter" in QFontDatabase.families():
        font = QFont("Inter")
        font.setPixelSize(13)
        application.setFont(font)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    faults: list[BaseException] = []

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        faults.append(error)
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = note
    theme = Theme(application)
    locale_before = QLocale()
    with tempfile.TemporaryDirectory() as scratch:
        file = lived_file(Path(scratch))
        for mode in (Mode.LIGHT, Mode.DARK):
            for group in GROUPS:
                QLocale.setDefault(QLocale(group.locale))
                named = {
                    f"{name}-{size[0]}x{size[1]}-{mode}": (size, name) for size in group.sizes for name in group.scenes
                }
                for picture_name in filter(lambda each: only in each, named):
                    size, name = named[picture_name]
                    place = Path(scratch) / f"{mode}-{size[0]}-{name}"
                    theme.set_look(Look(mode))
                    with scene(place, theme, size, file if group.is_lived else None) as made:
                        group.scenes[name](made)
                        made.settle()
                        picture = folder / f"{picture_name}.png"
                        seen_on_screen(made.example or made.window).save(str(picture))
                        written.append(picture)
    QLocale.setDefault(locale_before)
    sys.excepthook = sys.__excepthook__
    if faults:
        raise RuntimeError(f"{len(faults)} faults while painting") from faults[0]
    return written


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="where the pictures go")
    parser.add_argument("--only", default="", help="only pictures whose name contains this")
    chosen = parser.parse_args()
    for path in write_gallery(chosen.folder, chosen.only):
        sys.stdout.write(f"{path}\n")
