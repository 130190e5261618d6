"""What is on the map, in which column and order, and which arrows lead where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from roadmaps.gap import ScopeStatus, SkillState, measure_gap
from roadmaps.map import NodeId, map_graph
from tests.roadmaps.maps import graph_of, map_for, random_graphs
from tests.roadmaps.people import Diary, make_roadmap, make_skill

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue, Roadmap
    from roadmaps.map import Link, MapGraph


def map_of(roadmap: Roadmap, diary: Diary | None = None, *, with_hidden: bool = False) -> MapGraph:
    return map_graph(measure_gap(roadmap, (diary or Diary()).progress()), with_hidden=with_hidden)


def columns(graph: MapGraph) -> list[tuple[int, list[str]]]:
    return [(column.stage.number, [node_id.skill_id for node_id in column.node_ids]) for column in graph.columns]


def arrows(graph: MapGraph) -> list[str]:
    """Every link as "before > after", each node as its stage and its skill: "1 git > 2 docker"."""
    return [" > ".join(f"{node_id.stage} {node_id.skill_id}" for node_id in link) for link in graph.links]


def also_needs(graph: MapGraph) -> dict[NodeId, list[str]]:
    return {node.id: [skill.id for skill in node.also_needs] for node in graph.nodes.values() if node.also_needs}


# Columns


def test_columns_are_the_stages_and_boxes_their_rows() -> None:
    graph = graph_of({"git": 1, "linux": 2}, {"docker": 1})
    assert columns(graph) == [(1, ["git", "linux"]), (2, ["docker"])]
    assert list(graph.nodes) == [NodeId(1, "git"), NodeId(1, "linux"), NodeId(2, "docker")]
    assert graph.nodes[NodeId(1, "linux")].row is graph.columns[0].stage.rows[1]


def test_stage_0_is_a_column_while_something_in_it_is_open() -> None:
    roadmap = make_roadmap(["sql", "git"], {"sql": 1, "git": 1}, stages=[{"git": 1}])
    assert columns(map_of(roadmap)) == [(0, ["sql"]), (1, ["git"])]
    assert columns(map_of(roadmap, Diary().tick("sql.1"))) == [(1, ["git"])]


def test_what_a_box_needs_is_above_it_and_the_rest_keeps_its_order() -> None:
    graph = graph_of({"a": 1, "c": 1, "d": 1, "b": 1}, c=["b"], b=["d"])
    assert columns(graph) == [(1, ["a", "d", "b", "c"])]


def test_a_stage_whose_rows_are_all_hidden_stays_as_an_empty_column() -> None:
    roadmap = make_roadmap(["git"], {"git": 1}, stages=[{"git": 1}])
    graph = map_of(roadmap, Diary().set_aside("git"))
    assert columns(graph) == [(1, [])]
    assert [row.gap.skill.id for row in graph.columns[0].hidden] == ["git"]


def test_a_level_that_an_earlier_stage_already_asks_for_has_no_box() -> None:
    roadmap = make_roadmap(["git"], {"git": 2}, stages=[{"git": 2}, {"git": 2}])
    assert columns(map_of(roadmap)) == [(1, ["git"]), (2, [])]


# Hidden rows


def test_rows_that_do_not_count_are_hidden_and_kept_at_the_foot() -> None:
    roadmap = make_roadmap(
        ["git", "linux", "go"], {"git": 1, "linux": 1}, optional={"go": 1}, stages=[{"git": 1, "go": 1, "linux": 1}]
    )
    column = map_of(roadmap, Diary().set_aside("linux")).columns[0]
    assert [node_id.skill_id for node_id in column.node_ids] == ["git"]
    assert [(row.gap.skill.id, row.gap.scope_status) for row in column.hidden] == [
        ("go", ScopeStatus.OPTIONAL),
        ("linux", ScopeStatus.SET_ASIDE),
    ]


def test_rows_that_do_not_count_can_be_shown() -> None:
    roadmap = make_roadmap(["git", "go"], {"git": 1}, optional={"go": 1}, stages=[{"go": 1, "git": 1}])
    graph = map_of(roadmap, Diary().set_aside("git"), with_hidden=True)
    assert columns(graph) == [(1, ["go", "git"])]
    assert graph.columns[0].hidden == ()
    assert graph.nodes[NodeId(1, "git")].row.state is SkillState.SET_ASIDE


def test_an_optional_skill_that_is_counted_in_is_on_the_map() -> None:
    roadmap = make_roadmap(["go"], {}, optional={"go": 1}, stages=[{"go": 1}])
    assert columns(map_of(roadmap, Diary().count_in("go"))) == [(1, ["go"])]


# Links


def test_links_lead_from_what_is_needed_first() -> None:
    graph = graph_of({"git": 1, "python": 1}, {"testing": 1, "ci": 1}, testing=["git", "python"], ci=["testing"])
    assert arrows(graph) == ["1 git > 2 testing", "1 python > 2 testing", "2 testing > 2 ci"]
    assert graph.needs(NodeId(2, "testing")) == (NodeId(1, "git"), NodeId(1, "python"))
    assert graph.opens(NodeId(1, "git")) == (NodeId(2, "testing"),)


def test_a_skill_at_two_levels_is_two_boxes_and_the_first_leads_to_the_second() -> None:
    graph = graph_of({"docker": 1, "k8s": 1}, {"k8s": 2}, k8s=["docker"])
    assert arrows(graph) == ["1 docker > 1 k8s", "1 k8s > 2 k8s"]


def test_a_second_box_has_arrows_only_from_what_came_after_the_first() -> None:
    graph = graph_of({"docker": 1, "k8s": 1}, {"docker": 2}, {"docker": 3, "k8s": 2}, k8s=["docker"])
    assert arrows(graph) == [
        "1 docker > 1 k8s",
        "1 docker > 2 docker",
        "2 docker > 3 docker",
        "1 k8s > 3 k8s",
        "3 docker > 3 k8s",
    ]


def test_of_two_boxes_the_arrow_starts_from_the_later_one_that_comes_before() -> None:
    graph = graph_of({"docker": 1}, {"docker": 2}, {"k8s": 1}, {"docker": 3}, k8s=["docker"])
    assert "2 docker > 3 k8s" in arrows(graph)
    assert "1 docker > 3 k8s" not in arrows(graph)


def test_a_prerequisite_that_is_set_aside_has_no_arrow_even_when_it_is_shown() -> None:
    roadmap = make_roadmap(["git", make_skill("ci", "git")], {"git": 1, "ci": 1}, stages=[{"git": 1, "ci": 1}])
    aside = Diary().set_aside("git")
    for with_hidden in (False, True):
        graph = map_of(roadmap, aside, with_hidden=with_hidden)
        assert arrows(graph) == []
        assert also_needs(graph) == {}


def test_a_choice_is_one_box_of_the_member_that_counts_and_leads_on_for_every_member() -> None:
    roadmap = make_roadmap(
        ["torch", "tensor", make_skill("serve", "torch")],
        {"framework": 1, "serve": 1},
        stages=[{"framework": 1}, {"serve": 1}],
        choices={"framework": ("torch", "tensor")},
    )
    graph = map_of(roadmap, Diary().choose("framework", "tensor"))
    assert columns(graph) == [(1, ["tensor"]), (2, ["serve"])]
    assert arrows(graph) == ["1 tensor > 2 serve"]


def test_a_choice_of_which_every_member_is_set_aside_leads_nowhere() -> None:
    roadmap = make_roadmap(
        ["torch", "tensor", make_skill("serve", "torch")],
        {"framework": 1, "serve": 1},
        stages=[{"framework": 1}, {"serve": 1}],
        choices={"framework": ("torch", "tensor")},
    )
    graph = map_of(roadmap, Diary().set_aside("torch", "tensor"), with_hidden=True)
    assert columns(graph) == [(1, ["torch"]), (2, ["serve"])]
    assert arrows(graph) == []


def test_members_of_choices_that_need_each_other_in_a_circle_are_drawn_one_way_and_named_the_other() -> None:
    roadmap = make_roadmap(
        ["a1", make_skill("a2", "b1"), "b1", make_skill("b2", "a1")],
        {"a": 1, "b": 1},
        stages=[{"a": 1, "b": 1}],
        choices={"a": ("a1", "a2"), "b": ("b1", "b2")},
    )
    graph = map_of(roadmap, Diary().choose("a", "a2").choose("b", "b2"))
    assert columns(graph) == [(1, ["b2", "a2"])]
    assert arrows(graph) == ["1 b2 > 1 a2"]
    assert also_needs(graph) == {NodeId(1, "b2"): ["a2"]}


# Prerequisites off the map


def test_a_prerequisite_that_is_not_on_the_map_is_named_until_it_is_met() -> None:
    roadmap = make_roadmap(["sql", make_skill("pipelines", "sql")], {"pipelines": 1}, stages=[{"pipelines": 1}])
    assert also_needs(map_of(roadmap)) == {NodeId(1, "pipelines"): ["sql"]}
    assert also_needs(map_of(roadmap, Diary().tick("sql.1"))) == {}


def test_an_optional_prerequisite_is_named_while_it_is_hidden_and_drawn_when_it_is_shown() -> None:
    roadmap = make_roadmap(
        ["go", make_skill("serve", "go")], {"serve": 1}, optional={"go": 1}, stages=[{"go": 1, "serve": 1}]
    )
    assert also_needs(map_of(roadmap)) == {NodeId(1, "serve"): ["go"]}
    shown = map_of(roadmap, with_hidden=True)
    assert also_needs(shown) == {}
    assert arrows(shown) == ["1 go > 1 serve"]


def test_a_prerequisite_that_comes_only_later_is_named_and_has_no_arrow_backwards() -> None:
    graph = graph_of({"api": 1}, {"docker": 2}, api=["docker"])
    assert arrows(graph) == []
    assert also_needs(graph) == {NodeId(1, "api"): ["docker"]}


def test_a_box_that_is_done_names_nothing() -> None:
    roadmap = make_roadmap(["sql", make_skill("pipelines", "sql")], {"pipelines": 1}, stages=[{"pipelines": 1}])
    assert also_needs(map_of(roadmap, Diary().tick("pipelines.1"))) == {}


def test_each_of_two_boxes_names_what_it_waits_for_itself() -> None:
    roadmap = make_roadmap(
        ["go", make_skill("serve", "go")],
        {"serve": 2},
        optional={"go": 2},
        stages=[{"go": 1, "serve": 1}, {"go": 2, "serve": 2}],
    )
    graph = map_of(roadmap, Diary().tick("go.1"))
    assert also_needs(graph) == {NodeId(2, "serve"): ["go"]}


# Chains


def brute_chain(graph: MapGraph, node_id: NodeId, *, before: bool) -> set[Link]:
    """Every link on every way to (from) a node, by walking each way from end to end."""
    found: set[Link] = set()
    for link in graph.links:
        if node_id == (link.after if before else link.before):
            found |= {link} | brute_chain(graph, link.before if before else link.after, before=before)
    return found


@given(random_graphs())
def test_a_chain_has_every_link_on_every_path(graph: MapGraph) -> None:
    for node_id in graph.nodes:
        assert graph.chain_before(node_id) == brute_chain(graph, node_id, before=True)
        assert graph.chain_after(node_id) == brute_chain(graph, node_id, before=False)


@given(random_graphs())
def test_no_link_goes_against_the_order_of_the_map(graph: MapGraph) -> None:
    order = list(graph.nodes)
    assert order == [node_id for column in graph.columns for node_id in column.node_ids]
    assert len(set(graph.links)) == len(graph.links)
    places = [(order.index(link.after), order.index(link.before)) for link in graph.links]
    assert places == sorted(places)
    assert all(before < after for after, before in places)


def test_a_node_that_is_not_on_the_map_has_no_chain() -> None:
    graph = graph_of({"git": 1})
    for ask in (graph.needs, graph.opens, graph.chain_before, graph.chain_after):
        with pytest.raises(KeyError):
            ask(NodeId(2, "git"))


# What ships


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_on_the_shipped_maps_every_prerequisite_is_drawn_named_or_met(catalogue: Catalogue, roadmap_id: str) -> None:
    graph = map_for(catalogue.roadmaps[roadmap_id])
    for node in graph.nodes.values():
        led_by = {link.before.skill_id for link in graph.chain_before(node.id)}
        named = {skill.id for skill in node.also_needs}
        assert {missing.skill.id for missing in node.row.missing} <= led_by | named
        assert not named & {before.skill_id for before in graph.needs(node.id)}


@pytest.mark.parametrize("roadmap_id", ["ds-to-mle", "mle-to-ds"])
def test_the_files_list_targets_as_the_map_stacks_them(catalogue: Catalogue, roadmap_id: str) -> None:
    graph = map_for(catalogue.roadmaps[roadmap_id])
    for column in graph.columns:
        if column.stage.stage:
            listed = [row.gap.skill.id for row in column.stage.rows if row.gap.counts]
            assert [node_id.skill_id for node_id in column.node_ids] == listed
