"""How long it takes to read job ads: many one after the other, and the first one of a fresh process."""

from __future__ import annotations

import json
import sys
import time
from random import Random
from typing import TYPE_CHECKING

from roadmaps.ads import named_skills
from roadmaps.catalogue import load_catalogue
from tests.roadmaps.ads.figures import postings

if TYPE_CHECKING:
    from roadmaps.catalogue import Catalogue

LETTERS = 4_000
DEAR = ("R, ", "ideally ", "we are a leading ", "http://", "Excel, ", "@", "a:b ")
"""What was, or would easily be, read in a time that grows with the square of the length."""
_BETWEEN = (
    "You will sit with the people who use what you make, and hear from them what goes wrong.",
    "We meet twice a week and write down what we decide, so that nobody has to ask again.",
    "There are two of you at first and perhaps four by the end of next year.",
    "Tell us what you would change about it, and how you would find out whether that was right.",
)


def long_ads(count: int) -> list[str]:
    """Made-up ads of 4,000 letters: postings with sentences in between that name nothing."""
    pick, texts = Random(1), [posting.text for posting in postings()]
    ads = []
    for _ in range(count):
        ad = ""
        while len(ad) < LETTERS:
            ad += f"{pick.choice(texts)}\n{' '.join(pick.choices(_BETWEEN, k=5))}\n"
        ads.append(ad[:LETTERS])
    return ads


def doubled(catalogue: Catalogue) -> tuple[float, float, float]:
    """Milliseconds for 100,000 letters of the kind that grows most and for 50,000 of it, and their ratio."""
    found = []
    for piece in DEAR:
        times = []
        for letters in (100_000, 50_000):
            text, rounds = piece * (letters // len(piece)), []
            for _ in range(2):
                before = time.process_time()
                named_skills(text, catalogue)
                rounds.append((time.process_time() - before) * 1000)
            times.append(min(rounds))
        found.append((round(times[0], 2), round(times[1], 2), round(times[0] / times[1], 3)))
    return max(found, key=lambda each: each[2])


def main(count: int) -> None:
    """Print milliseconds of processor time: of the first ad, and of each in three rounds over some ads."""
    ads, catalogue = long_ads(count), load_catalogue()
    before = time.process_time()
    named_skills(ads[0], catalogue)
    first = (time.process_time() - before) * 1000
    rounds = []
    for _ in range(3):
        before = time.process_time()
        for ad in ads:
            named_skills(ad, catalogue)
        rounds.append((time.process_time() - before) * 1000 / count)
    sys.stdout.write(json.dumps({"first": [first], "each": rounds, "doubled": doubled(catalogue)}) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
