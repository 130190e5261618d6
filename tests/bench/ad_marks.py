"""Pastes job ads into a window over a real file: how long until the form is painted, and until the marks are."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from gui.app.clock import WallClock
from gui.app.settings import Settings
from gui.app.tracker import Tracker
from gui.diagnostics.garbage_collection import GarbageCollector
from gui.pages.ads.ad_dialog import AdDialog
from gui.shell.main_window import MainWindow
from gui.theme.icons import Icons
from gui.theme.palette import Look, Mode, Theme
from main import copies
from roadmaps.catalogue import load_catalogue
from roadmaps.journal import KeptAd
from store.atomic_files import write_atomically
from store.journal import Journal
from tests.bench.ads import long_ads
from tests.bench.stopwatch import now

_TURNS = 60
"""Turns of the event loop after which the ads that were there before are read."""


def pastes(application: QApplication, folder: Path, count: int, others: int) -> dict[str, list[float]]:
    """Milliseconds from Ctrl+V to the painted form, and from its "Add ad" to the painted marks.

    The words of the catalogue are made ready in between, as they are while a user looks at the form.
    """
    theme = Theme(application, Look(Mode.LIGHT))
    taken: dict[str, list[float]] = {"form": [], "marks": []}
    with Journal.open(folder / f"{others}.db") as journal:
        tracker = Tracker(load_catalogue(), journal, WallClock())
        for number, text in enumerate(long_ads(others)):
            tracker.ad_edits.keep(KeptAd(text, f"Ad {number}", "", None, ""))
        journal.warm_up()
        settings = Settings(folder / f"{others}.ini")
        window = MainWindow(tracker, theme, Icons(theme), settings, "bench", write_atomically, copies())
        window.resize(1280, 800)
        window.show()
        GarbageCollector(application).start()  # as in the program
        window.show_page("ads")
        page = window.pages.ads
        for text in long_ads(count):
            for _ in range(_TURNS):
                application.processEvents()
            application.clipboard().setText(text)
            before = now()
            page.ad_forms.paste()
            application.processEvents()
            taken["form"].append((now() - before) * 1000)
            for _ in range(_TURNS):
                application.processEvents()
            (form,) = window.findChildren(AdDialog)
            before = now()
            form.save.click()
            application.processEvents()
            taken["marks"].append((now() - before) * 1000)
            if page.shown_ad is None or page.shown_ad.ad.text != text.strip():
                raise RuntimeError("another ad is marked")
        window.close()
    return taken


if __name__ == "__main__":
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    with tempfile.TemporaryDirectory() as made:
        alone, among = (pastes(application, Path(made), int(sys.argv[1]), others) for others in (0, 200))
    sys.stdout.write(json.dumps({**alone, "marks among others": among["marks"]}) + "\n")
