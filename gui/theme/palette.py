"""Colour and type by meaning, in a light and a dark palette of our own, each also in high contrast."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication


class Colours(NamedTuple):
    """What each colour means. No other module names a colour."""

    window: str
    surface: str
    alt: str
    hover: str
    line: str
    control: str
    text: str
    text2: str
    muted: str
    accent: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    have: str
    have_tint: str
    have_text: str
    learning: str
    learning_tint: str
    learning_text: str
    carry: str
    carry_tint: str
    left: str
    error: str
    error_tint: str
    error_text: str
    toast: str
    toast_text: str
    toast_link: str

    def colour(self, meaning: str) -> QColor:
        """The colour of a meaning, as Qt wants it."""
        return QColor(getattr(self, meaning))

    @property
    def stroke(self) -> int:
        """The width of a line, px."""
        return 2 if self is LIGHT_CONTRAST or self is DARK_CONTRAST else 1


_SHADES = {
    "window": ("#F3F4F7", "#11141A"),
    "surface": ("#FFFFFF", "#191D25"),
    "alt": ("#F8F9FB", "#1D222B"),
    "hover": ("#ECEFF4", "#262C37"),
    "line": ("#DCE1E9", "#2E3542"),
    "control": ("#78839A", "#76839A"),
    "text": ("#1A2233", "#E9ECF2"),
    "text2": ("#445066", "#BCC4D1"),
    "muted": ("#596579", "#9AA5B6"),
    "accent": ("#3B50C8", "#93A4FF"),
    "accent_hover": ("#2F41AB", "#AAB8FF"),
    "accent_tint": ("#E8EBFB", "#262E52"),
    "on_accent": ("#FFFFFF", "#11152B"),
    "have": ("#0A7A5A", "#46C79B"),
    "have_tint": ("#DFF3EB", "#14352B"),
    "have_text": ("#075F46", "#7FDDBB"),
    "learning": ("#B65C00", "#F2AC4B"),
    "learning_tint": ("#FDEEDB", "#3A2B12"),
    "learning_text": ("#8A4500", "#F7C987"),
    "carry": ("#5A6B8C", "#8E9FBF"),
    "carry_tint": ("#E7EBF3", "#293142"),
    "left": ("#E6EAF0", "#2A303B"),
    "error": ("#B3261E", "#FF7F76"),
    "error_tint": ("#FBE9E7", "#3F1F1D"),
    "error_text": ("#8C1D18", "#FFB4AB"),
    "toast": ("#1A2233", "#E9ECF2"),
    "toast_text": ("#FFFFFF", "#11141A"),
    "toast_link": ("#AFBBFF", "#2F41AB"),
}
"""By meaning, the colour in the light and in the dark palette."""
LIGHT, DARK = (Colours(**{meaning: shades[place] for meaning, shades in _SHADES.items()}) for place in range(2))
_PLAIN = ("window", "alt", "have_tint", "learning_tint", "carry_tint", "error_tint", "left")
"""Backgrounds that high contrast flattens. Those of selection and hover stay: they are the only sign of it."""
LIGHT_CONTRAST = LIGHT._replace(
    **dict.fromkeys(_PLAIN, LIGHT.surface),
    **dict.fromkeys(("line", "control", "text", "text2", "muted"), "#000000"),
    hover="#E2E6EE",
    accent="#1F2F94",
    accent_hover="#16226E",
    accent_tint="#D5DBFA",
    have="#00573E",
    have_text="#00432F",
    learning="#7A3A00",
    learning_text="#632F00",
    carry="#3A4764",
    error="#8C1D18",
    error_text="#75140F",
    toast="#000000",
)
DARK_CONTRAST = DARK._replace(
    **dict.fromkeys((*_PLAIN, "surface"), "#000000"),
    **dict.fromkeys(("line", "control", "text", "text2", "muted"), "#FFFFFF"),
    hover="#262C37",
    accent="#B9C4FF",
    accent_hover="#CBD3FF",
    accent_tint="#262F5C",
    on_accent="#000000",
    have="#6FE3BC",
    have_text="#8FEFCE",
    learning="#FFC878",
    learning_text="#FFD89E",
    carry="#9AA7BF",
    error="#FFA29B",
    error_text="#FFC3BD",
    toast="#FFFFFF",
    toast_text="#000000",
)
ICON_GROUND = "#ffffff"
"""The one fixed colour in the icon files: the tick inside "have", which is drawn in the colour behind the icon."""


SMALLEST_TEXT = 11
BODY_TEXT = 13
SIZES: Mapping[str, float] = MappingProxyType(
    {"caption": 0.85, "dense": 0.92, "body": 1.0, "section": 1.15, "title": 1.54, "welcome": 2.15, "hero": 3.4}
)
"""Sizes of text as ratios of the body text."""


class Mode(StrEnum):
    """Which palette the user wants."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"

    @classmethod
    def read(cls, text: str) -> Mode:
        """The mode with a name; SYSTEM for any other text."""
        return cls(text) if text in tuple(cls) else cls.SYSTEM


TEXT_SIZES = (80, 200)
"""The least and the largest size of text, in percent of the system's."""
NORMAL_SIZE = 100


class Look(NamedTuple):
    """How the user wants the window to look."""

    mode: Mode = Mode.SYSTEM
    text_size: int = NORMAL_SIZE
    """In percent of the system's."""
    has_contrast: bool = False
    """Thicker lines and plain grounds."""
    is_still: bool = False
    """Nothing moves, fades or blinks."""


class Theme(QObject):
    """The palette in use; everything that paints reads it and repaints on ``changed``.

    The application must have been started with the Fusion style, which takes every colour from the palette.
    """

    changed = Signal()
    resized = Signal()
    """The text size changed, emitted after ``changed``: whatever was measured before must be rebuilt."""

    def __init__(self, application: QApplication, look: Look = Look()) -> None:  # noqa: B008  # immutable
        super().__init__()
        self._application = application
        self._look = look
        self._is_dark = False
        self._fonts: dict[tuple[str, bool, bool], QFont] = {}
        self._family = application.font()
        # Body text is the system's, but never so small that a caption would fall under 11 px.
        self._system_body = max(BODY_TEXT, QFontInfo(self._family).pixelSize())
        self._flash_time = application.cursorFlashTime()
        self._body = self._body_of(look)
        application.setFont(self.font())
        # Kept, both: without the first, PySide takes the second for deleted.
        self._hints = application.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._accessibility.contrastPreferenceChanged.connect(self._apply)
        self.is_contrast_from_system = False
        """Whether the system asks for high contrast."""
        if look.is_still:
            self._set_motion()
        self._apply()

    @property
    def look(self) -> Look:
        """What the user asked for."""
        return self._look

    @property
    def mode(self) -> Mode:
        """Which palette the user asked for."""
        return self._look.mode

    def set_mode(self, mode: Mode) -> None:
        """Switch to another palette, at once."""
        self.set_look(self._look._replace(mode=mode))

    def set_look(self, look: Look) -> None:
        """Switch to another look, at once."""
        before, self._look = self._look, look
        if before == look:
            return
        if look.is_still is not before.is_still:
            self._set_motion()
        has_size = self._body_of(look) != self._body
        if has_size:
            self._body = self._body_of(look)
            self._fonts.clear()
            self._application.setFont(self.font())
        self._apply()
        if has_size:
            self.resized.emit()

    def _body_of(self, look: Look) -> int:
        return max(SMALLEST_TEXT, round(self._system_body * look.text_size / NORMAL_SIZE))

    def _set_motion(self) -> None:
        """Menus and tips appear without fading, and the cursor does not blink."""
        is_still = self._look.is_still
        for effect in _EFFECTS:
            self._application.setEffectEnabled(effect, not is_still)
        self._application.setCursorFlashTime(0 if is_still else self._flash_time)

    @property
    def colours(self) -> Colours:
        """The palette in use."""
        if self.has_contrast:
            return DARK_CONTRAST if self._is_dark else LIGHT_CONTRAST
        return DARK if self._is_dark else LIGHT

    @property
    def stroke(self) -> int:
        """The width of a line, px."""
        return self.colours.stroke

    @property
    def has_contrast(self) -> bool:
        """Whether the user or their system asks for high contrast."""
        return self._look.has_contrast or self.is_contrast_from_system

    @property
    def is_dark(self) -> bool:
        """Whether the dark palette is in use."""
        return self._is_dark

    def colour(self, meaning: str) -> QColor:
        """The colour of a meaning in the palette in use."""
        return self.colours.colour(meaning)

    def size(self, role: str) -> int:
        """The height of a role's text in pixels."""
        return max(SMALLEST_TEXT, round(self._body * SIZES[role]))

    def px(self, length: float) -> int:
        """Scale a length from body text of 13 px to the text in use; never shorter, so it stays easy to hit."""
        return round(length * max(1.0, self._body / BODY_TEXT))

    def font(self, role: str = "body", *, bold: bool = False, struck: bool = False) -> QFont:
        """The system font at the size of a role."""
        font = self._fonts.get((role, bold, struck))
        if font is None:
            font = self._fonts[role, bold, struck] = QFont(self._family)
            font.setPixelSize(self.size(role))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            font.setStrikeOut(struck)
        return QFont(font)  # a copy, which the caller may change

    def _follow_system(self) -> None:
        if self.mode is Mode.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        is_system_dark = self.mode is Mode.SYSTEM and self._hints.colorScheme() is Qt.ColorScheme.Dark
        contrast = self._accessibility.contrastPreference()
        self.is_contrast_from_system = contrast is Qt.ContrastPreference.HighContrast
        self._is_dark = self.mode is Mode.DARK or is_system_dark
        self._application.setPalette(_palette(self.colours))
        self.changed.emit()


_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
)
_ROLES: Mapping[QPalette.ColorRole, str] = MappingProxyType(
    {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.AlternateBase: "alt",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.Button: "surface",
        QPalette.ColorRole.ButtonText: "text",
        QPalette.ColorRole.BrightText: "on_accent",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.Highlight: "accent_tint",
        QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.Accent: "accent",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.LinkVisited: "accent",
        QPalette.ColorRole.ToolTipBase: "surface",
        QPalette.ColorRole.ToolTipText: "text",
        QPalette.ColorRole.Light: "surface",
        QPalette.ColorRole.Midlight: "line",
        QPalette.ColorRole.Mid: "control",
        QPalette.ColorRole.Dark: "control",
        QPalette.ColorRole.Shadow: "line",
    }
)
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def _palette(colours: Colours) -> QPalette:
    """A palette with every role set: what Qt derives for missing ones is unreadable in the dark."""
    palette = QPalette()
    for role, meaning in _ROLES.items():
        palette.setColor(role, colours.colour(meaning))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.colour("muted"))
    return palette
