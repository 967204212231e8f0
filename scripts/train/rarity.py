"""Count in how many articles each stem stands, and write how rare each is.

    python -m scripts.train.rarity --shared ../shared

Writes ``resolution/data/rarity.zlib``: one number for each of the hashed stems. No word
can be read back from it.
"""

import argparse
import gzip
import json
from math import log
from pathlib import Path

from dragoman.resolution.words import BUCKETS, pack_rarities, stems
from dragoman.types.span import Span

TABLE = Path(__file__).parents[2] / "src/dragoman/resolution/data/rarity.zlib"


def main() -> None:
    """Count over every corpus of the shared folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    counts, articles = [0] * BUCKETS, 0
    for path in sorted((parser.parse_args().shared / "corpora").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                if not text:
                    continue
                articles += 1
                for number in set(stems(text, Span(0, len(text)))):
                    counts[number] += 1
    TABLE.write_bytes(pack_rarities([log((articles + 1) / (count + 1)) for count in counts]))


if __name__ == "__main__":
    main()
