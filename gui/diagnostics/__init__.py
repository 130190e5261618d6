"""When something goes wrong: the error handler, the log, crashes, and what the system needs."""

__all__ = [
    "crashes",
    "doctor",
    "error_handler",
    "garbage_collection",
    "guarded_overrides",
    "log",
    "system_check",
]
