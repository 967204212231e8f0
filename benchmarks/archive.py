"""Take a whole corpus in and resolve it; write time, memory and size to benchmarks/archive.json.

    python -m benchmarks.archive CORPUS.jsonl.gz RECORD

A record that holds the corpus already is only resolved, and what is known of the reading kept.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from dragoman.record.store import open_record
from dragoman.scale.ingest import ingest
from dragoman.sources.mapping import Mapping
from dragoman.sources.piece import Options

RESULTS = Path(__file__).with_name("archive.json")
PAIRS = (("Russie", "Bélarus"), ("Israël", "Émirats arabes unis"), ("États-Unis", "Iran"))


def clock(record: Path, one: str, other: str) -> dict[str, float]:
    """Return the seconds, on the wall and of processor, of a dossier asked cold."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    command = [sys.executable, "-m", "dragoman", "dossier", one, other, "--record", str(record)]
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall_s": round(time.monotonic() - begun, 2),
        "processor_s": round(
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2
        ),
    }


def main() -> None:
    """Read what is not read yet, resolve, measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("record", type=Path)
    options = parser.parse_args()
    results: dict[str, Any] = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    begun, worked = time.monotonic(), time.process_time()
    with open_record(options.record) as record:
        if not record.counts().documents:
            from dragoman.reading.read import load_reader

            taken = Options(mapping=Mapping(publisher="source"))
            report = ingest([options.corpus], record=record, read=load_reader("fr"), options=taken)
            results["ingest"] = {
                "read": report.read,
                "unchanged": report.unchanged,
                "copies": report.copies,
                "failed": report.failed_count,
                "wall_s": round(report.seconds, 1),
            }
        else:
            resolved = record.resolving.resolve()
            results["resolve"] = {
                "documents": resolved,
                "wall_s": round(time.monotonic() - begun, 1),
                "processor_s": round(time.process_time() - worked, 1),
            }
        counts = record.counts()
    results["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    results["record_bytes"] = options.record.stat().st_size
    results["counts"] = {name: getattr(counts, name) for name in counts.__dataclass_fields__}
    results["dossier"] = {f"{a} - {b}": clock(options.record, a, b) for a, b in PAIRS}
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
