"""About Skillgap: versions, the licences of what it is made with, and the articles behind the catalogue."""

from __future__ import annotations

import platform
import re
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, qVersion

from gui.widgets.buttons import PlainButton
from gui.widgets.growing_dialog import GrowingDialog
from gui.widgets.labels import PlainLabel, Separator
from gui.widgets.layouts import STRETCH, hbox, vbox
from gui.widgets.scrolling_body import ScrollingBody
from roadmaps.text.text_format import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from gui.theme.palette import Theme
    from roadmaps.catalogue import Catalogue

_WIDTH = 560
_MADE_WITH = (
    *("PySide6-Essentials", "sqlite-utils", "matplotlib", "numpy", "icalendar", "pypdf", "rapidfuzz", "tomli"),
    "typst",
)
"""The libraries that ``pyproject.toml`` names; what they need comes with them."""
_NAME = re.compile(r"[\w.-]+")
QT_NOTE = (
    "Qt and Qt for Python (PySide6) are used under the GNU Lesser General Public License, version 3. They are separate "
    "files, which you may replace with versions of your own. Their source is at https://code.qt.io, the licence at "
    "https://www.gnu.org/licenses/lgpl-3.0.html."
)
PURPOSE = (
    "See what stands between you and the other role: data scientist or ML engineer. "
    "Your data stays in one file on this computer."
)


def versions(version: str, sqlite_version: str) -> str:
    """What runs here, in one line."""
    parts = f"Skillgap {version}", f"Python {platform.python_version()}", f"Qt {qVersion()}", f"SQLite {sqlite_version}"
    return " · ".join(parts)


def licences() -> list[str]:
    """Each library that is installed for Skillgap, with its version and licence, by name."""
    found: dict[str, str] = {}
    waiting = [*_MADE_WITH]
    while waiting:
        name = _NAME.match(waiting.pop())
        if name is None or name[0].lower() in found:
            continue
        try:
            library = metadata.distribution(name[0])
        except metadata.PackageNotFoundError:
            continue  # not needed on this system
        title = library.metadata["Name"].replace("_", "-")
        found[name[0].lower()] = f"{title} {library.version}: {_licence(library.metadata)}"
        waiting += [each for each in library.requires or () if "extra ==" not in each]
    return sorted(set(found.values()), key=str.casefold)


def _licence(about: metadata.PackageMetadata) -> str:
    classified = [each.split(" :: ")[-1] for each in about.get_all("Classifier", ()) if each.startswith("License ::")]
    named = [*about.get_all("License-Expression", ()), *about.get_all("License", ()), ""][0]
    if "\n" in named or not named:  # the text of the licence, where its name belongs
        named = joined(classified)
    return named or "see its own files"


def sources(catalogue: Catalogue) -> list[str]:
    """The articles behind the catalogue."""
    return [f"{source.id} · {source.name}: {source.title}" for source in catalogue.sources.values()]


class AboutDialog(GrowingDialog):
    """Everything in it can be selected and copied."""

    def __init__(self, version: str, sqlite_version: str, catalogue: Catalogue, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Skillgap")
        self._theme = theme
        body = ScrollingBody("About Skillgap", 12)
        self.versions = self._words(versions(version, sqlite_version))
        parts: Sequence[QWidget] = (
            self._words(PURPOSE),
            self.versions,
            *self._part("Sources", [*sources(catalogue), f"Catalogue {catalogue.version}"]),
            *self._part("Licences", ["Skillgap: MIT", QT_NOTE, "\n".join(licences())]),
        )
        for part in parts:
            body.column.addWidget(part)
        close = PlainButton("Close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = PlainLabel("Skillgap", role="title", bold=True, theme=theme)
        vbox(title, (body, 1), Separator(), hbox(STRETCH, close), on=self, gap=12, margins=(24, 20, 24, 16))
        self.setMinimumWidth(min(_WIDTH, parent.width() - 32))
        self.fit()

    def _part(self, title: str, lines: Sequence[str]) -> list[QWidget]:
        return [PlainLabel(title, bold=True, theme=self._theme), *(self._words(line) for line in lines)]

    def _words(self, text: str) -> PlainLabel:
        label = PlainLabel(text, theme=self._theme).wrapping()
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        return label
