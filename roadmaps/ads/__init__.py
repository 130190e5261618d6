"""Job ads: the skills they name, what they ask, where they lean, and the shortest way to cover more of them."""

from roadmaps.ads.mentions import Mention, named_skills

__all__ = ["Mention", "named_skills"]
