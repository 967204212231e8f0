"""What the knowledge base hands out, beside the types of the spine."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.actor import ActorKind

NameKind = Literal["name", "acronym", "demonym", "capital", "metonym", "city"]
PlaceKind = Literal["city", "region", "continent", "sea"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntry:
    """One form, in the exact case and spelling a text may hold, and whom it names.

    Attributes:
        form: the characters to look for.
        kind: what sort of name. A "city" names only a place, a "capital" a place or
            its government, a "demonym" an adjective or people of the state.
        entity: id in the knowledge base: of the state for demonyms, capitals,
            metonyms and cities.
        entity_kind: kind of actor the form stands for; "military" for metonyms of
            armed forces.
        country: ISO 3166-1 alpha-3 (or withdrawn code); None if international.
        since, until: EDTF dates between which the form was in use or its entity
            existed; None if open.
        caution: whether the form is also a common word, a first name or a family
            name ("Dominique", "Tours"), so that context must confirm it.
    """

    form: str
    kind: NameKind
    entity: str
    entity_kind: ActorKind
    country: str | None
    since: str | None = None
    until: str | None = None
    caution: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that is no actor.

    Attributes:
        name: usual French name.
        kind: what sort of place.
        country: ISO 3166-1 alpha-3 of the state it lies in; None if in several.
    """

    name: str
    kind: PlaceKind
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One entity that a query may mean.

    Attributes:
        entity: id in the knowledge base, or a Wikidata id, or "name:..." of a
            person that has none.
        entity_kind: kind of actor.
        name: its usual name in French, or in Latin letters for persons.
        country: ISO 3166-1 alpha-3; None if international.
        matched: the form of the knowledge base that met the query.
        score: 1 for equal names, less for near ones.
    """

    entity: str
    entity_kind: ActorKind
    name: str
    country: str | None
    matched: str
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with an office or with known spellings.

    Attributes:
        id: Wikidata id; "name:<folded name>" if unknown.
        name: usual name in Latin letters, the French spelling where known.
        variants: other spellings.
        country: ISO 3166-1 alpha-3 of the state served last; None if unknown.
    """

    id: str
    name: str
    variants: tuple[str, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """How a state came from others.

    Attributes:
        continues: id of the state it legally continues; None if none.
        split_from: id of the state it left, or that dissolved; None if none.
        ruled_by: id of the power that ruled it before independence; None if none.
        merged_into: id of the state that absorbed it; None if none.
    """

    continues: str | None = None
    split_from: str | None = None
    ruled_by: str | None = None
    merged_into: str | None = None
