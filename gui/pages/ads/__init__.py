"""The Job ads page: saved ads, what each asks, and the shortest way to cover more of them."""

__all__ = [
    "page",
]
