"""Whether the promises about the file hold under bad luck, again and again: ``python -m tests.endurance``."""
