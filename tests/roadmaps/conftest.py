"""What the tests of the domain share: the shipped catalogue, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roadmaps.catalogue import load_catalogue

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
