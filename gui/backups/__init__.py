"""Backups on the screen: made while the person works, listed, restored, and offered where a file cannot be opened."""
