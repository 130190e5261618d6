"""Errors: the handler of uncaught exceptions, the log, crash reports, and checks of the system."""

__all__ = [
    "crashes",
    "doctor",
    "error_handler",
    "garbage_collection",
    "guarded_overrides",
    "log",
    "system_check",
]
