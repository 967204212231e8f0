"""Those who exist in the world, as the knowledge base and the record know them."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.actor import ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedName:
    """A name that held for a time, such as a capital.

    Attributes:
        name: the name in the main language of its table (French).
        since: first EDTF day or year it held; None if always or unknown.
        until: last EDTF day or year it held; None if it still does.
    """

    name: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state that exists or has existed since 1945.

    Attributes:
        id: ISO 3166-1 alpha-3, or its withdrawn code for former states ("SUN").
        names: language code to names, the usual one first, without article.
        demonyms: language code to demonym forms, lower case, all genders and numbers
            ("malien", "malienne", "maliens", "maliennes").
        capitals: its capitals by date, in French, plus other spellings.
        since, until: EDTF days of its birth and its end; None if before 1945 or alive.
        predecessors, successors: ids of states it continues or that continue it.
    """

    id: str
    names: dict[str, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]]
    capitals: tuple[DatedName, ...] = ()
    since: str | None = None
    until: str | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation: international, armed, a company, a medium, ...

    Attributes:
        id: its usual English acronym or short name in capitals ("NATO", "ECOWAS").
        kind: actor kind ("igo", "armed_group", "media", "ngo", "court", ...).
        names: language code to names and acronyms, the usual one first.
        country: ISO 3166-1 alpha-3 it belongs to; None if international.
        members: ids of member states, where they are simple to list.
        since, until: EDTF dates of its life.
    """

    id: str
    kind: ActorKind
    names: dict[str, tuple[str, ...]]
    country: str | None = None
    members: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None


OfficeKind = Literal[
    "head_of_state", "monarch", "head_of_government", "foreign_minister", "defence_minister",
    "interior_minister", "security_minister", "minister", "ambassador", "spokesperson",
    "chief_of_staff", "head_of_organisation", "speaker", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in one office for one term.

    Attributes:
        person: usual name in Latin letters.
        wikidata: Wikidata id of the person ("Q1234"); None if unknown.
        office: which office.
        title: the office as its source words it.
        country: ISO 3166-1 alpha-3 of the state served (or organisation id).
        since, until: EDTF dates of the term; None if unknown, and `until` if it lasts.
        source: key of the table's source ("wikidata", "reign", "user").
    """

    person: str
    wikidata: str | None
    office: OfficeKind
    title: str
    country: str
    since: str | None
    until: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of identity, made by a rule or a person, that can be undone.

    Attributes:
        subject: what is judged: a fact id of the record.
        verdict: what it is said to be: an entity or event id.
        by: the rule, model or person that decided.
        score: probability in 0..1 that it is right.
        decided_at: ISO 8601 moment, in UTC.
    """

    subject: str
    verdict: str
    by: str
    score: float
    decided_at: str
