"""The study log: the form that logs time and the table that lists it."""

__all__ = [
    "log_dialog",
    "log_view",
]
