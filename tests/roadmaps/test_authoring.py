"""Every mistake that an author can make is reported in one sentence, and nothing else is."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from roadmaps.catalogue import shapes
from tests.roadmaps.authoring.checks import problems

TINY = Path(__file__).parent / "tiny"
MODULES = [Path(shapes.__file__), *sorted((Path(__file__).parent / "authoring").glob("*.py"))]


class Mistake(NamedTuple):
    """An edit of one file of the tiny catalogue (all of it when there is no ``old``), and every complaint about it."""

    file: str
    old: str | None
    new: str
    sentences: tuple[str, ...]


def mistake(file: str, old: str | None, new: str, *sentences: str) -> Mistake:
    return Mistake(file, old, new, sentences)


CATALOGUE, BASICS, CRAFT = "catalogue.toml", "skills/basics.toml", "skills/craft.toml"
COMPARISON, SITUATIONS = "comparison.toml", "situations.toml"
BAKER, BREWER = "roles/baker.toml", "roles/brewer.toml"
TO_BREWER, TO_BAKER = "roadmaps/baker-to-brewer.toml", "roadmaps/brewer-to-baker.toml"

EATEN = 'evidence = [{ id = "plain-loaf.eaten-up", text = "It was eaten" }]'
TASTING = "[[skill]]\n" + re.split(r'(?=id = "tasting")', (TINY / CRAFT).read_text(encoding="utf-8"))[1]

MISTAKES = {
    # What is in a file: keys, types, ids, lengths.
    "a missing key": mistake(
        BASICS,
        'description = "Getting amounts right."\n',
        "",
        'skills/basics.toml, skill "weighing": the key "description" is missing.',
    ),
    "an entry without an id": mistake(
        TO_BREWER,
        'id = "water-boiled"\n',
        "",
        'roadmaps/baker-to-brewer.toml, stage "clean-start", milestone: the key "id" is missing.',
    ),
    "an unknown key": mistake(
        CRAFT,
        'related_terms = ["fermentation"]',
        'relatd_terms = ["fermentation"]',
        'skills/craft.toml, skill "yeast": the key "relatd_terms" is not known. Did you mean "related_terms"?',
    ),
    "a wrong type": mistake(
        CRAFT,
        'aliases = ["yeast"]',
        'aliases = "yeast"',
        'skills/craft.toml, skill "yeast": "aliases" must be a list of texts.',
    ),
    "a wrong type in a list": mistake(
        TO_BAKER,
        EATEN,
        'evidence = [{ id = "plain-loaf.eaten-up", text = "It was eaten" }, "It was good"]',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone: "evidence" must be a list of tables.',
    ),
    "a text where a list of tables belongs": mistake(
        BASICS,
        'resources = [{ title = "How to clean", url = "https://example.org/hygiene" }]',
        'resources = "https://example.org/hygiene"',
        'skills/basics.toml, skill "hygiene": "resources" must be a list of tables.',
        'skills/basics.toml, skill "hygiene": it has no resource to learn from.',
    ),
    "a number where a table belongs": mistake(
        BASICS,
        'hours = { low = 8, high = 16, basis = "evening" }',
        "hours = 8",
        'skills/basics.toml, skill "hygiene": "hours" must be a table.',
    ),
    "a text for a truth value": mistake(
        CRAFT,
        "case_sensitive = true",
        'case_sensitive = "yes"',
        'skills/craft.toml, skill "barley", ambiguous alias 1: "case_sensitive" must be true or false.',
    ),
    "a truth value for a number": mistake(
        BASICS,
        "hours = { low = 4, high = 8,",
        "hours = { low = true, high = 8,",
        'skills/basics.toml, skill "weighing", hours: "low" must be a number.',
    ),
    "an endless number": mistake(
        BASICS,
        "hours = { low = 4, high = 8,",
        "hours = { low = 4, high = inf,",
        'skills/basics.toml, skill "weighing", hours: "high" must be a number.',
    ),
    "an empty text": mistake(
        CATALOGUE,
        'why = "Either will do."',
        'why = " "',
        'catalogue.toml, choice "grain": "why" is empty.',
    ),
    "an empty text in a list": mistake(
        CRAFT,
        'aliases = ["dough", "kneading"]',
        'aliases = ["dough", ""]',
        'skills/craft.toml, skill "dough": "aliases" holds an empty text.',
    ),
    "a level text that is missing": mistake(
        CATALOGUE,
        '3 = "Teaches others"\n',
        "",
        'catalogue.toml, levels: the key "3" is missing.',
    ),
    "a malformed id": mistake(
        TO_BAKER,
        'id = "plain-loaf"',
        'id = "Plain_loaf"',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone: the id "Plain_loaf" must be lower-case words '
        "joined by hyphens.",
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone, evidence check "plain-loaf.eaten-up": the id '
        'must be "Plain_loaf." and then two to four lower-case words joined by hyphens, none of them a bare number.',
    ),
    "an evidence check with an id of one word": mistake(
        TO_BAKER,
        'id = "plain-loaf.eaten-up"',
        'id = "plain-loaf.eaten"',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone, evidence check "plain-loaf.eaten": the id '
        'must be "plain-loaf." and then two to four lower-case words joined by hyphens, none of them a bare number.',
    ),
    "an evidence check without a text": mistake(
        TO_BAKER,
        EATEN,
        'evidence = [{ id = "plain-loaf.eaten-up" }]',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone, evidence check "plain-loaf.eaten-up": the key '
        '"text" is missing.',
    ),
    "a can-do id of another skill": mistake(
        CRAFT,
        'id = "yeast.own-strain"',
        'id = "yeasts.own-strain"',
        'skills/craft.toml, skill "yeast", can-do "yeasts.own-strain": the id must be "yeast." and then two to four '
        "lower-case words joined by hyphens, none of them a bare number.",
    ),
    "a can-do id of one word": mistake(
        CRAFT,
        'id = "yeast.own-strain"',
        'id = "yeast.strain"',
        'skills/craft.toml, skill "yeast", can-do "yeast.strain": the id must be "yeast." and then two to four '
        "lower-case words joined by hyphens, none of them a bare number.",
    ),
    "a can-do id of five words": mistake(
        CRAFT,
        'id = "yeast.own-strain"',
        'id = "yeast.a-strain-of-their-own"',
        'skills/craft.toml, skill "yeast", can-do "yeast.a-strain-of-their-own": the id must be "yeast." and then two '
        "to four lower-case words joined by hyphens, none of them a bare number.",
    ),
    "a can-do id with a level": mistake(
        CRAFT,
        'id = "yeast.own-strain"',
        'id = "yeast.strain-3"',
        'skills/craft.toml, skill "yeast", can-do "yeast.strain-3": the id must be "yeast." and then two to four '
        "lower-case words joined by hyphens, none of them a bare number.",
    ),
    "a can-do that is too long": mistake(
        CRAFT,
        'text = "Keeps a strain of their own."',
        f'text = "{"x" * 161}"',
        'skills/craft.toml, skill "yeast", can-do "yeast.own-strain": "text" has 161 characters; 160 is the most.',
    ),
    "a short name that is too long": mistake(
        CRAFT,
        'short_name = "Yeast"',
        'short_name = "Working with yeasts"',
        'skills/craft.toml, skill "yeast": "short_name" has 19 characters; 18 is the most.',
    ),
    "a level of 4": mistake(
        TO_BREWER,
        "dough = 3\n",
        "dough = 4\n",
        'roadmaps/baker-to-brewer.toml, carry_over: "dough" must be a level: 1, 2 or 3.',
    ),
    "a level of 0": mistake(
        BREWER,
        "bottling = 1",
        "bottling = 0",
        'roles/brewer.toml, optional: "bottling" must be a level: 1, 2 or 3.',
        'roadmaps/baker-to-brewer.toml, stage "steady-brew": it asks for "bottling" at level 1; '
        "the new role asks for level 0.",
    ),
    "an id that is not the name of its file": mistake(
        BAKER,
        'id = "baker"',
        'id = "miller"',
        'roles/baker.toml: the id "miller" must be the name of the file, "baker".',
    ),
    # What is there twice.
    "a file without a place in the lists": mistake(
        "skills/crafts.toml",
        None,
        'name = "Crafts"\nskill = []',
        'skills/crafts.toml: "crafts" is not in the list "categories" of catalogue.toml. Did you mean "craft"?',
    ),
    "a category twice": mistake(
        CATALOGUE,
        'categories = ["basics", "craft"]',
        'categories = ["basics", "craft", "basics"]',
        'catalogue.toml: "categories" names "basics" twice.',
    ),
    "a source twice": mistake(
        CATALOGUE,
        "[[choice]]\n",
        '[[source]]\nid = "B1"\nname = "C"\ntitle = "C"\nabout = "C"\nsections = ["C"]\n\n[[choice]]\n',
        'catalogue.toml, source "B1": the source id "B1" is already used in catalogue.toml, source "B1".',
    ),
    "a category name twice": mistake(
        CRAFT,
        'name = "Craft"',
        'name = "Basics"',
        'skills/craft.toml: the category name "Basics" is already used in skills/basics.toml.',
    ),
    "a skill twice": mistake(
        BASICS,
        '[[skill]]\nid = "hygiene"',
        f'{TASTING}\n[[skill]]\nid = "hygiene"',
        'skills/craft.toml, skill "tasting": the id "tasting" is already used in skills/basics.toml, skill "tasting".',
        'skills/craft.toml, skill "tasting": the short name "Tasting" is already used in skills/basics.toml, '
        'skill "tasting".',
        *(
            f'skills/craft.toml, skill "tasting", can-do "{can_do}": the can-do id "{can_do}" is already used in '
            f'skills/basics.toml, skill "tasting", can-do "{can_do}".'
            for can_do in ("tasting.basic-tastes", "tasting.find-faults", "tasting.lead-panel")
        ),
        'skills/craft.toml, skill "tasting": the alias "tasting" is already used in skills/basics.toml, '
        'skill "tasting".',
    ),
    "a can-do twice": mistake(
        CRAFT,
        'id = "yeast.own-strain"',
        'id = "yeast.healthy-starter"',
        'skills/craft.toml, skill "yeast", can-do "yeast.healthy-starter": the can-do id "yeast.healthy-starter" is '
        'already used in skills/craft.toml, skill "yeast", can-do "yeast.healthy-starter".',
    ),
    "an id of a skill and of a choice": mistake(
        CATALOGUE,
        "[[choice]]\n",
        '[[choice]]\nid = "bottling"\nname = "C"\nshort_name = "C"\nmembers = ["dough", "mashing"]\nwhy = "C"\n\n'
        "[[choice]]\n",
        'skills/craft.toml, skill "bottling": the id "bottling" is already used in catalogue.toml, choice "bottling".',
        'skills/craft.toml, skill "bottling": no role asks for it.',
        'roles/brewer.toml: the skill "mashing" is asked for twice, as "mashing" and as "bottling".',
    ),
    "a short name of a skill and of a choice": mistake(
        CRAFT,
        'short_name = "Wheat"',
        'short_name = "Grain"',
        'skills/craft.toml, skill "wheat": the short name "Grain" is already used in catalogue.toml, choice "grain".',
    ),
    "a resource twice": mistake(
        CRAFT,
        "https://example.org/yeast/what",
        "https://example.org/yeast",
        'skills/craft.toml, skill "yeast": the resource address "https://example.org/yeast" appears twice.',
    ),
    "an alias of two skills": mistake(
        CRAFT,
        'aliases = ["dough", "kneading"]',
        'aliases = ["dough", "Hygiene"]',
        'skills/craft.toml, skill "dough": the alias "hygiene" is already used in skills/basics.toml, skill "hygiene".',
    ),
    "an alias twice in one skill": mistake(
        CRAFT,
        'aliases = ["dough", "kneading"]',
        'aliases = ["dough", "Dough"]',
        'skills/craft.toml, skill "dough": the alias "dough" is already used in skills/craft.toml, skill "dough".',
    ),
    "an ambiguous alias that another skill owns": mistake(
        CRAFT,
        'text = "Malt"',
        'text = "Yeast"',
        'skills/craft.toml, skill "barley", ambiguous alias 1: the alias "yeast" is already used in '
        'skills/craft.toml, skill "yeast".',
    ),
    "a break that is not within a word": mistake(
        CRAFT,
        'short_name = "Mashing"\n',
        'short_name = "Mashing"\nbreak_after = "Mashing"\n',
        'skills/craft.toml, skill "mashing": "break_after" must be the start of "Mashing", up to a letter within a '
        "word.",
    ),
    "a stage id twice over the roadmaps": mistake(
        TO_BAKER,
        'id = "first-loaf"',
        'id = "first-brew"',
        'roadmaps/brewer-to-baker.toml, stage "first-brew": the stage id "first-brew" is already used in '
        'roadmaps/baker-to-brewer.toml, stage "first-brew".',
    ),
    "a milestone id twice over the roadmaps": mistake(
        TO_BAKER,
        'id = "plain-loaf"',
        'id = "first-beer"',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone, evidence check "plain-loaf.eaten-up": the id '
        'must be "first-beer." and then two to four lower-case words joined by hyphens, none of them a bare number.',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone: the milestone id "first-beer" is already used '
        'in roadmaps/baker-to-brewer.toml, stage "first-brew", milestone.',
    ),
    "an evidence check id twice": mistake(
        TO_BREWER,
        'id = "water-boiled.clean-vessel"',
        'id = "water-boiled.held-temperature"',
        'roadmaps/baker-to-brewer.toml, stage "clean-start", milestone, evidence check '
        '"water-boiled.held-temperature": the evidence check "water-boiled.held-temperature" is already used in '
        'roadmaps/baker-to-brewer.toml, stage "clean-start", milestone, evidence check '
        '"water-boiled.held-temperature".',
    ),
    "a milestone short name twice": mistake(
        TO_BAKER,
        'short_name = "Plain loaf"',
        'short_name = "First beer"',
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone: the milestone short name "First beer" is '
        'already used in roadmaps/baker-to-brewer.toml, stage "first-brew", milestone.',
    ),
    "a role's short name twice": mistake(
        BREWER,
        'short_name = "BRW"',
        'short_name = "BKR"',
        'roles/brewer.toml: the role short name "BKR" is already used in roles/baker.toml.',
    ),
    # Skills.
    "an unknown prerequisite": mistake(
        CRAFT,
        'prerequisites = ["temperature"]',
        'prerequisites = ["temprature"]',
        'skills/craft.toml, skill "mashing": the prerequisite "temprature" is not a skill. Did you mean "temperature"?',
    ),
    "a prerequisite like no other word": mistake(
        CRAFT,
        'prerequisites = ["temperature"]',
        'prerequisites = ["quux"]',
        'skills/craft.toml, skill "mashing": the prerequisite "quux" is not a skill.',
    ),
    "a prerequisite twice": mistake(
        CRAFT,
        'prerequisites = ["temperature"]',
        'prerequisites = ["temperature", "temperature"]',
        'skills/craft.toml, skill "mashing": "prerequisites" names "temperature" twice.',
    ),
    "a skill that needs itself": mistake(
        CRAFT,
        'prerequisites = ["temperature"]',
        'prerequisites = ["mashing"]',
        'skills/craft.toml, skill "mashing": it is a prerequisite of itself.',
    ),
    "a circle of prerequisites": mistake(
        BASICS,
        'prerequisites = ["weighing"]',
        'prerequisites = ["bottling"]',
        'skills/basics.toml, skill "temperature": its prerequisites run in a circle: '
        "temperature needs bottling needs mashing needs temperature.",
        'roadmaps/baker-to-brewer.toml, stage "clean-start": "temperature" needs "bottling" first, but that comes only '
        'in the stage "steady-brew".',
    ),
    "hours the wrong way round": mistake(
        CRAFT,
        "low = 12, high = 20",
        "low = 20, high = 12",
        'skills/craft.toml, skill "yeast": the hours must be above 0, and low not above high; they are 20 to 12.',
    ),
    "no hours at all": mistake(
        CRAFT,
        "low = 12, high = 20",
        "low = 0, high = 20",
        'skills/craft.toml, skill "yeast": the hours must be above 0, and low not above high; they are 0 to 20.',
    ),
    "an unknown basis of the hours": mistake(
        CRAFT,
        'low = 12, high = 20, basis = "evening"',
        'low = 12, high = 20, basis = "evenings"',
        'skills/craft.toml, skill "yeast": the basis "evenings" is not an hours.basis of catalogue.toml. '
        'Did you mean "evening"?',
    ),
    "two can-dos of one level": mistake(
        CRAFT,
        'id = "yeast.own-strain"\nlevel = 3',
        'id = "yeast.own-strain"\nlevel = 2',
        'skills/craft.toml, skill "yeast": it needs one can-do for each level 1, 2 and 3, in this order; it has '
        "1, 2, 2.",
    ),
    "a missing can-do": mistake(
        CRAFT,
        '[[skill.can_do]]\nid = "yeast.own-strain"\nlevel = 3\ntext = "Keeps a strain of their own."\n',
        "",
        'skills/craft.toml, skill "yeast": it needs one can-do for each level 1, 2 and 3, in this order; it has 1, 2.',
    ),
    "hours that do not fit their basis": mistake(
        CRAFT,
        'low = 12, high = 20, basis = "evening"',
        'low = 12, high = 40, basis = "evening"',
        'skills/craft.toml, skill "yeast": the hours are 12 to 40; its basis, "evening", takes 4 to 20.',
    ),
    "a prerequisite that another one brings along": mistake(
        CRAFT,
        'prerequisites = ["mashing", "hygiene"]',
        'prerequisites = ["mashing", "hygiene", "temperature"]',
        'skills/craft.toml, skill "bottling": the prerequisite "temperature" goes without saying, since "mashing" '
        "needs it.",
    ),
    "an unknown source": mistake(
        CRAFT,
        '{ source = "B2", at = ["Malt, page 1"], roles = [],',
        '{ source = "B22", at = ["Malt, page 1"], roles = [],',
        'skills/craft.toml, skill "yeast", reason 2: the source "B22" is not in catalogue.toml. Did you mean "B2"?',
    ),
    "a reason that says nowhere": mistake(
        CRAFT,
        '{ source = "B2", at = ["Malt, page 1"], roles = [],',
        '{ source = "B2", at = [], roles = [],',
        'skills/craft.toml, skill "yeast", reason 2: it does not say where in B2.',
    ),
    "a section that is none": mistake(
        CRAFT,
        '{ source = "B2", at = ["Malt, page 1"], roles = [],',
        '{ source = "B2", at = ["Mault, page 1"], roles = [],',
        'skills/craft.toml, skill "yeast", reason 2: "Mault, page 1" begins with no section of B2 in catalogue.toml. '
        'Did you mean "Malt"?',
    ),
    "a role in a reason that is none": mistake(
        CRAFT,
        '{ source = "B2", at = ["Malt, page 1"], roles = [],',
        '{ source = "B2", at = ["Malt, page 1"], roles = ["bakker"],',
        'skills/craft.toml, skill "yeast", reason 2: "bakker" is not a role. Did you mean "baker"?',
    ),
    "two reasons from one source": mistake(
        CRAFT,
        '{ source = "B2", at = ["Malt, page 1"], roles = [],',
        '{ source = "B1", at = ["Craft"], roles = [],',
        'skills/craft.toml, skill "yeast": it has two reasons from B1; one sentence for each article.',
    ),
    "a reason and implied": mistake(
        CRAFT,
        'low = 12, high = 20, basis = "evening" }\n',
        'low = 12, high = 20, basis = "evening" }\nimplied_by = "Both books."\n',
        'skills/craft.toml, skill "yeast": it has both reasons and implied_by; what an article names is not implied.',
    ),
    "neither source nor reason": mistake(
        BASICS,
        'implied_by = "Both books take it for granted."\n',
        "",
        'skills/basics.toml, skill "hygiene": it has no source, neither reasons nor implied_by.',
    ),
    "a stage without support": mistake(
        TO_BREWER,
        'purpose = "From grain to beer."\njudgement = "That it stands here is ours."\n'
        'support = [{ source = "B2", at = ["Malt, page 2"], text = "Asks for it." }]',
        'purpose = "From grain to beer."\njudgement = "That it stands here is ours."\nsupport = []',
        'roadmaps/baker-to-brewer.toml, stage "first-brew": no passage of an article supports it.',
    ),
    "a statement that retells": mistake(
        TO_BREWER,
        '"Begin with what you have."',
        f'"{"Begin with what you have. " * 7}"',
        'roadmaps/baker-to-brewer.toml, advice 1: "text" has 182 characters; 160 is the most.',
    ),
    # The comparison and the situations.
    "a cell that is missing": mistake(
        COMPARISON,
        'cells = { baker = "Bread", brewer = "Beer" }',
        'cells = { baker = "Bread", brewr = "Beer" }',
        'comparison.toml, aspect "focus": "brewr" is not a role. Did you mean "brewer"?',
        'comparison.toml, aspect "focus": there is nothing for "brewer".',
    ),
    "a contradiction that is not there": mistake(
        COMPARISON,
        'differs = ["rest"]',
        'differs = ["rests"]',
        'comparison.toml, aspect "focus": "rests" is not a contradiction. Did you mean "rest"?',
    ),
    "a contradiction with one claim": mistake(
        COMPARISON,
        '    { source = "B2", at = ["Craft"], text = "A night." },\n',
        "",
        'comparison.toml, contradiction "rest": it takes two claims to contradict each other.',
    ),
    "a contradiction about no skill": mistake(
        COMPARISON,
        'skills = ["dough"]',
        'skills = ["doug"]',
        'comparison.toml, contradiction "rest": "doug" is not a skill. Did you mean "dough"?',
    ),
    "a figure that does not say what it is": mistake(
        COMPARISON,
        'figures = [{ text = "20 litres", what = "an example" }]',
        'figures = [{ text = "20 litres" }]',
        'comparison.toml, topic "tools", statements 2, figure 1: the key "what" is missing.',
    ),
    "an amount without a period": mistake(
        COMPARISON,
        'period = "a day"\n',
        "",
        'comparison.toml, pay "baker-pay": the key "period" is missing.',
    ),
    "an amount upside down": mistake(
        COMPARISON,
        "low = 20\nhigh = 30",
        "low = 30\nhigh = 20",
        'comparison.toml, pay "baker-pay": low is above high; they are 30 and 20.',
    ),
    "a step at no section": mistake(
        COMPARISON,
        'statement = { source = "B1", at = ["Craft, page 4"]',
        'statement = { source = "B1", at = ["Crafts, page 4"]',
        'comparison.toml, path 1, step "apprentice": "Crafts, page 4" begins with no section of B1 in catalogue.toml. '
        'Did you mean "Craft"?',
    ),
    "a situation with one answer": mistake(
        SITUATIONS,
        "[situation.answers.brewer]",
        "[situation.answers.brewers]",
        'situations.toml, situation "early-morning", answers: "brewers" is not a role. Did you mean "brewer"?',
        'situations.toml, situation "early-morning", answers: there is nothing for "brewer".',
    ),
    "an answer that rests on nothing": mistake(
        SITUATIONS,
        'because = "Brewers watch over yeast."\n',
        "",
        'situations.toml, situation "early-morning", answer of brewer: the key "because" is missing.',
    ),
    "no resource": mistake(
        BASICS,
        'resources = [{ title = "How to clean", url = "https://example.org/hygiene" }]',
        "resources = []",
        'skills/basics.toml, skill "hygiene": it has no resource to learn from.',
    ),
    "a resource that is not on the web": mistake(
        BASICS,
        "https://example.org/hygiene",
        "ftp://example.org/hygiene",
        'skills/basics.toml, skill "hygiene": the resource address "ftp://example.org/hygiene" is not a web address '
        "that begins with http:// or https://.",
    ),
    "a resource without a host": mistake(
        BASICS,
        "https://example.org/hygiene",
        "https://[hygiene",
        'skills/basics.toml, skill "hygiene": the resource address "https://[hygiene" is not a web address '
        "that begins with http:// or https://.",
    ),
    "a pattern that does not compile": mistake(
        CRAFT,
        r"pattern = '\bMalt\b(?! vinegar)'",
        r"pattern = '\bMalt\b(?! vinegar'",
        'skills/craft.toml, skill "barley", ambiguous alias 1: the pattern does not compile: missing ), unterminated '
        "subpattern at position 8.",
    ),
    "a skill that no role asks for": mistake(
        BREWER,
        "tasting = 1\n",
        "",
        'skills/craft.toml, skill "tasting": no role asks for it.',
    ),
    # Choices and roles.
    "an unknown member": mistake(
        CATALOGUE,
        'members = ["wheat", "barley"]',
        'members = ["wheat", "barley", "barly"]',
        'catalogue.toml, choice "grain": the member "barly" is not a skill. Did you mean "barley"?',
    ),
    "a choice of one": mistake(
        CATALOGUE,
        'members = ["wheat", "barley"]',
        'members = ["wheat"]',
        'catalogue.toml, choice "grain": a choice needs at least two members.',
        'skills/craft.toml, skill "barley": no role asks for it.',
    ),
    "a choice at level 3": mistake(
        BREWER,
        "grain = 2",
        "grain = 3",
        'roles/brewer.toml, supporting: the choice "grain" is asked for above level 2; a tick could then raise the '
        "number of can-dos left, since the member that counts may change.",
    ),
    "a member alone and through its choice": mistake(
        BREWER,
        "grain = 2",
        "grain = 2\nbarley = 1",
        'roles/brewer.toml: the skill "barley" is asked for twice, as "grain" and as "barley".',
    ),
    "a skill in two tables of one role": mistake(
        BAKER,
        "yeast = 1",
        "yeast = 1\ndough = 3",
        'roles/baker.toml: "dough" is asked for twice, under core and under supporting.',
    ),
    "an unknown skill in a role": mistake(
        BAKER,
        "yeast = 1",
        "yeast = 1\nweighting = 1",
        'roles/baker.toml, supporting: "weighting" is neither a skill nor a choice. Did you mean "weighing"?',
    ),
    # Roadmaps.
    "an unknown role": mistake(
        TO_BREWER,
        'from_role = "baker"',
        'from_role = "bakr"',
        'roadmaps/baker-to-brewer.toml: the from_role "bakr" is not a role. Did you mean "baker"?',
    ),
    "a way to the same role": mistake(
        TO_BREWER,
        'from_role = "baker"',
        'from_role = "brewer"',
        "roadmaps/baker-to-brewer.toml: it leads from a role to the same role.",
    ),
    "an unknown skill carried over": mistake(
        TO_BREWER,
        "hygiene = 1\n",
        "higiene = 1\n",
        'roadmaps/baker-to-brewer.toml, carry_over: "higiene" is neither a skill nor a choice. Did you mean "hygiene"?',
    ),
    "an unknown skill in a stage": mistake(
        TO_BREWER,
        "mashing = 2\n",
        "mashing = 2\nmashng = 1\n",
        'roadmaps/baker-to-brewer.toml, stage "first-brew": "mashng" is neither a skill nor a choice. '
        'Did you mean "mashing"?',
    ),
    "a skill in a stage that the new role does not ask for": mistake(
        TO_BREWER,
        "mashing = 2\n",
        "mashing = 2\ndough = 1\n",
        'roadmaps/baker-to-brewer.toml, stage "first-brew": it asks for "dough", which the new role does not ask for.',
    ),
    "a member in a stage where the new role asks for the choice": mistake(
        TO_BREWER,
        "grain = 2\n",
        "barley = 2\n",
        'roadmaps/baker-to-brewer.toml, stage "first-brew": it asks for "barley", which the new role does not ask for.',
    ),
    "a stage above the level of the role": mistake(
        TO_BREWER,
        "mashing = 2\n",
        "mashing = 3\n",
        'roadmaps/baker-to-brewer.toml, stage "first-brew": it asks for "mashing" at level 3; the new role asks for '
        "level 2.",
    ),
    "a stage no higher than an earlier one": mistake(
        TO_BREWER,
        "temperature = 3\n",
        "temperature = 2\n",
        'roadmaps/baker-to-brewer.toml, stage "steady-brew": it asks for "temperature" at level 2, and an earlier '
        "stage does so at level 2.",
    ),
    "a skill before its prerequisite": mistake(
        TO_BREWER,
        "hygiene = 2\ntemperature = 2\n",
        "hygiene = 2\ntemperature = 2\nbottling = 1\n",
        'roadmaps/baker-to-brewer.toml, stage "clean-start": "bottling" needs "mashing" first, but that comes only in '
        'the stage "first-brew".',
        'roadmaps/baker-to-brewer.toml, stage "steady-brew": it asks for "bottling" at level 1, and an earlier stage '
        "does so at level 1.",
    ),
    "a skill before the choice that it needs": mistake(
        BASICS,
        'description = "Heating and holding."\nprerequisites = ["weighing"]',
        'description = "Heating and holding."\nprerequisites = ["barley"]',
        'roadmaps/baker-to-brewer.toml, stage "clean-start": "temperature" needs "barley" first, but that comes only '
        'in the stage "first-brew".',
    ),
    "a stage without skills": mistake(
        TO_BREWER,
        "temperature = 3\nbottling = 1\n",
        "",
        'roadmaps/baker-to-brewer.toml, stage "steady-brew": it asks for nothing.',
    ),
    "a milestone without evidence": mistake(
        TO_BAKER,
        EATEN,
        "evidence = []",
        'roadmaps/brewer-to-baker.toml, stage "first-loaf", milestone: it asks for no evidence.',
    ),
    "a roadmap without stages": mistake(
        TO_BAKER,
        None,
        'id = "brewer-to-baker"\nname = "Brewer to baker"\nfrom_role = "brewer"\nto_role = "baker"\n'
        'judgement = "Ours."\nadvice = []\n[carry_over]\n',
        "roadmaps/brewer-to-baker.toml: it has no stage.",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "data"))


def test_the_tiny_catalogue_has_no_problems() -> None:
    assert problems(TINY) == []


@pytest.mark.parametrize("made", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_is_reported_and_nothing_else_is(made: Mistake, folder: Path) -> None:
    path = folder / made.file
    if made.old is None:
        path.write_text(made.new, encoding="utf-8")
    else:
        _replace(path, made.old, made.new)

    assert problems(folder) == list(made.sentences)


def test_every_sentence_of_the_checks_is_covered_by_one_of_the_mistakes() -> None:
    said = [sentence for made in MISTAKES.values() for sentence in made.sentences]
    templates = [template for module in MODULES for template in _templates(module)]

    assert len(templates) > 40
    assert [template for template in templates if not any(re.search(template, sentence) for sentence in said)] == []


def _templates(module: Path) -> list[str]:
    """Each sentence of a module as a regular expression: what is yielded or returned as an f-string."""
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        value = node.value if isinstance(node, ast.Yield | ast.Return) else None
        value = value.elts[-1] if isinstance(value, ast.Tuple) else value
        if isinstance(value, ast.JoinedStr):
            parts = (re.escape(str(each.value)) if isinstance(each, ast.Constant) else ".*" for each in value.values)
            found.append("".join(parts))
    return found


@pytest.mark.parametrize("name", [CATALOGUE, CRAFT, BREWER, TO_BAKER, COMPARISON, SITUATIONS])
def test_a_missing_file_is_reported_once_and_not_by_everything_that_needs_it(name: str, folder: Path) -> None:
    (folder / name).unlink()

    assert problems(folder) == [f"{name} cannot be read: No such file or directory."]


@pytest.mark.parametrize("name", [CATALOGUE, CRAFT, BREWER, TO_BAKER, COMPARISON, SITUATIONS])
def test_a_file_that_is_not_toml_is_reported_with_the_position(name: str, folder: Path) -> None:
    (folder / name).write_text('id = "a"\nid 2\n', encoding="utf-8")

    (sentence,) = problems(folder)

    assert sentence.startswith(f"{name} is not valid TOML: ")
    assert "line 2" in sentence


def test_while_a_file_cannot_be_read_the_shape_of_the_others_is_still_checked(folder: Path) -> None:
    (folder / BAKER).unlink()
    path = folder / TO_BAKER
    path.write_text(path.read_text(encoding="utf-8").replace('title = "Any loaf"\n', ""), encoding="utf-8")

    assert problems(folder) == [
        "roles/baker.toml cannot be read: No such file or directory.",
        'roadmaps/brewer-to-baker.toml, stage "any-loaf": the key "title" is missing.',
    ]


def test_a_folder_of_empty_files_is_reported_without_an_exception(folder: Path) -> None:
    (folder / BAKER).write_text("", encoding="utf-8")
    (folder / TO_BAKER).write_text("", encoding="utf-8")
    (folder / CRAFT).write_text("skill = [{}, 3]\n", encoding="utf-8")

    found = problems(folder)

    assert 'skills/craft.toml: "skill" must be a list of tables.' in found
    assert 'skills/craft.toml, skill 1: the key "id" is missing.' in found
    assert 'roles/baker.toml: the key "name" is missing.' in found
    assert 'roadmaps/brewer-to-baker.toml: the key "to_role" is missing.' in found


def test_two_circles_are_each_reported_at_their_first_skill(folder: Path) -> None:
    _replace(folder / BASICS, 'prerequisites = ["weighing"]', 'prerequisites = ["mashing"]')
    _replace(folder / CRAFT, 'resting."\nprerequisites = ["weighing"]', 'resting."\nprerequisites = ["wheat"]')
    _replace(folder / CRAFT, 'wheat."\nprerequisites = ["weighing"]', 'wheat."\nprerequisites = ["dough"]')

    circles = [sentence for sentence in problems(folder) if "circle" in sentence]

    assert circles == [
        'skills/basics.toml, skill "temperature": its prerequisites run in a circle: '
        "temperature needs mashing needs temperature.",
        'skills/craft.toml, skill "dough": its prerequisites run in a circle: dough needs wheat needs dough.',
    ]


def _replace(path: Path, old: str, new: str) -> None:
    before = path.read_text(encoding="utf-8")
    assert before.count(old) == 1
    path.write_text(before.replace(old, new), encoding="utf-8")
