"""Before and after the window: one instance per file, what the file should hold, and shutting down."""

__all__ = [
    "expected_file",
    "file_places",
    "shutdown",
    "single_instance",
]
