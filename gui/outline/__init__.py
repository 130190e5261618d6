"""A list with levels to tick off: the model, the view and the delegate that both pages use."""

__all__ = [
    "model",
    "rows",
    "view",
]
