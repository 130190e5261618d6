"""The clock of the bench: wall time or, with ``--cpu``, processor time, which other load does not stretch."""

from __future__ import annotations

import os
import time

BY_CPU = "SKILLGAP_BENCH_CPU"
now = time.process_time if os.environ.get(BY_CPU) else time.perf_counter
