"""When a roadmap will be finished: your weeks, the burn-up, forecasts of today and the past, study statistics."""

from roadmaps.forecast.bootstrap import HORIZON, Basis, Forecast, Span, forecast_on
from roadmaps.forecast.burn_up_series import BurnUpPoint, BurnUpSeries, burn_up, held_by, started_on
from roadmaps.forecast.explanation import day_or_beyond_text, explain_chance, explain_forecast, finish_text, span_text
from roadmaps.forecast.past import PastForecast, days_to_look_back_on, past_forecasts
from roadmaps.forecast.past_text import PAST_FORECAST_HEADERS, past_forecast_row, past_forecasts_text
from roadmaps.forecast.recent_change import (
    CategoryProgress,
    comparison_text,
    measure_recent_change,
    progress_by_category,
)
from roadmaps.forecast.relevant_events import forecast_events
from roadmaps.forecast.study_statistics import StudyStatistics, measure_study

__all__ = [
    "HORIZON", "PAST_FORECAST_HEADERS", "Basis", "BurnUpPoint", "BurnUpSeries", "CategoryProgress", "Forecast",
    "PastForecast", "Span", "StudyStatistics", "burn_up", "comparison_text", "day_or_beyond_text",
    "days_to_look_back_on", "explain_chance", "explain_forecast", "finish_text", "forecast_events", "forecast_on",
    "held_by", "measure_recent_change", "measure_study", "past_forecast_row", "past_forecasts", "past_forecasts_text",
    "progress_by_category", "span_text", "started_on",
]  # fmt: skip
