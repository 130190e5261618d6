"""Persistence: the journal of events, its backups, exports and everything else written to a file."""
