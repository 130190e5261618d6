"""The frame of the window: menus and commands, the rail, the top bar, the page stack and the banners."""

__all__ = [
    "example_window",
    "main_window",
]
