"""Quick assess: one skill a card, a key an answer, and the gap at the end."""

__all__ = [
    "page",
]
