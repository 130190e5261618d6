"""The first start: which direction, from where, and which skills the user brings."""

__all__ = [
    "page",
]
