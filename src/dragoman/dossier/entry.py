"""The frozen values a dossier is made of."""

from dataclasses import dataclass, field

from dragoman.dossier.evidence import Evidence

DOSSIER_VERSION = 1
"""Version of the serialised dossier. Raise it when a field changes its meaning or leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two between which a dossier looks.

    Attributes:
        id: id of the state, organisation or other entity asked for ("RUS").
        kind: "state", or the kind of the entity.
        names: language code to its usual name.
        ids: every id that counts as this side, predecessors included.
        predecessors: those of `ids` that are its predecessors ("SUN"), oldest last.
        predecessor_names: for each of them, language code to its usual name.
    """

    id: str
    kind: str
    names: dict[str, str]
    ids: frozenset[str]
    predecessors: tuple[str, ...] = ()
    predecessor_names: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part in a fact.

    Attributes:
        entity: id of the entity it is judged to be.
        name: as its document writes it most fully.
        names: language code to usual name, if the knowledge base knows it.
        kind: actor kind ("person", "state", "military", ...).
        country: id of the state it is or acts for; None if none.
        country_names: language code to the name of that state.
        role: office or description in its document; None if none.
    """

    entity: str
    name: str
    names: dict[str, str]
    kind: str
    country: str | None
    country_names: dict[str, str]
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """An agreement of the pair.

    Attributes:
        fact: its id in the record.
        event: id of the event that signs, announces or ends it.
        title: how its article names it; None if it does not.
        stage: how far it has got.
        when: EDTF date of that stage; None if unknown.
        parties, signatories: who is bound, who signed.
        place, occasion: where, and on the margin of what; None if not told.
        subjects: PLOVER contexts it is about.
        status: whether the event behind it happened ("actual", "planned", ...).
        attributed_to: on whose word; None if the article tells it itself.
        evidence: what it was read from.
        accord: id of the accord of which this is a stage ("T-..."); None where nothing
            was resolved.
    """

    fact: str
    event: str
    title: str | None
    stage: str
    when: str | None
    parties: tuple[Party, ...]
    signatories: tuple[Party, ...]
    place: str | None
    occasion: str | None
    subjects: tuple[str, ...]
    status: str
    attributed_to: str | None
    evidence: Evidence
    accord: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What articles that tell of one happening disagree on.

    Attributes:
        field: "when", "quantities" or "who".
        shown: the value that is shown.
        others: the other values that are told.
        facts: ids of the events that tell those.
        why: "most" if more articles tell what is shown, "finest" if it is the most
            exact date, "surest" if it was read with most confidence.
    """

    field: str
    shown: str
    others: tuple[str, ...]
    facts: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a chronology: one happening, however many articles tell of it.

    Attributes:
        facts: ids of the events folded into it: first the one whose words are shown.
        type, mode, act, status: what happened and whether; codes of the ontology.
        when: EDTF date; None if unknown.
        actors, recipients: who takes part.
        place: as the text writes it; None if not told.
        quantities: what was delivered, verbatim.
        contexts: PLOVER contexts.
        trigger: the words that tell it.
        attributed_to: on whose word; None if an article tells it itself.
        agreements: agreements that this event signs, announces or ends.
        claims: ids of the claims of uniqueness made of it.
        sources: number of different articles that tell it.
        publishers: number of publishers that tell it independently: copies of one
            dispatch count once.
        differences: what those articles disagree on.
        happening: id of the happening ("H-..."); None where nothing was resolved.
        evidence: what it was read from, one for each fact.
        confidence: the highest of its facts, in 0..1.
    """

    facts: tuple[str, ...]
    type: str
    mode: str | None
    act: str | None
    status: str
    when: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str | None
    quantities: tuple[str, ...]
    contexts: tuple[str, ...]
    trigger: str
    attributed_to: str | None
    agreements: tuple[AgreementLine, ...]
    claims: tuple[str, ...]
    sources: int
    evidence: tuple[Evidence, ...]
    confidence: float
    publishers: int = 1
    differences: tuple[Difference, ...] = ()
    happening: str | None = None

    @property
    def is_visit(self) -> bool:
        """Whether it is a journey of somebody to somebody."""
        return self.mode == "visit" or (self.act or "").split(".")[0] == "visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim of uniqueness about the pair.

    Attributes:
        fact: its id in the record.
        kind: "first", "last", "only" or "unprecedented".
        words: the sentence that claims it.
        scope: the words that limit it; None if none.
        since: EDTF date that limits it; None if none.
        attributed_to: who claims it; None if the article itself does.
        about: the event it is claimed of; None if that was not read.
        evidence: what it was read from.
    """

    fact: str
    kind: str
    words: str
    scope: str | None
    since: str | None
    attributed_to: str | None
    about: Entry | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationLine:
    """Words of one side to or about the other.

    Attributes:
        fact: its id in the record.
        side: id of the side that speaks.
        kind: "direct" or "indirect".
        words: the words, as written.
        speaker: who speaks; None if unnamed.
        role: how the article presents the speaker; None if it only names them.
        force: what kind of saying ("say", "deny", ...); None if not known.
        when: EDTF date of the saying; None if unknown.
        evidence: what it was read from.
    """

    fact: str
    side: str
    kind: str
    words: str
    speaker: Party | None
    role: str | None
    force: str | None
    when: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What the record holds of two sides.

    Attributes:
        one, other: the sides, in the order asked for.
        documents: number of articles it draws on.
        chronology: dated entries in order of time.
        undated: entries whose date is not known.
        visits: those of both that are visits, in the same order.
        agreements, claims, quotations: in order of time, undated last.
        around: events of one side with third parties, and milestones of one side,
            told in articles that name both.
        version: version of this form.
    """

    one: Side
    other: Side
    documents: int
    chronology: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    visits: tuple[Entry, ...]
    agreements: tuple[AgreementLine, ...]
    claims: tuple[ClaimLine, ...]
    quotations: tuple[QuotationLine, ...]
    around: tuple[Entry, ...]
    version: int = DOSSIER_VERSION
