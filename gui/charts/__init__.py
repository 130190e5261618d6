"""Charts: matplotlib figures, drawn by one worker thread and shown as pictures.

Nothing here loads matplotlib before it draws.
"""

__all__ = [
    "burn_up",
    "card",
    "categories",
    "chart",
    "easel",
    "finish",
    "forecast_source",
    "study_year",
    "style",
    "view",
]
