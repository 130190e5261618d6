"""How days, numbers and amounts are written and read, what words mean, and how much may be typed."""

__all__ = [
    "day_input",
    "folding",
    "glossary",
    "limits",
    "links",
    "locale_format",
    "number_input",
    "rounding",
    "text_format",
]
