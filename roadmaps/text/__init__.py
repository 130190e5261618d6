"""Formatting and parsing of days, numbers and links; the glossary; limits on typed text."""

__all__ = [
    "day_input", "file_names", "folding", "fuzzy", "glossary", "limits", "links", "locale_format", "number_input",
    "rounding", "text_format",
]  # fmt: skip
