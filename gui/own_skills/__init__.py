"""Skills of your own: the form that writes one, and the one that changes the hours of any skill."""

__all__ = [
    "hours_dialog",
    "skill_dialog",
]
