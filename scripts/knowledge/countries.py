"""Codes that the raw sources use, as ISO 3166-1 alpha-3."""

import csv
from pathlib import Path


def codes(name: str) -> dict[str, str]:
    """Return a two-column table beside this file: a source's code to ours."""
    with (Path(__file__).parent / name).open(encoding="utf-8") as file:
        reader = csv.reader(file)
        next(reader)
        return dict(reader)


REPOSITORIES = codes("repositories.csv")
"""Repositories of EveryPolitician scrapers."""

COW = codes("cow.csv")
"""Correlates of War abbreviations, as REIGN uses them."""

WORLD = {
    "Secretary-General of the United Nations": ("UN", "head_of_organisation"),
    "Deputy Secretary-General of the United Nations": ("UN", "other"),
    "Under-Secretary-General of the United Nations": ("UN", "other"),
    "President of the United Nations General Assembly": ("UNGA", "head_of_organisation"),
    "Director-General of the World Trade Organization": ("WTO", "head_of_organisation"),
    "President of the International Court of Justice": ("ICJ", "head_of_organisation"),
    "Vice President of the International Court of Justice": ("ICJ", "other"),
    "Judge of the International Court of Justice": ("ICJ", "other"),
    "president of the Parliamentary Assembly of the Council of Europe": (
        "COUNCIL_EUROPE",
        "speaker",
    ),
    "OSCE High Commissioner on National Minorities": ("OSCE", "other"),
    "Speaker of the Arab Parliament": ("ARAB_LEAGUE", "speaker"),
}
"""Positions outside any state: organisation and office kind."""
