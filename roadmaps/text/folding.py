"""Text folded for comparison: without case, accents and doubled spaces."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """Text without case, accents and doubled spaces, so that "Résumé" and "resume" are the same."""
    folded_case = text.casefold()
    if not folded_case.isascii():
        decomposed = unicodedata.normalize("NFKD", folded_case)
        # Asked once for each letter that occurs, not at each place: a note may be a hundred thousand letters long.
        marks = {ord(letter): None for letter in set(decomposed) if unicodedata.combining(letter)}
        folded_case = decomposed.translate(marks)
    return " ".join(folded_case.split())
