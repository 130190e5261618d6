"""The program's entry in the menus of a Linux desktop: its files, and how they are installed and removed."""

__all__ = [
    "menu_entry",
]
