"""The Plan page: the hours of study, what is next, and when each skill comes."""

__all__ = [
    "page",
]
