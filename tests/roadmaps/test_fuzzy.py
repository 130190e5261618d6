"""Names are found by half-typed, abbreviated and misspelt words, the best match first."""

from __future__ import annotations

import pytest

from roadmaps.catalogue import load_catalogue
from roadmaps.text.fuzzy import matches

NAMES = [
    ("Log time …",),
    ("Light",),
    ("Kubernetes", "k8s"),
    ("Kubeflow",),
    ("Résumé & portfolio",),
    ("Model serving",),
    ("Data modelling",),
]


def found(query: str) -> list[str]:
    return [NAMES[index][0] for index, _ in matches(query, NAMES)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kube", ["Kubernetes", "Kubeflow"]),
        ("KUBEFLOW", ["Kubeflow"]),
        ("k8s", ["Kubernetes"]),
        ("lt", ["Log time …"]),
        ("resume", ["Résumé & portfolio"]),
        ("model", ["Model serving", "Data modelling"]),
        ("serv mod", ["Model serving"]),
        ("portfolio", ["Résumé & portfolio"]),
        ("kuberntes", ["Kubernetes"]),
        ("zzz", []),
        ("", []),
        ("  ", []),
    ],
)
def test_the_best_match_comes_first(query: str, expected: list[str]) -> None:
    assert found(query)[: len(expected)] == expected
    assert bool(found(query)) is bool(expected)


def test_scores_fall_from_the_whole_name_to_one_that_is_only_alike() -> None:
    scores = [matches(query, [("Kubernetes",)])[0][1] for query in ("kubernetes", "kuber", "bernetes", "kubernets")]
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] == 100


def test_every_skill_is_found_first_by_its_own_name() -> None:
    skills = list(load_catalogue().skills.values())
    names = [(skill.name, skill.short_name, *skill.aliases) for skill in skills]
    for place, skill in enumerate(skills):
        assert matches(skill.name, names)[0][0] == place
