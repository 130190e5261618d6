"""The Skills page: every skill of the goal, to tick off."""

__all__ = [
    "page",
]
