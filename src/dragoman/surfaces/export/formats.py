"""The forms that facts are exported in: what each is called, and what writes it.

Writers are imported when they are asked for: some load large packages.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.surfaces.export.columns import Table
    from dragoman.surfaces.export.selection import Selection, Tally


class MissingExtraError(DragomanError):
    """A format needs a package that is not installed.

    Attributes:
        extra: the extra of dragoman that brings it.
    """

    def __init__(self, format: str, extra: str) -> None:
        """Say which format needs which extra."""
        self.extra = extra
        super().__init__(
            f"{format} needs a package that is not installed: pip install 'dragoman[{extra}]'."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One form. What it drops is told in the catalogue, ``export.drops.<name>``.

    Attributes:
        name: what the user calls it.
        suffix: of its files, with the dot.
        media_type: for HTTP.
        place: "module:function" of its writer, the module in this package.
        tabular: whether it writes one table, which the caller chooses.
        binary: whether it is no text.
    """

    name: str
    suffix: str
    media_type: str
    place: str
    tabular: bool = False
    binary: bool = False

    def write(
        self, selection: "Selection", tally: "Tally", *, table: "Table[Any] | None" = None
    ) -> Iterator[bytes]:
        """Yield the file, a stretch at a time; `tally` is complete at its end.

        Args:
            selection: which facts.
            tally: counts what is written and what is left out.
            table: which table, for a tabular format; the events if None.

        Raises:
            MissingExtraError: if a package is missing.
        """
        module, _, function = self.place.partition(":")
        writer: Any = getattr(import_module(f"dragoman.surfaces.export.{module}"), function)
        chunks: Iterator[bytes]
        if not self.tabular:
            chunks = writer(selection, tally)
            return chunks
        from dragoman.surfaces.export.tables import EVENTS

        chunks = writer(table or EVENTS, selection, tally)
        return chunks


FORMATS: Mapping[str, Format] = {
    format.name: format
    for format in (
        Format(
            name="csv",
            suffix=".csv",
            media_type="text/csv; charset=utf-8; header=present",
            place="csv_table:write_csv",
            tabular=True,
        ),
        Format(
            name="jsonl",
            suffix=".jsonl",
            media_type="application/x-ndjson",
            place="jsonl_table:write_jsonl",
            tabular=True,
        ),
        Format(
            name="parquet",
            suffix=".parquet",
            media_type="application/vnd.apache.parquet",
            place="parquet_table:write_parquet",
            tabular=True,
            binary=True,
        ),
        Format(
            name="annotations",
            suffix=".jsonld",
            media_type='application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
            place="annotations:write_annotations",
        ),
        Format(
            name="readings",
            suffix=".jsonl",
            media_type="application/x-ndjson",
            place="readings_lines:write_readings",
        ),
        Format(
            name="plover",
            suffix=".tsv",
            media_type="text/tab-separated-values; charset=utf-8",
            place="plover:write_plover",
        ),
        Format(
            name="gdelt",
            suffix=".tsv",
            media_type="text/tab-separated-values; charset=utf-8",
            place="gdelt:write_gdelt",
        ),
        Format(
            name="gexf",
            suffix=".gexf",
            media_type="application/gexf+xml",
            place="network:write_gexf",
        ),
        Format(
            name="graphml",
            suffix=".graphml",
            media_type="application/graphml+xml",
            place="network:write_graphml",
        ),
        Format(
            name="geojson",
            suffix=".geojson",
            media_type="application/geo+json",
            place="geojson:write_geojson",
        ),
        Format(
            name="timeline",
            suffix=".json",
            media_type="application/json",
            place="timeline:write_timeline",
        ),
        Format(
            name="icalendar",
            suffix=".ics",
            media_type="text/calendar; charset=utf-8",
            place="icalendar:write_icalendar",
        ),
        Format(
            name="atom",
            suffix=".atom",
            media_type="application/atom+xml",
            place="atom:write_atom",
        ),
        Format(
            name="turtle",
            suffix=".ttl",
            media_type="text/turtle; charset=utf-8",
            place="rdf:write_turtle",
        ),
        Format(
            name="jsonld",
            suffix=".jsonld",
            media_type="application/ld+json",
            place="rdf:write_jsonld",
        ),
        Format(
            name="claimreview",
            suffix=".jsonld",
            media_type="application/ld+json",
            place="claim_review:write_claim_review",
        ),
        Format(
            name="docbin",
            suffix=".spacy",
            media_type="application/octet-stream",
            place="spacy_docs:write_docbin",
            binary=True,
        ),
        Format(
            name="ftm",
            suffix=".ftm.json",
            media_type="application/x-ndjson",
            place="follow_the_money:write_follow_the_money",
        ),
    )
}
"""Every form by its name, in the order of the help."""
