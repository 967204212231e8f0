"""Measure taking in a large web archive: pages a second, where the time goes, memory held.

    python -m benchmarks.intake --shared ../shared            # one gigabyte, some minutes

Writes a WARC of pages around the real articles into a temporary folder, which is deleted
after, and the figures into benchmarks/intake.json.
"""

import argparse
import gzip
import io
import itertools
import json
import os
import platform
import random
import tempfile
import time
from collections.abc import Iterator
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dragoman.reading.read import load_reader
from dragoman.record.store import open_record
from dragoman.scale.ingest import Progress, ingest
from dragoman.scale.taking import Taker
from dragoman.sources.load import load
from dragoman.sources.outcome import Loaded
from dragoman.types.document import Document
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Span

OUT = Path(__file__).with_name("intake.json")
CORPORA = ("afp-orange", "bbc-afrique", "wikinews-fr")
WORDS = ("accueil", "monde", "sport", "culture", "direct", "économie", "régions", "lire")


def articles(shared: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of the corpora, without end."""
    while True:
        for name in CORPORA:
            path = shared / "corpora" / f"{name}.jsonl.gz"
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                for line in lines:
                    yield json.loads(line)


def page(article: dict[str, Any], chance: random.Random, size: int) -> bytes:
    """Return a web page around an article as sites make them: mostly scripts and links."""
    body = "".join(f"<p>{escape(part)}</p>" for part in article["text"].split("\n\n"))
    links = "".join(
        f'<li class="card"><a href="/{n}/{chance.randrange(10**6)}.html"><img src="/i/{n}.jpg">'
        f"<span>{' '.join(chance.choices(WORDS, k=7))}</span></a></li>"
        for n in range(120)
    )
    published = article.get("published") or ""
    meta = f'<meta property="article:published_time" content="{published}">' if published else ""
    head = (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{meta}'
        f"<title>{escape(article['title'] or '')}</title>"
        f'<meta property="og:site_name" content="Journal">'
    )
    around = (
        f"<body><header><nav><ul>{links}</ul></nav></header><main><article>"
        f"<h1>{escape(article['title'] or '')}</h1>{body}</article></main>"
        f'<aside><ul class="related">{links}</ul></aside><footer>Mentions</footer></body></html>'
    )
    filler = max(0, size - len(head) - len(around) - 40)
    script = "".join(f"w.push({chance.randrange(10**9)});" for _ in range(filler // 18))
    return f"{head}<script>{script}</script></head>{around}".encode()


def write_archive(path: Path, shared: Path, *, size: int, page_size: int) -> int:
    """Write a WARC of about `size` bytes; return how many pages it holds."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    chance = random.Random(7)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=path.suffix == ".gz")
        for number, article in enumerate(articles(shared)):
            if file.tell() >= size:
                return number
            headers = StatusAndHeaders(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
            )
            payload = io.BytesIO(page(article, chance, page_size))
            record = writer.create_warc_record(
                f"https://journal.example/{number}", "response", payload=payload,
                http_headers=headers,
            )  # fmt: skip
            writer.write_record(record)
            record.raw_stream.close()
    raise AssertionError("articles never end")


def memory() -> float:
    """Return the megabytes of memory this process holds."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def read_nothing(document: Document) -> Reading:
    """Return a reading without facts, so that only the taking in is measured."""
    return Reading(
        document=document.sha256,
        published=document.published,
        provenance=Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none"),
        sentences=(Span(0, len(document.text)),),
    )


def stream(archive: Path, folder: Path) -> dict[str, Any]:
    """Take in a whole archive without reading; return pace and memory on the way."""
    held: list[tuple[float, float]] = []

    def note(progress: Progress) -> None:
        if progress.fraction is not None and progress.done % 50 == 0:
            held.append((progress.fraction, memory()))

    begun, begun_working = time.perf_counter(), time.process_time()
    with open_record(folder / "whole.sqlite") as record:
        report = ingest([archive], record=record, read=read_nothing, on_progress=note)
        counts = record.counts()
    spent, worked = time.perf_counter() - begun, time.process_time() - begun_working
    pages = report.read + report.copies + report.unchanged + report.unread_count
    marks = {
        f"{share:.0%}": round(next((mb for at, mb in held if at >= share), held[-1][1]))
        for share in (0.1, 0.25, 0.5, 0.75, 0.99)
    }
    return {
        "bytes": archive.stat().st_size,
        "pages": pages,
        "recorded": counts.versions,
        "copies": report.copies,
        "unread": report.unread_count,
        "failed": report.failed,
        "seconds": round(spent, 1),
        "cpu_seconds": round(worked, 1),
        "pages_per_second": round(pages / spent, 1),
        "pages_per_cpu_second": round(pages / worked, 1),
        "megabytes_per_cpu_second": round(archive.stat().st_size / worked / 1e6, 1),
        "memory_mb_at": marks,
        "memory_mb_most": round(max(mb for _, mb in held)),
    }


def phases(archive: Path, folder: Path, number: int) -> dict[str, Any]:
    """Return the milliseconds a page costs in each phase, on the first pages of an archive.

    Milliseconds of work on one core, whatever else the machine does.
    """
    from fastwarc.warc import ArchiveIterator

    spent: dict[str, float] = {}
    begun = time.process_time()
    for one in itertools.islice(ArchiveIterator(str(archive)), number):
        one.reader.read()
    spent["archive"] = time.process_time() - begun
    begun = time.process_time()
    loaded = list(itertools.islice(load([archive]), number))
    spent["extraction"] = time.process_time() - begun - spent["archive"]
    read = load_reader("fr")
    read(next(one.document for one in loaded if isinstance(one, Loaded)))
    with open_record(folder / "phases.sqlite") as record:
        timed = [0.0]

        def timing(document: Document) -> Reading:
            start = time.process_time()
            try:
                return read(document)
            finally:
                timed[0] += time.process_time() - start

        taker = Taker(record, timing)
        begun = time.process_time()
        for outcome in loaded:
            taker.take(outcome)
        taking = time.process_time() - begun
    spent["reading"] = timed[0]
    spent["record and copies"] = taking - timed[0]
    whole = sum(spent.values())
    return {
        "pages": number,
        "read": taker.tally.read,
        "copies": taker.tally.copies,
        "pages_per_cpu_second": round(number / whole, 2),
        "cpu_milliseconds_per_page": {k: round(1000 * v / number, 2) for k, v in spent.items()},
        "share": {k: round(v / whole, 3) for k, v in spent.items()},
    }


def main() -> None:
    """Measure and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--size", type=float, default=1e9, help="bytes of the archive")
    parser.add_argument("--page", type=int, default=160_000, help="bytes of a page")
    parser.add_argument("--phases", type=int, default=150, help="pages to read in full")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dragoman-intake-") as name:
        folder = Path(name)
        archive = folder / "press.warc"
        written = write_archive(archive, asked.shared, size=int(asked.size), page_size=asked.page)
        print(f"{written} pages, {archive.stat().st_size / 1e6:.0f} MB")
        result = {
            "command": f"python -m benchmarks.intake --size {asked.size:g} --page {asked.page}",
            "python": platform.python_version(),
            "machine": f"{platform.machine()}, {os.cpu_count()} cores",
            "load_average": [round(load, 1) for load in os.getloadavg()],
            "versions": {p: version(p) for p in ("fastwarc", "trafilatura", "htmldate", "lxml")},
            "stream": stream(archive, folder),
            "phases": phases(archive, folder, asked.phases),
        }
    print(json.dumps(result, ensure_ascii=False, indent=1))
    OUT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
