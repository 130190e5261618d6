"""The program's menu entry on a Linux desktop: its files, and how to install and remove them."""

__all__ = [
    "menu_entry",
]
