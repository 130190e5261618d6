"""Taking the facts out of the program: which forms there are, choosing one, and writing it."""

__all__ = [
    "exporter",
]
