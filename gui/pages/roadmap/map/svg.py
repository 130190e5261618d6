"""Drawings that Qt wrote, made to look elsewhere as they look in Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

from PySide6.QtGui import QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

_SVG = "http://www.w3.org/2000/svg"
_NO_PEN = QPen().color().name()
"""A new pen’s colour, which Qt writes for the outline of a shape without one: black, which no colour of ours is."""


def tidy_svg(drawing: bytes, families: Sequence[str]) -> bytes:
    """The same drawing, with three of QSvgGenerator's habits undone.

    A shape without an outline gets none, where Qt writes a black one that browsers draw. Text names all of
    ``families`` and a generic one to fall back to, where Qt names one family. Groups with nothing in them go: they are
    more than half of what Qt writes.
    """
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(drawing)
    family = ", ".join([*(f"'{name}'" if " " in name else name for name in families), "sans-serif"])
    for parent in root.iter():
        for child in list(parent):
            if child.tag == f"{{{_SVG}}}g" and not len(child):
                parent.remove(child)
    for element in root.iter():
        if element.get("stroke") == _NO_PEN:
            element.set("stroke", "none")
        if "font-family" in element.attrib:
            element.set("font-family", family)
    tidied: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return tidied
