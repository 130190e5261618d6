"""Charts: matplotlib figures, drawn by one worker thread and shown as pictures.

Nothing here loads matplotlib before it draws.
"""

__all__ = [
    "ads_covered",
    "burn_up",
    "categories",
    "chart",
    "chart_card",
    "chart_style",
    "chart_view",
    "finish_range",
    "forecast_source",
    "rendering",
    "study_year",
    "worker",
]
