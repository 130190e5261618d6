"""The Plan page: the person's weeks, what is next, and when each skill comes."""

__all__ = [
    "page",
]
