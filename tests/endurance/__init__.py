"""Whether what the person relies on holds when they are unlucky, again and again: ``python -m tests.endurance``."""
