"""What the tests of the domain share: the shipped catalogue, read once, and patience with slow computers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from roadmaps.catalogue import load_catalogue

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

settings.register_profile("skillgap", deadline=None, print_blob=True)
settings.load_profile("skillgap")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()
