"""Trains what the language packs ship as weights."""

import os

# One thread a process: the processes share the cores, and sums keep their order.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
