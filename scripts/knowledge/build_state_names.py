"""Rebuild state_names.csv: names of living states from UNTERM (PDDL) and CLDR (Unicode).

Usage: python scripts/knowledge/build_state_names.py RAW_FOLDER
RAW_FOLDER holds country-codes-unsd/ and cldr-territories/.
"""

import csv
import json
import re
import sys
from pathlib import Path

DATA = Path(__file__).parents[2] / "src/dragoman/knowledge/data"
LANGUAGES = {"fr": "French", "en": "English", "ru": "Russian", "ar": "Arabic"}
ARTICLE = {
    "fr": re.compile(r"^(?:la |le |les |l['’])", re.IGNORECASE),
    "en": re.compile(r"^the ", re.IGNORECASE),
}
NOTE = re.compile(r"\s*(?:\([^)]*\)|\*|\[[^]]*\])")


def clean(name: str, language: str) -> str:
    """Return a name without its article, notes and stray spaces."""
    name = NOTE.sub("", name).replace("\xa0", " ").replace("’", "'").strip()
    article = ARTICLE.get(language)
    return article.sub("", name) if article else name


def main(raw: Path) -> None:
    """Write one row (state, language, name, source) per name, the usual one first."""
    with (DATA / "states.csv").open(encoding="utf-8") as file:
        states = {row["alpha2"]: row["id"] for row in csv.DictReader(file) if not row["until"]}
    cldr = {}
    for language in LANGUAGES:
        tree = json.loads((raw / f"cldr-territories/{language}.json").read_text("utf-8"))
        names = tree["main"][language]["localeDisplayNames"]["territories"]
        cldr[language] = {code: clean(name, language) for code, name in names.items()}
    with (raw / "country-codes-unsd/country-codes.csv").open(encoding="utf-8") as file:
        unterm = {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(file)}
    rows = []
    for alpha2, state in sorted(states.items(), key=lambda pair: pair[1]):
        for language, long_name in LANGUAGES.items():
            found: dict[str, str] = {}
            if alpha2 in cldr[language]:
                found[cldr[language][alpha2]] = "cldr"
            for form in ("Short", "Formal"):
                name = clean(
                    unterm.get(state, {}).get(f"UNTERM {long_name} {form}") or "", language
                )
                if name:
                    found.setdefault(name, "unterm")
            rows += [(state, language, name, source) for name, source in found.items()]
    with (DATA / "state_names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("state", "language", "name", "source"))
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
