"""Columns that several tables share, and the values in them."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from dragoman.ontology import MILESTONE
from dragoman.ontology.model import load_ontology
from dragoman.record.streaming import Told
from dragoman.record.views import (
    AnyFact,
    DocumentInfo,
    RecordedActor,
    RecordedAgreement,
    RecordedClaim,
    RecordedEvent,
    RecordedQuotation,
)
from dragoman.surfaces.export.columns import Column
from dragoman.types.reading import Provenance
from dragoman.types.span import Sourced, Span

AnyTold = TypeVar("AnyTold", bound=Told[Any])
_Event = Told[RecordedEvent]
_Quotation = Told[RecordedQuotation]
_Agreement = Told[RecordedAgreement]
_Claim = Told[RecordedClaim]


def value(sourced: Sourced[Any] | None) -> Any:
    """Return the value alone; None if there is none."""
    return sourced.value if sourced is not None else None


def words(told: Told[AnyFact], sourced: Sourced[Any] | None) -> str | None:
    """Return the words a value was read from; None if there is none."""
    return sourced.spans[0].of(told.text) if sourced is not None else None


def quad(type: str) -> str | None:
    """Return PLOVER's quadrant of an event type; None for milestones."""
    return None if type == MILESTONE else load_ontology().type(type).quad


def score(type: str) -> float | None:
    """Return PLOVER's score of an event type; None for milestones."""
    return None if type == MILESTONE else load_ontology().type(type).score


def actors_columns(
    role: str, plural: str, whose: Callable[[Any], Iterable[RecordedActor]], about: str
) -> tuple[Column[Any], ...]:
    """Return the three columns of those who have one role in a fact: they run in step."""

    def named(take: Callable[[RecordedActor], str | None]) -> Callable[[Any], Any]:
        return lambda told: tuple(take(actor) for actor in whose(told.fact))

    return (
        Column(plural, "texts", f"{about}, as the article names them", named(lambda a: a.name)),
        Column(
            f"{role}_entities",
            "texts",
            f"entity of each of the `{plural}`: a country code, an organisation, a Wikidata id, or"
            " a key of the record",
            named(lambda a: a.entity),
        ),
        Column(
            f"{role}_countries",
            "texts",
            f"country of each of the `{plural}`: ISO 3166-1 alpha-3, or a former state's code",
            named(lambda a: a.country),
        ),
    )


def dates_columns(which: str) -> tuple[Column[Any], ...]:
    """Return the columns of the days between which the date called `which` lies."""
    return (
        Column("earliest", "day", f"first day that {which} can mean", lambda t: t.fact.earliest),
        Column("latest", "day", f"last day that {which} can mean", lambda t: t.fact.latest),
    )


def place_columns(prefix: str, span: Callable[[Any], Span], of: str) -> tuple[Column[Any], ...]:
    """Return the columns of one stretch of text: its words and its offsets."""
    return (
        Column(prefix, "text", of, lambda t: span(t).of(t.text), required=True),
        Column(
            f"{prefix}_start",
            "whole",
            f"offset of the {prefix} in the text, in Unicode code points",
            lambda t: span(t).start,
            required=True,
        ),
        Column(
            f"{prefix}_end",
            "whole",
            f"offset after the {prefix}'s last character",
            lambda t: span(t).end,
            required=True,
        ),
    )


def document_columns(take: Callable[[Any], tuple[DocumentInfo, Provenance]]) -> tuple[Any, ...]:
    """Return the columns of an article and of what read it."""

    def of(name: str) -> Callable[[Any], Any]:
        return lambda source: getattr(take(source)[0], name)

    def made(name: str) -> Callable[[Any], Any]:
        return lambda source: getattr(take(source)[1], name)

    return (
        Column("sha256", "text", "SHA-256 of the article's text", of("sha256"), required=True),
        Column("document", "text", "what its source calls the article", of("name"), required=True),
        Column("version", "whole", "version at its address, from 1", of("version"), required=True),
        Column("title", "text", "headline", of("title")),
        Column("publisher", "text", "publisher", of("publisher")),
        Column("url", "text", "address of the article", of("url")),
        Column("published", "text", "date of publication, EDTF", of("published")),
        Column("language", "text", "ISO 639-1 code", of("language"), required=True),
        Column("dragoman", "text", "version of dragoman that read it", made("dragoman")),
        Column("pack", "text", "language pack and digest of its data", made("pack")),
        Column("knowledge", "text", "digest of the knowledge base", made("knowledge")),
        Column("model", "text", "parsing model and its version", made("model")),
    )


TOLD_BY = document_columns(lambda told: (told.fact.document, told.provenance))
FACT: tuple[Column[Any], ...] = (
    Column("fact", "text", "id of the fact, made from its text", lambda t: t.fact.fact, True),
)
