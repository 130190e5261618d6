"""Quick assess: one card per skill, one key per answer, and the gap at the end."""

__all__ = [
    "page",
]
