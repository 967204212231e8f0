"""Those who act: as one article names them."""

from dataclasses import dataclass
from typing import Literal

from dragoman.types.span import Sourced, Span

ActorKind = Literal[
    "person", "state", "military", "igo", "armed_group", "party", "company",
    "ngo", "media", "court", "group", "other",
]  # fmt: skip
MentionForm = Literal["name", "description", "metonym", "pronoun", "collective"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a text speaks of an actor.

    Attributes:
        span: the words, without a leading preposition.
        head: the word that heads them, where grammar attaches.
        form: a proper "name", a "description" ("l'armée malienne", "le chef de
            l'État"), a "metonym" (a capital for its government), a "pronoun", or
            "collective" ("les deux pays": every member has a mention there).
        rule: id of what linked this mention to its actor.
        confidence: probability in 0..1 that the link is right.
    """

    span: Span
    head: Span
    form: MentionForm
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor of one article: all mentions of one somebody.

    Attributes:
        id: "a1", "a2", ... in order of first mention.
        name: the fullest proper name or description, as the article writes it.
        kind: what sort of actor.
        country: ISO 3166-1 alpha-3 of the state it is, belongs to or acts for
            ("SUN" for the Soviet Union and such for other former states); None
            for international bodies and where the text does not say.
        sector: PLOVER sector ("GOV", "MIL", ...); None for a state as such.
        role: office or description, as the article words it; None if none.
        entity: id in the knowledge base ("MLI", "NATO", "Q1234"); None if unknown.
        mentions: in text order, pronouns and collectives included; never empty.
    """

    id: str
    name: Sourced[str]
    kind: Sourced[ActorKind]
    country: Sourced[str] | None = None
    sector: Sourced[str] | None = None
    role: Sourced[str] | None = None
    entity: Sourced[str] | None = None
    mentions: tuple[Mention, ...]
