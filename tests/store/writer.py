"""Writes batches of events until it is killed; says on standard output what was acknowledged."""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path

from store.journal import Journal
from tests.store.sayings import say

BATCH = 3


def main() -> None:
    with Journal.open(Path(sys.argv[1])) as journal:
        journal.warm_up()
        first = len(journal.events()) + 1
        for number in count(first, BATCH):
            journal.append([say(each) for each in range(number, number + BATCH)])
            os.write(1, f"{number + BATCH - 1}\n".encode())


if __name__ == "__main__":
    main()
