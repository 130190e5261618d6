"""The Roadmap page: the stages of the goal in order."""

__all__ = [
    "page",
]
