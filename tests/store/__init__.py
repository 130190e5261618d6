"""What is kept on disk, tested with real files."""
