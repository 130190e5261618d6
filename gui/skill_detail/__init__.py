"""Everything about one skill, to read and to tick; both pages show it beside their list."""

__all__ = [
    "can_do_row",
    "day_dialog",
    "detail",
    "entries",
    "facts",
]
