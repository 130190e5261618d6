"""Find as you type: a short word is searched as a whole word, then as the beginning of one."""

from __future__ import annotations

import re
from itertools import product
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from roadmaps.gap.search import SkillFinder
from roadmaps.text.folding import folded

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue, Skill


def text_of(skill: Skill) -> str:
    can_dos = (can_do.text for can_do in skill.can_dos)
    return folded(" | ".join((skill.name, skill.short_name, *skill.aliases, *skill.tools, *can_dos)))


def test_one_or_two_letters_are_whole_words_or_else_beginnings(catalogue: Catalogue) -> None:
    finder, texts = SkillFinder(catalogue.skills), {skill.id: text_of(skill) for skill in catalogue.skills.values()}
    signs = ascii_lowercase + digits + "+#_é"
    outcomes = set()
    for word in (*signs, *map("".join, product(ascii_lowercase, "bcr3+#_"))):
        plain = folded(word)
        whole = {id for id, text in texts.items() if re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", text)}
        begun = {id for id, text in texts.items() if re.search(rf"(?<!\w){re.escape(plain)}", text)}
        assert finder.found(word) == (whole or begun), word
        outcomes.add((bool(whole), bool(begun)))
    assert outcomes == {(True, True), (False, True), (False, False)}, "every way was gone"


def test_the_answer_to_a_query_does_not_depend_on_the_one_before(catalogue: Catalogue) -> None:
    finder = SkillFinder(catalogue.skills)
    for query in ("docker", "docker", "", "r", "docker", "no such thing"):
        assert finder.found(query) == SkillFinder(catalogue.skills).found(query), query
