"""The first start: which way, where from, and what is brought along."""

__all__ = [
    "page",
]
