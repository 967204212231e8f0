"""Read the same files with one worker and with two; write what the clock says.

    python -m benchmarks.workers --shared ../shared [--articles 128] [--out benchmarks/workers.json]

Each file becomes a shard, as in `dragoman shard`; starting the processes and loading the
model is counted in. It tells something only on a machine with nothing else to do.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.annotated import corpus

RESULTS = Path(__file__).with_name("workers.json")
FILE = 8
WORKERS = (1, 2)


def lay_out(articles: Sequence[dict[str, Any]], folder: Path) -> list[Path]:
    """Write `articles` as JSON Lines files of a few each."""
    found = []
    for first in range(0, len(articles), FILE):
        path = folder / f"{first:05}.jsonl"
        lines = [json.dumps(a, ensure_ascii=False) for a in articles[first : first + FILE]]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        found.append(path)
    return found


def clock(files: Sequence[Path], out: Path, workers: int) -> float:
    """Return the seconds that `workers` take for all files."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "dragoman", "shard", *map(str, files), "--out", str(out)]
    # Each worker one core: else one worker's arithmetic takes both.
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command += ["--workers", str(workers)]
    subprocess.run(command, check=True, capture_output=True, env=alone)
    return time.monotonic() - begun


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=int, default=128)
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    politics = (a for a in corpus(options.shared / "corpora") if a.get("category") == "politics")
    articles = list(islice(politics, options.articles))
    if not articles:
        sys.exit(f"no article of politics in {options.shared / 'corpora'}: give --shared")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = lay_out(articles, folder)
        seconds = {n: clock(files, folder / f"shards-{n}", n) for n in WORKERS}
    told = {
        "articles": len(articles),
        "files": len(files),
        "load_average_after": [round(x, 1) for x in os.getloadavg()],
        "seconds": {str(n): round(s, 1) for n, s in seconds.items()},
        "times_faster": round(seconds[1] / seconds[2], 2),
    }
    options.out.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
