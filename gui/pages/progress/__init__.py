"""The Progress page: progress day by day, and the likely finish."""

__all__ = [
    "page",
]
