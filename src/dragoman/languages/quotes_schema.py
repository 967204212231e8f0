"""Schema of the section ``quotes``: how a language reports what somebody said."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Force = Literal[
    "say", "claim", "explain", "announce", "confirm", "deny", "refuse", "accuse", "criticise",
    "complain", "regret", "worry", "warn", "threaten", "promise", "ask", "urge", "propose",
    "praise", "thank", "apologise", "joke", "insist", "concede", "answer", "add", "conclude",
    "think", "predict", "reveal", "quote", "write",
]  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ReportingVerb(_Part):
    """One verb of saying.

    Attributes:
        lemma: the infinitive; a reflexive verb is written with its pronoun ("se plaindre").
        force: what kind of saying it is.
        clause: whether it reports a clause after "que".
        inserted: whether it may follow or cut the words it reports without any
            quotation marks ("..., précise le maire").
        impersonal: whether it reports only with "on" ("a-t-on appris de ...").
        also: forms that the endings of its group do not give.
        example: one sentence with its speaker in {}, its cue in <> and its words in [].
    """

    lemma: str
    force: Force
    clause: bool = True
    inserted: bool = True
    impersonal: bool = False
    also: tuple[str, ...] = ()
    example: str


class ReportingNoun(_Part):
    """One noun of saying ("l'annonce selon laquelle ...").

    Attributes:
        lemma: the noun, singular.
        force: what kind of saying it is.
        clause: whether it reports a clause after "selon lequel".
        that: whether it also reports one after "que".
        also: forms other than the lemma and lemma + s.
        example: one marked sentence, as for verbs.
    """

    lemma: str
    force: Force
    clause: bool = True
    that: bool = False
    also: tuple[str, ...] = ()
    example: str


class ReportingPhrase(_Part):
    """Words before a name that make it the source ("selon", "aux yeux de").

    Attributes:
        words: the words, lower case, in all their spellings.
        lemma: the usual spelling.
        force: what kind of saying it is.
        possessive: whether the words themselves hold who it is ("à ses yeux").
        strict: whether it counts only at a clause's start or between commas and
            before a person or a body, because it mostly means something else.
        example: one marked sentence, as for verbs.
    """

    lemma: str
    words: tuple[str, ...]
    force: Force
    strict: bool = False
    possessive: bool = False
    example: str


class Ending(_Part):
    """How one group of verbs is conjugated.

    Attributes:
        infinitive: ending of the infinitive that marks the group; the longest wins.
        finite: endings of third persons, in every tense.
        past: endings of the past participle.
        present: endings of the present participle.
    """

    infinitive: str
    finite: tuple[str, ...]
    past: tuple[str, ...]
    present: tuple[str, ...] = ()


class Pronoun(_Part):
    """A pronoun that can speak.

    Attributes:
        text: its form, lower case, without hyphen.
        gender: "Masc" or "Fem"; None for either.
        number: "Sing" or "Plur".
        generic: whether it names nobody in particular ("on", "certains").
    """

    text: str
    gender: Literal["Masc", "Fem"] | None = None
    number: Literal["Sing", "Plur"] = "Sing"
    generic: bool = False


class Medium(_Part):
    """A way in which words reach the public, and the words that name it."""

    id: str
    words: tuple[str, ...]


class QuoteRules(_Part):
    """What a language knows of reported speech.

    Attributes:
        endings: groups of verbs.
        verbs, nouns, phrases: the cues.
        pronouns: subjects that stand for a speaker.
        reflexives: pronouns before a reflexive verb.
        clitics: short words between a subject and its verb, articles alike included.
        have: auxiliaries of active compound tenses.
        be: auxiliaries of passive and reflexive ones.
        been: participles that make a passive of the former.
        that: words that open a reported clause.
        according_to: words after a noun that open what it reports ("selon lesquelles").
        negations: words that, beside a cue, mean it was not said.
        links: openings of link titles inside a text ("Lire aussi"), lower case.
        own: words before a source that make it the newspaper's own ("nos").
        things: nouns that are never speakers, lemmas.
        figures: nouns of things that speak only for an author who is named, lemmas.
        papers: things that speak for their author ("communiqué", "message").
        authors: prepositions from a paper to its author.
        generic: nouns of unnamed groups of speakers ("observateur"), lemmas.
        vague: determiners that leave one of those unnamed ("des").
        unnamed: determiners that leave any group unnamed ("certains").
        spokesmen: nouns of those who speak for a principal.
        addressing: prepositions before the one spoken to.
        days: words of time that may stand between a verb and its subject.
        stops: words that end a reported clause when a comma goes before them.
        stop_pairs: two words that end it likewise ("ce qui").
        the_fact: nouns between a cue and "que" that change nothing ("sur le fait que").
        openers: words at the head of a sentence that are not part of what is said.
        media: ways of saying.
        naming: words before marks that hold a name or a title ("intitulé").
        impersonal: verbs whose "il" stands for nobody, lemmas.
        by: words between such a word and who gives the name ("surnommé par").
        as_words: words that may open the clause of a cue behind marks ("comme le dit X").
        witnesses: nouns for the newspaper's own people, lemmas.
        seeing: cues by which such people report what they themselves saw.
        if_words: words that open a condition.
        so: words after one of those that make it open none ("si bien que").
        while_words: words before a present participle that part it from its noun ("en").
        people: nouns for a person ("femme", "étudiant"), lemmas.
        titles: courtesy titles, which are no role.
        gendered: those of them that tell a gender, "Masc" or "Fem".
        first_person: "i" and "we" to the words by which whoever speaks says so.
        speakers: feature to weight, in log odds, of the model that weighs who speaks.
        who: relative pronouns that are subjects.
        asides: set phrases between a verb and its subject ("a réagi de son côté X").
        slogans: words beside marks that hold what a crowd shouts or carries ("pancarte").
        of: prepositions from a noun of saying to who says it.
        not_that: words after which "que" opens no reported clause.
    """

    endings: tuple[Ending, ...]
    verbs: tuple[ReportingVerb, ...]
    nouns: tuple[ReportingNoun, ...]
    phrases: tuple[ReportingPhrase, ...]
    pronouns: tuple[Pronoun, ...]
    reflexives: frozenset[str]
    clitics: frozenset[str]
    have: frozenset[str]
    be: frozenset[str]
    been: frozenset[str]
    that: frozenset[str]
    according_to: tuple[str, ...]
    negations: frozenset[str]
    links: tuple[str, ...]
    own: frozenset[str]
    things: frozenset[str]
    figures: frozenset[str]
    papers: frozenset[str]
    authors: frozenset[str]
    generic: frozenset[str]
    vague: frozenset[str]
    unnamed: frozenset[str]
    spokesmen: frozenset[str]
    addressing: frozenset[str]
    days: frozenset[str]
    stops: frozenset[str]
    stop_pairs: frozenset[str]
    the_fact: frozenset[str]
    openers: frozenset[str]
    media: tuple[Medium, ...]
    naming: frozenset[str]
    impersonal: frozenset[str]
    by: frozenset[str]
    as_words: frozenset[str]
    witnesses: frozenset[str]
    seeing: frozenset[str]
    if_words: frozenset[str]
    so: frozenset[str]
    while_words: frozenset[str]
    people: frozenset[str]
    titles: frozenset[str]
    gendered: dict[str, Literal["Masc", "Fem"]]
    first_person: dict[Literal["i", "we"], tuple[str, ...]]
    speakers: dict[str, float]
    asides: tuple[str, ...]
    slogans: frozenset[str]
    who: frozenset[str]
    of: frozenset[str]
    not_that: frozenset[str]
