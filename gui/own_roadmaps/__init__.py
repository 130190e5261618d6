"""Roadmaps of the user's own: the forms that add and rename one."""

__all__ = ["dialogs"]
