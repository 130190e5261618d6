"""Colours by meaning, the style sheet, icons and fonts."""

__all__ = [
    "fonts",
    "palette",
    "style_sheet",
]
