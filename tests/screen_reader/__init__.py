"""The program as a screen reader gets it, over a real accessibility bus: ``python -m tests.screen_reader``."""
