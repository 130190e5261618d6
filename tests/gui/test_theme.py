"""Readable palettes, one module that names colours, and switching that leaves nothing of the old theme behind."""

from __future__ import annotations

import ast
import math
import re
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QToolButton

from gui.skill_detail.note_field import NoteField
from gui.theme.icons import Icons
from gui.theme.palette import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Colours, Look, Mode
from gui.theme.style_sheet import style_sheet
from gui.widgets.painting import Cell, draw_bar, draw_check_box, draw_meter
from roadmaps.journal import StudySession, Tick
from tests.examples import quick
from tests.gui.scene import seen
from tests.program_imports import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from gui.theme.palette import Theme
    from tests.gui.scene import OpenWindow, Scene

GUI = Path(__file__).parents[2] / "gui"
PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "light, high contrast": LIGHT_CONTRAST,
    "dark, high contrast": DARK_CONTRAST,
}

TEXT_ON = {
    "text": ("window", "surface", "alt", "hover", "accent_tint", "have_tint", "learning_tint", "carry_tint"),
    "text2": ("window", "surface", "alt", "hover", "accent_tint", "carry_tint", "learning_tint"),
    "muted": ("window", "surface", "alt", "hover", "accent_tint"),
    "accent": ("window", "surface", "alt", "hover", "accent_tint"),
    "on_accent": ("accent", "accent_hover"),
    "have_text": ("surface", "have_tint", "window", "accent_tint"),
    "learning_text": ("surface", "learning_tint", "window"),
    "error_text": ("surface", "error_tint", "window"),
    "toast_text": ("toast",),
    "toast_link": ("toast",),
}
GRAPHICS_ON = {
    "control": ("window", "surface", "alt", "hover", "left"),
    "have": ("surface", "window", "have_tint", "left", "hover"),
    "learning": ("surface", "window", "learning_tint", "left", "hover"),
    "carry": ("surface", "window", "carry_tint", "left"),
    "error": ("surface", "window", "error_tint"),
    "accent": ("surface", "window", "accent_tint", "hover"),
}


def luminance(colour: QColor) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio by WCAG 2.2, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# Palettes


def test_the_contrast_of_black_on_white_is_twenty_one() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def contrasts(grounds_of: dict[str, tuple[str, ...]]) -> dict[tuple[str, str, str], float]:
    """The contrast of each meaning on each of its grounds, in each palette."""
    return {
        (palette, meaning, ground): contrast(colours.colour(meaning), colours.colour(ground))
        for palette, colours in PALETTES.items()
        for meaning, grounds in grounds_of.items()
        for ground in grounds
    }


def test_text_can_be_read_on_every_background() -> None:
    assert {pair: ratio for pair, ratio in contrasts(TEXT_ON).items() if ratio < 4.5} == {}


def test_icons_and_borders_can_be_seen_on_every_background() -> None:
    assert {pair: ratio for pair, ratio in contrasts(GRAPHICS_ON).items() if ratio < 3} == {}


EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What eyes make of linear red, green and blue: Machado, Oliveira and Fernandes 2009, at full severity."""


def seen_as(colour: QColor, eyes: str) -> tuple[float, ...]:
    """A colour in CIE L*a*b*, as these eyes see it."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    red, green, blue = (
        min(1.0, max(0.0, sum(share * value for share, value in zip(row, linear, strict=True)))) for row in EYES[eyes]
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("palette", PALETTES)
def test_colours_of_charts_differ_with_every_colour_blindness(palette: str) -> None:
    black, white = seen_as(QColor("black"), "usual"), seen_as(QColor("white"), "usual")
    assert math.dist(black, white) == pytest.approx(100, abs=0.1)
    colours = PALETTES[palette]
    meanings = ("carry", "have", "learning", "accent", "surface")
    close = {
        (one, other, eyes): round(difference, 1)
        for one, other in combinations(meanings, 2)
        for eyes in EYES
        if (difference := math.dist(seen_as(colours.colour(one), eyes), seen_as(colours.colour(other), eyes))) < 10
    }
    assert close == {}


def test_the_palettes_are_two_and_name_every_meaning() -> None:
    for meaning in frozenset(Colours._fields):
        assert LIGHT.colour(meaning).isValid()
        assert DARK.colour(meaning).isValid()
        assert LIGHT.colour(meaning) != DARK.colour(meaning)
    assert luminance(LIGHT.colour("surface")) > 0.9
    assert luminance(DARK.colour("surface")) < 0.05


def test_high_contrast_has_plain_backgrounds_and_text_of_seven_to_one() -> None:
    for colours in (LIGHT_CONTRAST, DARK_CONTRAST):
        grounds = {getattr(colours, f"{state}_tint") for state in ("have", "learning", "carry", "error")}
        assert grounds | {colours.window, colours.alt} == {colours.surface}
        assert colours.line == colours.text
        for meaning, places in TEXT_ON.items():
            for ground in places:
                assert contrast(colours.colour(meaning), colours.colour(ground)) >= 7, (meaning, ground)


def test_high_contrast_draws_thicker_lines_in_either_theme(theme: Theme) -> None:
    plain = style_sheet(theme)
    for mode, colours in ((Mode.LIGHT, LIGHT_CONTRAST), (Mode.DARK, DARK_CONTRAST)):
        theme.set_look(Look(mode, has_contrast=True))
        assert theme.colours is colours
        assert theme.stroke == 2
        assert f"border: 2px solid {colours.control}" in style_sheet(theme)
    assert "border: 1px solid" in plain


def test_painted_boxes_meters_and_bars_have_thicker_lines_in_high_contrast() -> None:
    def ink(colours: Colours, paint: Callable[[QPainter, Colours], object]) -> int:
        """How many pixels are not the ground's."""
        image = QImage(60, 20, QImage.Format.Format_RGB32)
        image.fill(colours.colour("surface"))
        painter = QPainter(image)
        paint(painter, colours)
        painter.end()
        ground = colours.colour("surface").rgb()
        return sum(image.pixel(x, y) != ground for x in range(60) for y in range(20))

    hollow = [Cell.HOLLOW] * 3
    paints: tuple[Callable[[QPainter, Colours], object], ...] = (
        lambda painter, colours: draw_check_box(painter, QRectF(2, 2, 16, 16), Qt.CheckState.Unchecked, colours),
        lambda painter, colours: draw_meter(painter, 2, 10, hollow, "have", colours),
        lambda painter, colours: draw_bar(painter, QRectF(2, 6, 40, 8), [("left", 1)], colours),
    )
    for paint in paints:
        for plain, strong in ((LIGHT, LIGHT_CONTRAST), (DARK, DARK_CONTRAST)):
            assert ink(strong, paint) > ink(plain, paint)


def test_a_white_icon_is_white(theme: Theme) -> None:
    theme.set_look(Look(Mode.DARK, has_contrast=True))
    picture = Icons(theme).pixmap("have", "text", 24).toImage()
    assert picture.pixelColor(12, 5).name() == "#ffffff"


@pytest.mark.parametrize("size", range(80, 201, 5))
def test_no_corner_is_drawn_square_at_any_size_of_text(theme: Theme, size: int) -> None:
    """Qt ignores a radius of more than half the side."""
    theme.set_look(Look(Mode.LIGHT, size))
    sheet = style_sheet(theme)
    for name in ("QRadioButton::indicator", "QRadioButton::indicator:checked", "QSlider::handle:horizontal"):
        rule = next(body for names, body in re.findall(r"([^{}]+){([^}]+)}", sheet) if names.strip() == name)
        side, border, radius = (
            int(re.findall(rf"{word}: (?:[a-z]+ )?(\d+)px", rule)[0]) for word in ("width", "border", "border-radius")
        )
        assert 2 * radius <= side + 2 * border


@pytest.mark.parametrize(("mode", "colours"), [(Mode.LIGHT, LIGHT), (Mode.DARK, DARK)])
def test_every_role_is_known_to_qt(theme: Theme, qapp: QApplication, mode: Mode, colours: Colours) -> None:
    theme.set_mode(mode)
    palette = qapp.palette()
    expected = {
        QPalette.ColorRole.Window: "window",
        QPalette.ColorRole.Base: "surface",
        QPalette.ColorRole.Text: "text",
        QPalette.ColorRole.WindowText: "text",
        QPalette.ColorRole.Link: "accent",
        QPalette.ColorRole.PlaceholderText: "muted",
        QPalette.ColorRole.ToolTipText: "text",
    }
    assert {role: palette.color(role) for role in expected} == {
        role: colours.colour(meaning) for role, meaning in expected.items()
    }
    ours = {colours.colour(meaning).name() for meaning in frozenset(Colours._fields)}
    roles = [role for role in QPalette.ColorRole if role.name not in ("NColorRoles", "NoRole")]
    assert {role.name for role in roles if palette.color(role).name() not in ours} == set()
    disabled = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert contrast(disabled, colours.colour("window")) >= 4.5


def test_the_style_sheet_names_only_colours_of_the_palette(theme: Theme) -> None:
    light = style_sheet(theme)
    theme.set_mode(Mode.DARK)
    dark = style_sheet(theme)
    assert light != dark
    for sheet, colours in ((light, LIGHT), (dark, DARK)):
        used = set(re.findall(r"#[0-9A-Fa-f]{6}", sheet))
        assert used <= {getattr(colours, meaning) for meaning in frozenset(Colours._fields)}
        assert "$" not in sheet


def test_a_theme_that_follows_the_system_signals_a_change(theme: Theme) -> None:
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.colours is DARK))
    theme.set_mode(Mode.DARK)
    theme.set_mode(Mode.DARK)
    theme.set_mode(Mode.SYSTEM)
    assert told == [True, False]


# Only one file names colours


def colour_literals(module: list[ast.AST]) -> list[str]:
    """Every place in a module that names a colour by itself."""
    found = []
    for node in module:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            found += re.findall(r"#[0-9A-Fa-f]{3,8}\b", text) + re.findall(r"\b(?:rgba?|hsla?|hsva?)\(", text)
            found += [
                f"{name}: {value}"
                for name, value in re.findall(r"([\w-]*(?:color|background|border)[\w-]*)\s*:\s*([^;{}]+)[;}]", text)
                if set(re.findall(r"(?<![$\w])[a-z]+\b", value.lower())) & NAMED
            ]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("QColor", "qRgb", "QRgb")
        ):
            found.append(ast.unparse(node))
        if (
            isinstance(node, ast.Attribute)
            and ast.unparse(node.value) in ("Qt.GlobalColor", "Qt")
            and (node.attr in GLOBAL)
        ):
            found.append(ast.unparse(node))
    return found


NAMED = set(QColor.colorNames()) - {"transparent"}
GLOBAL = {each.name for each in Qt.GlobalColor} - {"transparent"}


def test_the_scan_finds_a_colour_wherever_it_hides() -> None:
    for hidden in (
        'x = "#ff00aa"',
        'x = "QLabel { color: red; }"',
        "x = QColor(1, 2, 3)",
        'x = QColor("tomato")',
        "x = Qt.GlobalColor.red",
        'x = "color: rgb(1, 2, 3)"',
    ):
        assert colour_literals(list(ast.walk(ast.parse(hidden)))), hidden
    plain = 'x = "QLabel { color: $text; border: 1px solid transparent; }"'
    assert colour_literals(list(ast.walk(ast.parse(plain)))) == []


def test_no_module_but_the_theme_names_a_colour() -> None:
    files = nodes("gui")
    assert len(files) > 40
    named = {file: colour_literals(found) for file, found in files.items() if file != "gui/theme/palette.py"}
    assert {file: colours for file, colours in named.items() if colours} == {}


def test_icons_take_their_colour_from_the_palette() -> None:
    for file in sorted((GUI / "theme" / "icons").glob("*.svg")):
        colours = set(re.findall(r"(?:fill|stroke)=\"([^\"]+)\"", file.read_text(encoding="utf-8")))
        assert colours <= {"none", "currentColor", "#ffffff"}, file.name


# Switching while the window is open


def arrange_skills(scene: Scene) -> None:
    scene.tracker.edits.set_ticked(scene.catalogue.skills["hygiene"].can_dos[:1], True)
    scene.tracker.edits.write_note("mashing", "a note")
    scene.window.pages.listed.open_skill("mashing")
    scene.tree.expand_keys([("skill", "mashing")])


def arrange_study(scene: Scene) -> None:
    can_do = scene.can_do("hygiene.clean-bench")
    scene.tracker.edits.set_tick(can_do, Tick(date(2025, 9, 1)))
    scene.tracker.log_edits.add_evidence(can_do, "https://example.org/bench")
    scene.tracker.log_edits.log_study(StudySession("hygiene", date(2025, 9, 2), 75, "scrubbed", "https://example.org"))
    scene.window.pages.listed.open_skill("hygiene")


def arrange_category(scene: Scene) -> None:
    scene.tracker.edits.set_aside("hygiene", True)
    scene.go("category", "basics")
    scene.tracker.failed.emit("The disk is full.")


def arrange_roadmap(scene: Scene) -> None:
    scene.window.show_page("roadmap")
    scene.settle()
    scene.go("stage", "2")


def arrange_panel(scene: Scene) -> None:
    scene.click(scene.window.top_bar.readiness.number)


def arrange_nothing(scene: Scene) -> None:
    field = scene.window.top_bar.search
    field.setText("hygeine")
    # Qt lets the button that clears the field fade in.
    scene.qtbot.waitUntil(lambda: all(each.property("opacity") == 1 for each in field.findChildren(QToolButton)))


SITUATIONS = [arrange_skills, arrange_study, arrange_category, arrange_roadmap, arrange_panel, arrange_nothing]


def picture(scene: Scene) -> QImage:
    scene.settle()
    for field in scene.window.findChildren(NoteField):
        field.setCursorWidth(0)
    scene.settle()
    return scene.window.grab().toImage()


def different_pixels(one: QImage, other: QImage) -> int:
    assert one.size() == other.size()
    if one == other:
        return 0
    return sum(one.pixel(x, y) != other.pixel(x, y) for x in range(0, one.width()) for y in range(0, one.height()))


@pytest.mark.sweep
@pytest.mark.parametrize("arrange", quick(SITUATIONS, arrange_study, arrange_roadmap), ids=lambda each: each.__name__)
def test_a_window_that_was_switched_looks_like_a_fresh_one(
    open_window: OpenWindow, theme: Theme, arrange: Callable[[Scene], None]
) -> None:
    fresh, switched = {}, {}
    for before, after in ((Mode.LIGHT, Mode.DARK), (Mode.DARK, Mode.LIGHT)):
        theme.set_mode(before)
        scene = open_window(folder=str(before))
        arrange(scene)
        fresh[before] = picture(scene)
        theme.set_mode(after)
        switched[after] = picture(scene)
        scene.close()
    for mode in fresh:
        assert different_pixels(switched[mode], fresh[mode]) == 0
    assert fresh[Mode.LIGHT] != fresh[Mode.DARK]


@pytest.mark.slow
def test_the_corner_of_each_page_has_the_colour_of_its_background(scene: Scene, theme: Theme) -> None:
    for mode, colours in ((Mode.LIGHT, LIGHT), (Mode.DARK, DARK)):
        theme.set_mode(mode)
        image = picture(scene)
        rail = scene.window.rail
        place = rail.mapTo(scene.window, rail.rect().bottomLeft())
        assert image.pixelColor(place.x() + 3, place.y() - 3) == colours.colour("window")


@pytest.mark.sweep
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_labels_are_painted_in_the_colours_of_their_palette(scene: Scene, theme: Theme, mode: Mode) -> None:
    theme.set_mode(mode)
    scene.settle()
    labels = [label for label in seen(scene.window, QLabel) if label.text()]
    assert len(labels) > 20
    for label in labels:
        ink = label.palette().color(label.foregroundRole())
        ground = theme.colour("window")
        assert contrast(ink, ground) >= 4.5, label.text()


def test_an_icon_is_drawn_in_the_colour_of_its_meaning(theme: Theme) -> None:
    icons = Icons(theme)
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        image = icons.pixmap("have", "have", 32).toImage()
        inked = {
            image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
        }
        assert theme.colour("have").name() in inked


def blank(pixmap: QPixmap) -> QImage:
    """A picture of the same size with nothing on it."""
    empty = QPixmap(pixmap.size())
    empty.setDevicePixelRatio(pixmap.devicePixelRatio())
    empty.fill(Qt.GlobalColor.transparent)
    return empty.toImage()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_icons_are_sharp_at_every_pixel_ratio(theme: Theme, ratio: float) -> None:
    icons = Icons(theme)
    for file in sorted((GUI / "theme" / "icons").glob("*.svg")):
        pixmap = icons.pixmap(file.stem, "text2", 24, ratio)
        assert (pixmap.width(), pixmap.height()) == (round(24 * ratio), round(24 * ratio)), file.name
        assert pixmap.devicePixelRatio() == ratio
        assert pixmap.toImage() != blank(pixmap), file.name


@pytest.mark.sweep
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_undo_looks_disabled_when_there_is_nothing_to_undo(scene: Scene, theme: Theme, mode: Mode) -> None:
    theme.set_mode(mode)
    icon = scene.window.undo_action.icon()

    def strength(state: QIcon.Mode) -> int:
        image = icon.pixmap(18, 18, state).toImage()
        return sum(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))

    assert 0 < strength(QIcon.Mode.Disabled) < 0.5 * strength(QIcon.Mode.Normal)


def test_a_widget_sets_only_properties_that_the_style_sheet_reads() -> None:
    sheet = (GUI / "theme" / "style_sheet.py").read_text(encoding="utf-8")
    names = {
        str(call.args[0].value)
        for found in nodes("gui").values()
        for call in found
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "setProperty"
        if isinstance(call.args[0], ast.Constant)
    }
    assert {"variant", "wrong"} <= names
    assert [name for name in names if f"[{name}=" not in sheet] == []
