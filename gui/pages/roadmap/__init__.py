"""The Roadmap page: the stages of the goal in order."""
