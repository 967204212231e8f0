"""Which exports a page leads to: the forms that its facts fit, with the filters of the page."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from dragoman.dossier.choice import Choice
from dragoman.dossier.entry import Side
from dragoman.surfaces.web.api.routes import PREFIX

_OF_FACTS = (
    "csv", "jsonl", "geojson", "icalendar", "atom", "timeline", "plover", "annotations", "turtle",
)  # fmt: skip
_OF_TABLES = ("csv", "jsonl", "parquet")
_OF_NETWORKS = ("gexf", "graphml", "csv", "jsonl")

Link = tuple[str, str]
"""Name of a form, and address of the file."""


def of_dossier(sides: Iterable[Side], choice: Choice) -> tuple[Link, ...]:
    """Return the exports of what two have with each other, or of what one takes part in.

    The choice of cooperation or conflict, words and number of sources are no filters of
    the exports: they give what is between the dates, of the types and statuses.
    """
    names = [side.names.get("fr", side.id) if ":" in side.id else side.id for side in sides]
    asked: dict[str, object] = dict(zip(("one", "other"), names, strict=False))
    asked |= {"since": choice.since, "until": choice.until}
    asked |= {"type": sorted(choice.types), "status": sorted(choice.statuses)}
    return _links(_OF_FACTS, asked)


def of_register(table: str, asked: Mapping[str, str | None]) -> tuple[Link, ...]:
    """Return the exports of a register; `table` as the exports call it."""
    return _links(_OF_TABLES, dict(asked) | ({} if table == "events" else {"table": table}))


def of_network(since: str, until: str) -> tuple[Link, ...]:
    """Return the exports of the network of a period."""
    return _links(_OF_NETWORKS, {"since": since, "until": until})


def _links(forms: Iterable[str], asked: Mapping[str, object]) -> tuple[Link, ...]:
    query = urlencode({name: value for name, value in asked.items() if value}, doseq=True)
    return tuple(
        (form, f"{PREFIX}/export/{form}" + (f"?{query}" if query else "")) for form in forms
    )
