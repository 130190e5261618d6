"""The Roles page: both roles side by side with the person, as the articles describe them."""

__all__ = [
    "page",
]
