"""The state behind the window: settings, the clock, background work, and how days are written."""

__all__ = [
    "date_format",
    "stale_locks",
]
