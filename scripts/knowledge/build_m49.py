"""Rebuild m49.csv: the regions of the United Nations' M49 standard and their states.

Usage: python scripts/knowledge/build_m49.py RAW_FOLDER
RAW_FOLDER holds country-codes-unsd/ and cldr-territories/. Names that the press uses beside those
of CLDR and M49 are in `m49_names.csv`, beside this file.
"""

import csv
import json
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/dragoman/knowledge/data"
LEVELS = ("Region", "Sub-region", "Intermediate Region")


def main(raw: Path) -> None:
    """Write one row (code, French names, English names, states) per region, by code."""
    with (DATA / "states.csv").open(encoding="utf-8") as file:
        states = {row["id"] for row in csv.DictReader(file) if not row["until"]}
    names: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: {"fr": {}, "en": {}})
    with (HERE / "m49_names.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["code"]][row["language"]][row["name"]] = None
    members: dict[str, set[str]] = defaultdict(set)
    with (raw / "country-codes-unsd/country-codes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for level in LEVELS:
                if row[f"{level} Code"] and row["ISO3166-1-Alpha-3"] in states:
                    code = row[f"{level} Code"].zfill(3)
                    members[code].add(row["ISO3166-1-Alpha-3"])
                    names[code]["en"][row[f"{level} Name"]] = None
    for language in ("fr", "en"):
        tree = json.loads((raw / f"cldr-territories/{language}.json").read_text("utf-8"))
        known = tree["main"][language]["localeDisplayNames"]["territories"]
        for code in members:
            if code in known:
                names[code][language][known[code].replace("’", "'")] = None
    with (DATA / "m49.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("code", "names_fr", "names_en", "states"))
        for code in sorted(members):
            spelt = ["|".join(names[code][language]) for language in ("fr", "en")]
            writer.writerow((code, *spelt, " ".join(sorted(members[code]))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
