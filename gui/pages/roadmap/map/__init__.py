"""The roadmap as a map: stages as columns, skills as boxes, prerequisites as arrows."""

__all__ = [
    "export",
    "form",
    "view_models",
]
