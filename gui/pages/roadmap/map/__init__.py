"""The roadmap as a map: stages as columns, skills as boxes, and what leads to what as arrows."""

__all__ = [
    "export",
    "form",
    "view_models",
]
