"""What the window is about and not how it looks: the tracker, undo, settings, clock and background work."""
