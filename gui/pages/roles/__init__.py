"""The Roles page: both roles and the user’s skills side by side, as the articles describe them."""

__all__ = [
    "page",
]
