"""The Progress page: how far the person has come, day by day, and by when they may be finished."""

__all__ = [
    "page",
]
