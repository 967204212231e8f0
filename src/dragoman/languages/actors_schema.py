"""Schema of the ``actors`` section: the words by which a language speaks of actors."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.types.actor import ActorKind
from dragoman.types.entity import OfficeKind

Need = Literal["country", "name", "definite"]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PersonNoun(_Strict):
    """A noun that describes one person and, in the plural, a group.

    Attributes:
        id: class of the noun; descriptions of one class can mean one person.
        forms: singular forms, lower case, both genders; several words are fine.
        plurals: irregular plurals; regular ones (an -s on each first word) are made.
        deeds: what many of them do, where the word stands for them ("les manifestations").
        sector: PLOVER sector; None for unknown.
        many: kind of the plural.
        office: office it names where a state stands beside it; None if none.
        us_office: the office it names in the United States, where that differs.
        portfolio: a portfolio follows ("ministre de la Défense").
        speaks_for: takes sector and country from the body that follows it.
        weak: says too little to be the same person again ("un homme").
        country: ISO 3166-1 alpha-3 that the noun itself tells ("pape"); None if none.
        topic: a country after "de" is what the person knows of, not where from.
        bearer: tells what somebody is, so that "le rappeur" means a person just named.
        scattered: many of them are of no one state unless the text says so ("experts").
        alike: all who are called so in one article are one group.
        heads: with a body behind it, it means whoever leads that body.
        kin: it tells whose relative or friend somebody is; each class is one relation.
    """

    id: str
    forms: tuple[str, ...]
    plurals: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()
    sector: str | None
    many: ActorKind = "group"
    office: OfficeKind | None = None
    us_office: OfficeKind | None = None
    portfolio: bool = False
    speaks_for: bool = False
    weak: bool = False
    country: str | None = None
    topic: bool = False
    bearer: bool = False
    heads: bool = False
    kin: bool = False
    alike: bool = False
    scattered: bool = False


class BodyNoun(_Strict):
    """A noun that describes a body of people.

    Attributes:
        id: class of the noun.
        forms, plurals: as for persons; regular plurals are not made.
        kind: kind of actor (``is`` in YAML).
        sector: PLOVER sector; None for a state as such.
        needs: what must stand in the phrase: a country, a proper name, or a definite
            determiner; None if the noun stands alone.
        bare: forms of `forms` that may stand without a country; all if empty.
        anaphor: with a definite determiner it means an actor already named.
        many, many_sector: kind and sector of the plural, if other.
        portfolio: a portfolio follows ("ministère de la Défense").
        anywhere: it is of no one state unless the text says so.
    """

    id: str
    forms: tuple[str, ...]
    plurals: tuple[str, ...] = ()
    kind: ActorKind = Field(alias="is")
    sector: str | None = None
    needs: Need | None = None
    bare: tuple[str, ...] = ()
    anaphor: bool = False
    many: ActorKind | None = None
    many_sector: str | None = None
    portfolio: bool = False
    anywhere: bool = False


class GroupNoun(_Strict):
    """A noun that describes many people at once.

    Attributes:
        id: class of the noun.
        forms: all its forms.
        kind, sector: of the group.
        weak: says too little to be the same people again.
        needs: as for bodies.
        anywhere: they belong to no one state.
    """

    id: str
    forms: tuple[str, ...]
    kind: ActorKind
    sector: str | None
    weak: bool = False
    needs: Need | None = None
    anywhere: bool = False


class Honorific(_Strict):
    """A form of address before a name, and the gender it tells (None for any)."""

    forms: tuple[str, ...]
    gender: Literal["Masc", "Fem"] | None = None


class OrganisationWords(_Strict):
    """First words of the proper names of bodies, with the kind they give."""

    forms: tuple[str, ...]
    kind: ActorKind
    sector: str | None = None


class Determiners(_Strict):
    """Determiners by what they do.

    Attributes:
        definite, indefinite, demonstrative, possessive: as grammar has them.
        amounts: nouns of number before "de" ("des centaines de").
        bounds: words before "de" and a number ("plus de 50").
        numerals: numbers in words that look like nouns ("deux cents").
        plural: those that tell of many.
    """

    definite: frozenset[str]
    indefinite: frozenset[str]
    demonstrative: frozenset[str]
    possessive: frozenset[str]
    amounts: frozenset[str]
    bounds: frozenset[str]
    numerals: frozenset[str]
    plural: frozenset[str]


class SmallWords(_Strict):
    """Words that hold a phrase together, lower case.

    Attributes:
        of: prepositions of possession.
        articles: definite articles.
        both: conjunctions that join equals.
        at: prepositions of place that also lead to where somebody works.
        inside: what may stand inside the name of a body.
        contracted: prepositions that hold an article.
        follow: what may follow a description that stands beside a name.
        to: prepositions that lead to a recipient.
        about: prepositions that lead to the field somebody works in.
        joining: what may join common nouns inside the name of a body.
        foreign: what may stand inside the foreign name of a body.
        elisions: words that lose their vowel before an apostrophe, without it.
    """

    of: frozenset[str]
    articles: frozenset[str]
    both: frozenset[str]
    at: frozenset[str]
    inside: frozenset[str]
    contracted: frozenset[str]
    follow: frozenset[str]
    to: frozenset[str]
    about: frozenset[str]
    joining: frozenset[str]
    foreign: frozenset[str]
    elisions: tuple[str, ...]


class Epithets(_Strict):
    """Words around what is said of somebody, lower case.

    Attributes:
        age: what stands behind a number of years ("X, 73 ans, ...").
        verbs: lemmas of verbs whose attribute says what their subject is.
        negations: words that say the contrary.
    """

    age: frozenset[str]
    verbs: frozenset[str]
    negations: frozenset[str]


class Portfolio(_Strict):
    """What a minister is in charge of, and the office that makes."""

    id: str
    office: OfficeKind
    forms: tuple[str, ...]


class Pronoun(_Strict):
    """A pronoun that stands for an actor already named.

    Attributes:
        forms: as written, lower case; may be several words.
        number, gender: agreement; None for any.
        subject: it is looked for among subjects first.
        nearest: it means the nearest fitting actor, not the subject.
        person: it means a person.
    """

    forms: tuple[str, ...]
    number: Literal["Sing", "Plur"]
    gender: Literal["Masc", "Fem"] | None = None
    subject: bool = False
    nearest: bool = False
    person: bool = False


class Collective(_Strict):
    """A phrase that stands for several actors already named ("les deux pays").

    Attributes:
        forms: the phrases, lower case.
        members: what they are; "side" takes states, armies and armed groups.
        count: how many.
    """

    forms: tuple[str, ...]
    members: Literal["state", "person", "military", "side"]
    count: int


class Metonyms(_Strict):
    """How a capital is told from its government.

    Attributes:
        actor_relations: UD relations that make it the government.
        actor_prepositions, place_prepositions: prepositions that decide.
        place_nouns: nouns before "de" that keep it a place.
        place_verbs: verbs whose subject may be the place.
        to_verbs: verbs whose "à" leads to a recipient.
        seats: capitals that stand for the body that has its seat there rather than for their
            state, to a name of that body.
    """

    actor_relations: frozenset[str]
    actor_prepositions: frozenset[str]
    place_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    place_verbs: frozenset[str]
    to_verbs: frozenset[str]
    seats: dict[str, str]


class ExpectedActor(_Strict):
    """An actor that a worked example must find.

    A field that is left out is unchecked; a country of null must not be told.
    """

    mentions: tuple[str, ...]
    kind: ActorKind | None = None
    country: str | None = None
    sector: str | None = None


class Example(_Strict):
    """A sentence with the actors it must and must not give."""

    text: str
    published: str | None = None
    actors: tuple[ExpectedActor, ...] = ()
    absent: tuple[str, ...] = ()
    why: str | None = None


class ActorGrammar(_Strict):
    """All the words and examples of the actors reader.

    Attributes:
        others: words that stand for one more of those before ("dit un autre").
        set_phrases: lower case; a noun that ends one of them describes nobody ("à l'étranger").
        vouched: forms that stand for a body only where the text has another noun of its sector.
        called: numbers that name a body behind an article, lower case ("les Vingt-Sept").
        sites: what bears a name behind an article, which is of no person there ("le pont Gali").
    """

    persons: tuple[PersonNoun, ...]
    bodies: tuple[BodyNoun, ...]
    groups: tuple[GroupNoun, ...]
    honorifics: tuple[Honorific, ...]
    particles: frozenset[str]
    stop_words: frozenset[str]
    acronym_stops: frozenset[str]
    organisation_words: tuple[OrganisationWords, ...]
    not_actors: frozenset[str]
    set_phrases: tuple[str, ...]
    vouched: frozenset[str]
    called: frozenset[str]
    sites: frozenset[str]
    first_names: dict[Literal["Masc", "Fem"], frozenset[str]]
    determiners: Determiners
    modifiers: frozenset[str]
    former: frozenset[str]
    agent_endings: tuple[str, ...]
    one: frozenset[str]
    others: frozenset[str]
    small_words: SmallWords
    epithets: Epithets
    portfolios: tuple[Portfolio, ...]
    anywhere: frozenset[str]
    breaks: frozenset[str]
    regions: tuple[str, ...]
    compounds: dict[str, str]
    pronouns: tuple[Pronoun, ...]
    impersonal: frozenset[str]
    relatives: frozenset[str]
    collectives: tuple[Collective, ...]
    metonyms: Metonyms
    examples: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _no_word_twice(self) -> "ActorGrammar":
        seen: dict[str, str] = {}
        nouns: tuple[PersonNoun | BodyNoun | GroupNoun, ...]
        nouns = (*self.persons, *self.bodies, *self.groups)
        for noun in nouns:
            for form in noun.forms:
                if form in seen:
                    raise ValueError(f"{form!r} stands in both {seen[form]!r} and {noun.id!r}")
                seen[form] = noun.id
        return self
