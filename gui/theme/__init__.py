"""Colours by meaning, the style sheet, icons and fonts."""

__all__ = [
    "fonts",
    "icons",
    "palette",
    "style_sheet",
]
