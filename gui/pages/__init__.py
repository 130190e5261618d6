"""One page a folder; pages never import each other."""

__all__ = ["ads", "assess", "list_page", "plan", "progress", "roadmap", "roles", "skills", "welcome"]
