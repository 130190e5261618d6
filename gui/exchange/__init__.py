"""Roadmaps from elsewhere: a file that somebody shares, or one of roadmap.sh, looked at before it is imported."""

__all__ = [
    "roadmap_import",
]
