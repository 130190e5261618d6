"""The Roadmap page while the roadmap is edited."""

__all__: list[str] = []
