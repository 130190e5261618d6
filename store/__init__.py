"""What is kept on disk: the journal of events and whatever else is written to a file."""
