"""Roadmaps of roadmap.sh: three forms of file, their traps, the table to confirm, and what is made of it.

The files here are made up, with the shape of real ones.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from roadmaps.gap import measure_gap
from roadmaps.journal import BEFORE, NO_PROGRESS, Kind
from roadmaps.own import FileKind, apply, kind_of, read_file
from roadmaps.own.roadmap_file import with_edits
from roadmaps.own.roadmap_sh import NO_GROUP, NotARoadmap, read_topics
from roadmaps.own.topic_matching import Fate, TopicImport, match_topics
from roadmaps.own.topic_names import Match
from tests.roadmaps.own.changes import SHIPPED, THERE, progress_of
from tests.roadmaps.own.foreign import edge, node
from tests.roadmaps.test_hostile_data import mutant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from roadmaps.catalogue import Catalogue
    from roadmaps.journal import Progress
    from roadmaps.own.roadmap_sh import TopicFile
    from roadmaps.own.topic_matching import Row


NODES = [
    node("n0", "MLOps", "title"),
    node("n1", " Containers "),
    node("n2", "Docker", "subtopic"),
    node("n3", "Kubernetes", "subtopic", legend={"label": "Alternative Option - Pick this"}),
    node("n4", "Helm", "subtopic", legend={"label": "Order in Roadmap not Strict"}),
    node("n5", "Git"),
    node("n6", "Rebasing", "subtopic"),
    node("n7", "Python", "todo", at=(520, 20)),
    node("n8", "Languages", "label", at=(510, 5)),
    {**node("n9", "", "section", at=(500, 0)), "width": 100, "height": 100},
    node("n10", "Careers in data", "subtopic"),
    node("n11", "Kubernets", "subtopic"),
    node("n12", "A course", "resourceButton"),
]
EDGES = [
    edge("n1", "n5"), edge("n1", "n2"), edge("n1", "n3"), edge("n4", "n1"), edge("n5", "n6"), edge("n1", "gone"),
    {"id": "odd", "target": "n2"},
]  # fmt: skip
FILE = {"nodes": NODES, "edges": EDGES}
DOCUMENT = {
    **FILE, "_id": "x", "title": {"card": "MLOps", "page": "MLOps roadmap"}, "draft": {"nodes": [node("d", "Draft")]},
    "progress": {"done": ["n2", "n4", "n99"]},
}  # fmt: skip
MOCKUP = {"mockup": {"controls": {"control": [
    {"ID": "1", "typeID": "__group__", "properties": {"controlName": "100-version-control-systems:git"}},
    {"ID": "2", "typeID": "__group__", "properties": {"controlName": "100-version-control-systems"},
     "children": {"controls": {"control": [
         {"ID": "4", "typeID": "__group__", "properties": {"controlName": "101-languages:python"}}]}}},
    {"ID": "3", "typeID": "__group__", "properties": {"controlName": "ext_link:example.org"}},
    {"ID": "5", "typeID": "Label", "properties": {"controlName": "102-not-a-group"}},
]}}}  # fmt: skip


def read(whole: object) -> TopicFile:
    return read_topics(json.dumps(whole).encode())


def rows(whole: object = FILE) -> dict[str, Row]:
    return {row.topic.label: row for row in match_topics(read(whole).topics, SHIPPED)}


# Reading


def test_a_file_of_nodes_and_edges_is_read_by_its_groups() -> None:
    file = read(FILE)
    assert [(topic.group, topic.label) for topic in file.topics] == [
        ("Containers", "Containers"), ("Containers", "Docker"), ("Containers", "Kubernetes"), ("Containers", "Helm"),
        ("Git", "Git"), ("Git", "Rebasing"), ("Languages", "Python"), (NO_GROUP, "Careers in data"),
        (NO_GROUP, "Kubernets"),
    ]  # fmt: skip
    hints = {topic.label: topic.hint for topic in file.topics if topic.hint}
    assert hints == {"Kubernetes": "alternative", "Helm": "at any time"}
    assert {topic.label: topic.parent_id for topic in file.topics if topic.parent_id} == {
        "Docker": "n1", "Kubernetes": "n1", "Helm": "n1", "Rebasing": "n5",
    }  # fmt: skip


def test_a_document_has_a_title_and_ticks_and_its_draft_is_passed_over() -> None:
    file = read(DOCUMENT)
    assert file.title == "MLOps"
    assert [topic.label for topic in file.topics if topic.is_done] == ["Docker", "Helm"]
    assert "Draft" not in [topic.label for topic in file.topics]


def test_a_drawing_is_read_by_the_names_of_its_groups() -> None:
    topics = read(MOCKUP).topics
    assert [(topic.group, topic.label, topic.parent_id) for topic in topics] == [
        ("Version control systems", "Git", "version-control-systems"),
        ("Version control systems", "Version control systems", None),
        ("Languages", "Python", None),
    ]


def test_what_has_no_name_or_the_id_of_another_is_left_out_and_told() -> None:
    odd = [node("a", "Git"), node("b", "  "), node("a", "Other"), {"type": "topic", "data": {"label": "No id"}}]
    file = read({"nodes": odd, "edges": []})
    assert [topic.label for topic in file.topics] == ["Git"]
    assert file.remarks == ("3 topics have no name or id of their own and are left out.",)


@pytest.mark.parametrize(("data", "sentence"), [
    (b"", "This is not JSON: Expecting value in line 1."),
    (b'{\n"nodes": [}', "This is not JSON: Expecting value in line 2."),
    (b"\xff", "This is not JSON: it has bytes that are not UTF-8."),
    (b"[" * 100_000, "This is not a roadmap that can be read: its value is nested too deeply."),
    (b"[1e999]", "This is not a roadmap that can be read: its value has a number that is too large."),
    (b'["\\ud800"]', "This is not a roadmap that can be read: it contains half a character, which no file can hold."),
    (b"[1]", "This is not a roadmap.sh file: it has neither nodes nor a mockup."),
    (b'{"nodes": [], "edges": 7}', "This is not a roadmap.sh file that can be read: it has no topics."),
    (b'{"mockup": {}}', "This is not a roadmap.sh file that can be read: it has no topics."),
    ("{}".encode("utf-16"), "This is not JSON: it has bytes that are not UTF-8."),
    (b'{"nodes": [{"id": NaN}]}', "This is not a roadmap that can be read: NaN is not a JSON number."),
    (b" " * 4_000_001, "The file is larger than 4 MB, and a roadmap is not."),
])  # fmt: skip
def test_what_is_no_roadmap_is_told_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(NotARoadmap) as told:
        read_topics(data)
    assert str(told.value) == sentence


@pytest.mark.parametrize("whole", [FILE, DOCUMENT, MOCKUP])
def test_mutants_are_read_or_told_in_one_sentence(whole: object) -> None:
    chance, data = random.Random(11), json.dumps(whole, indent=1).encode()
    read_at_all, told = 0, list[str]()
    for _ in range(150):
        try:
            file = read_topics(mutant(data, chance))
        except NotARoadmap as fault:
            told.append(str(fault))
            continue
        read_at_all += 1
        table = [row._replace(fate=chance.choice(list(Fate))) for row in match_topics(file.topics, SHIPPED)]
        made = TopicImport(table, SHIPPED, NO_PROGRESS, {}, count()).edits("Mine")
        progress = with_edits(NO_PROGRESS, made)
        assert progress.unknown == ()
        assert apply(SHIPPED, progress).unfit == ()
    assert read_at_all > 5
    assert all(sentence.endswith(".") for sentence in told)


def test_a_mark_at_the_beginning_and_characters_that_turn_text_around_do_no_harm() -> None:
    whole = {"nodes": [node("a", "Py\u202ethon\u0007"), node("b", "Two\u2028lines")]}
    file = read_topics(b"\xef\xbb\xbf" + json.dumps(whole).encode())
    assert [topic.label for topic in file.topics] == ["Python", "Two lines"]


def test_parents_in_a_circle_are_no_parents() -> None:
    three = [node(each, f"Zzq {each}", kind) for each, kind in (("a", "topic"), ("b", "subtopic"), ("c", "subtopic"))]
    circle = [edge("a", "b"), edge("b", "a"), edge("b", "c"), edge("c", "b"), edge("a", "a")]
    topics = read({"nodes": three, "edges": circle}).topics
    assert [topic.parent_id for topic in topics] == [None, "a", None]


@pytest.mark.parametrize("odd", [None, 7, "x", [], {}, {"x": None}, {"label": 7}, True])
@pytest.mark.parametrize("key", ["id", "type", "position", "data", "measured", "width", "positionAbsolute"])
def test_any_field_may_be_anything(key: str, odd: object) -> None:
    broken = {**NODES[2], key: odd}
    assert len(read({"nodes": [broken, *NODES[4:], odd], "edges": [odd, {"source": odd, "target": odd}]}).topics) > 3


# Matching


def test_topics_are_matched_by_name_other_name_likeness_and_heading() -> None:
    found = rows()
    assert (found["Kubernetes"].match, found["Kubernetes"].skill_id) == (Match.SAME_NAME, "kubernetes")
    assert (found["Containers"].match, found["Containers"].skill_id) == (Match.OTHER_NAME, "docker")
    assert (found["Kubernets"].match, found["Kubernets"].skill_id) == (Match.LIKELY, "kubernetes")
    assert (found["Rebasing"].match, found["Rebasing"].skill_id) == (Match.PART, "git")
    assert (found["Careers in data"].match, found["Careers in data"].fate) == (Match.NONE, Fate.LEFT_OUT)
    assert [match for match in Match if match.is_sure] == [Match.SAME_NAME, Match.OTHER_NAME]


@pytest.mark.parametrize(("label", "match", "skill_id"), [
    ("Git and GitHub", Match.OTHER_NAME, "git"),
    ("Support Vector Machines (SVM)", Match.OTHER_NAME, "supervised-learning"),
    ("Infrastructure as Code - IaC", Match.OTHER_NAME, "devops-cicd"),
    ("AWS / Azure / GCP", Match.LIKELY, "aws"),
    ("What are Containers?", Match.LIKELY, "docker"),
    ("Linux Basics", Match.LIKELY, "linux"),
    ("Lambda", Match.LIKELY, "aws"),
    ("Tokenization", Match.LIKELY, "nlp"),
    ("Data Cleanup", Match.LIKELY, "data-cleaning"),
    ("System Design", Match.LIKELY, "ml-system-design"),
    ("APIs", Match.LIKELY, "api-development"),
    ("Docker image hygiene", Match.NAMED, "docker"),
    ("Docker beside PostgreSQL, compared", Match.NONE, None),
    ("Breadth first search", Match.NONE, None),
    ("Introduction", Match.NONE, None),
    ("Data Constraints", Match.NONE, None),
    ("Networking Hardware Design", Match.NONE, None),
])  # fmt: skip
def test_a_name_is_sure_only_where_all_of_it_says_so(label: str, match: Match, skill_id: str | None) -> None:
    (row,) = match_topics(read({"nodes": [node("a", label)]}).topics, SHIPPED)
    assert (row.match, row.skill_id) == (match, skill_id)


def test_a_general_word_is_sure_where_its_heading_says_the_same() -> None:
    found = rows({
        "nodes": [node("a", "NLP"), node("b", "Tokenization", "subtopic"), node("c", "Data governance"),
                  node("d", "Tokenization", "subtopic"), node("e", "Masking", "subtopic")],
        "edges": [edge("a", "b"), edge("c", "d"), edge("c", "e")],
    })  # fmt: skip
    table = {row.topic.id: (row.match, row.skill_id) for row in found.values()}
    assert table["d"] == (Match.PART, "responsible-ai")
    assert table["e"] == (Match.PART, "responsible-ai")
    whole = {"nodes": [node("a", "NLP"), node("b", "Tokenization", "subtopic")], "edges": [edge("a", "b")]}
    assert rows(whole)["Tokenization"].match is Match.OTHER_NAME


def test_a_word_of_several_fields_is_never_sure_in_another_one() -> None:
    labels = ("System Design", "Clustering", "Caching", "Load Balancing")
    parts = [node(label, label, "subtopic") for label in labels[1:]]
    found = rows({"nodes": [node("s", labels[0]), *parts], "edges": [edge("s", each) for each in labels[1:]]})
    assert {label for label in labels if found[label].match.is_sure} == set()


def test_a_part_of_a_part_belongs_to_the_skill_above_both() -> None:
    names = ("excel", "excel:shortcuts", "excel:shortcuts:fill-down")
    groups = [
        {"typeID": "__group__", "properties": {"controlName": f"{100 + n}-{each}"}} for n, each in enumerate(names)
    ]
    found = rows({"mockup": {"controls": {"control": groups}}})
    assert (found["Fill down"].match, found["Fill down"].skill_id) == (Match.PART, "excel")


def test_a_file_that_names_many_skills_is_about_none_of_them_however_long_it_is() -> None:
    named = ["Docker", "Git", "SQL", "pandas", "PyTorch", "Excel", "Rust", "Scala", "Linux", "Kubernetes", "Tableau"]
    nodes = [node(str(n), each) for n, each in enumerate([*named, *(f"Chapter {n}" for n in range(40))])]
    topics = read({"nodes": nodes}).topics
    assert {row.match for row in match_topics(topics, SHIPPED, "Python")[11:]} == {Match.NONE}
    assert {row.match for row in match_topics(topics[1:], SHIPPED, "Python")[10:]} == {Match.TITLE}


def test_a_file_about_one_skill_holds_its_parts() -> None:
    labels = ["Pods", "Jobs", "StatefulSets", "Security", "Kubernetes objects", "GitOps"]
    whole = {"nodes": [node("t", "Kubernetes", "title"), *(node(str(n), each) for n, each in enumerate(labels))]}
    file = read(whole)
    assert file.title == "Kubernetes"
    found = {row.topic.label: row for row in match_topics(file.topics, SHIPPED, file.title)}
    assert {label: found[label].match for label in ("Pods", "Security", "GitOps")} == {
        "Pods": Match.TITLE, "Security": Match.TITLE, "GitOps": Match.LIKELY,
    }  # fmt: skip
    assert {row.skill_id for row in found.values()} == {"kubernetes", "devops-cicd"}
    many = [node(str(n), each) for n, each in enumerate(["Python", "Docker", "Git", "Careers"])]
    table = match_topics(read({"nodes": many}).topics, SHIPPED, "MLOps")
    assert table[-1].match is Match.NONE


def test_what_is_in_a_box_is_a_part_of_what_its_heading_names() -> None:
    box = {**node("s", "", "section", at=(0, 0)), "width": 100, "height": 100}
    whole = {"nodes": [box, node("l", "Docker", "label", at=(5, 5)), node("x", "Bind mounts", "subtopic", at=(5, 40))]}
    assert (rows(whole)["Bind mounts"].match, rows(whole)["Bind mounts"].skill_id) == (Match.PART, "docker")


# What is made of it


def count() -> Callable[[], str]:
    numbers = iter(range(100_000))
    return lambda: str(next(numbers))


def imported(table: dict[str, Row], **levels: int) -> tuple[Catalogue, Progress]:
    made = TopicImport([*table.values()], SHIPPED, NO_PROGRESS, levels, count()).edits("MLOps, roadmap.sh")
    progress = with_edits(NO_PROGRESS, made)
    found = apply(SHIPPED, progress)
    assert (progress.unknown, found.unfit) == ((), ())
    return found.catalogue, progress


def test_the_confirmed_table_is_a_roadmap_of_ones_own() -> None:
    table = rows(DOCUMENT)
    table["Helm"] = table["Helm"]._replace(fate=Fate.OWN_SKILL)
    table["Careers in data"] = table["Careers in data"].standing_for("problem-framing")
    catalogue, progress = imported(table, docker=2)
    roadmap = catalogue.roadmaps["own-0"]
    assert (roadmap.name, [stage.title for stage in roadmap.stages][-1]) == ("MLOps, roadmap.sh", NO_GROUP)
    own = next(skill for skill in catalogue.skills.values() if skill.is_own)
    assert (own.name, len(own.can_dos), own.category_id) == ("Helm", 1, SHIPPED.skills["docker"].category_id)
    asked = {unit: (demand.level, demand.need.value) for unit, demand in roadmap.to_role.demands.items()}
    assert asked["docker"] == (2, "core")
    assert asked["kubernetes"] == (1, "optional")
    assert asked[own.id] == (1, "supporting")
    assert asked["problem-framing"] == (1, "core")
    ticked = {SHIPPED.skills["docker"].can_dos[0].id, own.can_dos[0].id}
    assert {each: progress.value_of(Kind.CAN_DO, each) for each in progress.ticks} == dict.fromkeys(ticked, BEFORE)
    assert measure_gap(roadmap, progress).total.brought == 2


def test_the_counts_are_those_of_what_is_made() -> None:
    table = rows(DOCUMENT)
    table["Helm"] = table["Helm"]._replace(fate=Fate.OWN_SKILL)
    made = TopicImport([*table.values()], SHIPPED, NO_PROGRESS, {}, count())
    counts, catalogue = made.counts, imported(table)[0]
    roadmap = catalogue.roadmaps["own-0"]
    assert (counts.stages, counts.skills + counts.own_skills) == (len(roadmap.stages), len(roadmap.to_role.demands))
    assert (counts.own_skills, counts.left_out, counts.ticks) == (1, 1, 2)
    assert counts.topics + counts.own_skills + counts.left_out == len(table)
    assert (made.name_of("n2"), made.name_of("n4")) == (SHIPPED.skills["docker"].name, "")


def test_topics_become_can_dos_of_their_headings_own_skill_up_to_three() -> None:
    parts = [node(f"p{n}", f"Zzq part {n}", "subtopic") for n in range(4)]
    whole = {"nodes": [node("z", "Zzq"), *parts], "edges": [edge("z", each["id"]) for each in parts]}
    table = {label: row._replace(fate=Fate.CAN_DO if "part" in label else Fate.OWN_SKILL)
             for label, row in rows(whole).items()}  # fmt: skip
    catalogue, _ = imported(table)
    own = [(skill.name, len(skill.can_dos)) for skill in catalogue.skills.values() if skill.is_own]
    assert own == [("Zzq", 3), ("Zzq part 2", 1), ("Zzq part 3", 1)]


def test_a_part_of_a_shipped_skill_never_changes_its_can_dos() -> None:
    table = {label: row._replace(fate=Fate.CAN_DO) if label == "Rebasing" else row for label, row in rows().items()}
    catalogue, _ = imported(table)
    assert catalogue.skills["git"] == SHIPPED.skills["git"]
    assert not any(skill.is_own for skill in catalogue.skills.values())


def test_a_tick_that_is_there_already_stays() -> None:
    first = SHIPPED.skills["docker"].can_dos[0].id
    known = progress_of((Kind.CAN_DO, first, "on 2026-03-01"))
    made = TopicImport([*rows(DOCUMENT).values()], SHIPPED, known, {}, count()).edits("M")
    assert all(edit.kind is not Kind.CAN_DO or edit.subject != first for edit in made)
    assert SHIPPED.roadmaps[THERE].id in apply(SHIPPED, with_edits(known, made)).catalogue.roadmaps


def test_the_check_says_whether_a_file_can_be_read(tmp_path: Path) -> None:
    sound, odd = tmp_path / "sound.json", tmp_path / "odd.json"
    sound.write_text(json.dumps(FILE), encoding="utf-8")
    odd.write_text("{}", encoding="utf-8")
    told = f"{sound}: a roadmap.sh file with 9 topics, which are matched to skills when it is imported."
    assert read_file(sound, SHIPPED)[2:] == ((), (told,))
    assert read_file(odd, SHIPPED).mistakes == (
        f"{odd}: This is not a roadmap.sh file: it has neither nodes nor a mockup.",
    )


@pytest.mark.parametrize(("data", "suffix", "kind"), [
    (b'{"format": "skillgap-export", "events": [{"value": "nodes"}], "nodes": []}', ".json", FileKind.OTHER),
    (b'{"format": "skillgap-export", "x": "\\"nodes\\": []"', ".json", FileKind.OTHER),
    (b'\xef\xbb\xbf {"nodes": [], "edges": []}', ".txt", FileKind.TOPICS),
    (b'{"mockup" : {', ".json", FileKind.TOPICS),
    (b'{"events": "\\"nodes\\": []"}', ".json", FileKind.OTHER),
    (b'# mine\nformat = "skillgap-roadmap"\n', ".txt", FileKind.ROADMAP),
    (b"", ".toml", FileKind.ROADMAP),
    (b"", ".json", FileKind.OTHER),
    (b"SQLite format 3\0", "", FileKind.OTHER),
])  # fmt: skip
def test_a_file_is_told_by_what_it_holds(data: bytes, suffix: str, kind: FileKind) -> None:
    assert kind_of(data, suffix) is kind


@pytest.mark.parametrize("size", [{"width": 100, "height": 100}, {"style": {"width": 100, "height": 100}},
                                  {"measured": {"width": 100, "height": 100}, "width": None}])  # fmt: skip
def test_a_box_is_as_large_as_any_of_its_fields_says_and_a_number_is_no_heading(size: dict[str, Any]) -> None:
    box = {**node("s", "Serving", "section"), **size}
    nodes = [box, node("l", "1", "label", at=(1, 1)), node("t", "Zzq", "todo", at=(5, 40))]
    assert [topic.group for topic in read({"nodes": nodes}).topics] == ["Serving"]


@pytest.mark.parametrize("label", ["Personal Recommendation / Opinion", "Alternative Option - Pick this or Purple",
                                   "Order in Roadmap not Strict", "Other"])  # fmt: skip
def test_a_legend_is_a_hint(label: str) -> None:
    hints = {"Personal": "recommended", "Alternative": "alternative", "Order": "at any time", "Other": ""}
    (topic,) = read({"nodes": [node("a", "Zzq", legend={"id": "x", "label": label})]}).topics
    assert topic.hint == hints[label.split()[0]]


@pytest.mark.parametrize("type", ["title", "paragraph", "label", "section", "vertical", "horizontal", "button",
                                  "linksgroup", "legend", "resourceButton", "made-up", None])  # fmt: skip
def test_decoration_and_what_is_not_known_are_passed_over(type: str | None) -> None:
    file = read({"nodes": [node("a", "Git"), {**node("b", "More"), "type": type}]})
    assert ([topic.label for topic in file.topics], file.remarks) == (["Git"], ())


def test_a_name_that_is_there_twice_is_two_topics() -> None:
    topics = read({"nodes": [node("a", "Linear Algebra"), node("b", " Linear Algebra ")]}).topics
    assert [(topic.id, topic.label) for topic in topics] == [("a", "Linear Algebra"), ("b", "Linear Algebra")]


def test_a_line_between_topics_or_of_subtopics_is_no_part() -> None:
    nodes = [node("a", "Zzq"), node("b", "Yyq"), node("c", "Xxq", "subtopic"), node("d", "Wwq", "subtopic")]
    edges = [edge("a", "b", data={"edgeStyle": "solid"}), edge("c", "d"), edge("b", "d"), edge("a", "d")]
    assert {topic.id: topic.parent_id for topic in read({"nodes": nodes, "edges": edges}).topics} == {
        "a": None, "b": None, "c": None, "d": "b",
    }  # fmt: skip
