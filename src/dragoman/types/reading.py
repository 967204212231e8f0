"""All that was understood of one article, and nothing else."""

from dataclasses import dataclass

from dragoman.types.actor import Actor
from dragoman.types.event import Agreement, Claim, Event
from dragoman.types.quotation import Quotation
from dragoman.types.span import Span
from dragoman.types.time import TimeExpression

SCHEMA_VERSION = 1
"""Version of the serialised form. Raise it when a field changes its meaning or leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What made a reading: the same four make the same reading again.

    Attributes:
        dragoman: version of this package.
        pack: language pack and digest of its data, such as "fr:3f2a91c0".
        knowledge: digest of the knowledge base.
        model: the parsing model and its version, such as "fr_core_news_md 3.8.0".
    """

    dragoman: str
    pack: str
    knowledge: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was understood of one document. Pure, deterministic, serialisable.

    Attributes:
        document: hex SHA-256 of the text it was read from.
        published: EDTF publication date it was read with; None if unknown.
        provenance: what made it.
        schema: version of this form.
        sentences: the sentences of the text, in order.
        times, actors, quotations, events, agreements, claims: in text order.
    """

    document: str
    published: str | None
    provenance: Provenance
    schema: int = SCHEMA_VERSION
    sentences: tuple[Span, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    claims: tuple[Claim, ...] = ()
