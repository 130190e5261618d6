"""Time spent on skills: the form that logs it and the table that lists it."""

__all__ = [
    "log_dialog",
    "log_view",
]
