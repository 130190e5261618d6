"""What the user prefers: a dialog whose settings apply at once."""

__all__ = [
    "changes",
    "dialog",
]
