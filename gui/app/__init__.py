"""The state behind the window: settings, the clock, background work, and how days are written."""

__all__ = [
    "ad_book",
    "background",
    "catalogue_seen",
    "change",
    "clock",
    "date_format",
    "day_watch",
    "delayed_save",
    "editor",
    "paths",
    "preferences",
    "settings",
    "stale_locks",
    "state",
    "tracker",
    "undo",
    "unsaved_notes",
]
