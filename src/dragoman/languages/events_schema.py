"""Schema of the folder ``events/``: the words that tell of events, and who fills their roles."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.languages.triggers import expand, parse_trigger
from dragoman.ontology.model import load_ontology
from dragoman.types.actor import ActorKind
from dragoman.types.event import Status

Kind = ActorKind | Literal["official"]
"""A kind of actor; "official" is a person who holds an office or acts for a body."""
Role = Literal["actor", "recipient"]


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Finds(_Checked):
    """A sentence that a pattern must find.

    Attributes:
        text: the sentence, our own.
        actors, recipients: words of the text that hold the head of each filler.
        status: the status it must get; None does not ask.
    """

    text: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: Status | None = None


class Ignores(_Checked):
    """A sentence in which a pattern must find nothing, and why."""

    text: str
    why: str


class RoleMap(_Checked):
    """Where the fillers of each role stand, nearest guess first.

    A function is "subj", "obj", "adj" (a demonym: "la visite russe"), "poss" ("sa
    visite"), "clause" (the subject of the complement clause or infinitive), "teller"
    (who is quoted as saying it), or a preposition ("à", "contre", "auprès de"), with a
    verb and a noun alike.

    Attributes:
        actor, recipient: functions in order; the first that has fillers gives them.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


class Frame(_Checked):
    """How a family of predicates takes its participants.

    Attributes:
        verb: for verbs in the active voice; the passive is derived.
        noun: for nouns.
        mutual: every function of `actor` gives fillers, not the first alone.
        about: one line for the lexicographer.
    """

    verb: RoleMap
    noun: RoleMap = RoleMap()
    mutual: bool = False
    about: str = ""


class Pattern(_Checked):
    """One meaning, with every word that expresses it.

    Attributes:
        id: unique name, such as "accuse.charge".
        type, mode, act: codes of the ontology; None if none applies.
        verbs: verb triggers in the notation of the README ("accuser", "se retirer de",
            "signer|parapher <accord>", "mettre fin à").
        adjectives: adjectives that say it of their noun ("prêt à", "inacceptable").
        nouns: noun triggers ("visite", "coup d'État", "retrait de <troupes>").
        frame: name of a frame; `roles` and `noun_roles` replace its maps.
        requires: function to lemmas or "<set>": a complement must be one of them;
            "any" looks at the whole clause, "child" at all that hangs on the trigger,
            "form" asks for a tense or mood in the clause ("Fut", "Cnd").
        excludes: function to lemmas or "<set>": a complement must be none of them.
        kinds: role to the kinds of actor that may fill it; absent: any.
        needs: roles that must be filled for an event; "any" asks for one of the two.
            None: as the type asks.
        voice: "active" or "passive" where the words mean this in one voice only.
        by_state: where no agent is told, the state of the place or of the one acted
            upon evidently acts ("il a été arrêté").
        happening: only told happenings count: past or future, or with a date; a plain
            present ("ils soutiennent") or an infinitive is a stance.
        implicit: the word may tell of an event whose sides only the article names
            ("l'invasion").
        strikes_land: an act of force against the state whose land it happens in.
        open_roles: roles that the article fills where the sentence does not.
        hint: the words are too common for rules to take them for an event; they are only
            proposed to a trained judge.
        guess: it has no words: the reader of context says where something of its type is
            told that no words of the lexicon tell, and a trained judge is asked.
        status: what the words mean unless the clause says otherwise.
        contexts: PLOVER contexts it always has.
        finds, ignores: its tests and its documentation.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_.-]*$")
    type: str
    mode: str | None = None
    act: str | None = None
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    frame: str
    roles: RoleMap | None = None
    noun_roles: RoleMap | None = None
    requires: dict[str, tuple[str, ...]] = {}
    excludes: dict[str, tuple[str, ...]] = {}
    kinds: dict[Role, tuple[Kind, ...]] = {}
    needs: tuple[Literal["actor", "recipient", "any", "both"], ...] | None = None
    voice: Literal["active", "passive"] | None = None
    by_state: bool = False
    happening: bool = False
    implicit: bool = False
    strikes_land: bool = False
    open_roles: tuple[Role, ...] = ("recipient",)
    hint: bool = False
    guess: bool = False
    status: Status = "actual"
    contexts: tuple[str, ...] = ()
    finds: tuple[Finds, ...] = ()
    ignores: tuple[Ignores, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> "Pattern":
        ontology = load_ontology()
        words = self.verbs or self.adjectives or self.nouns
        if self.guess and (words or self.finds or self.ignores):
            raise ValueError(f"pattern {self.id!r} is a guess: it has no words and no sentences")
        if not self.guess and not words:
            raise ValueError(f"pattern {self.id!r} has no trigger; give verbs, adjectives or nouns")
        if not self.guess and not (self.finds and self.ignores):
            raise ValueError(f"pattern {self.id!r} needs sentences that it finds and ignores")
        if not ontology.allows(self.type, self.mode, self.act):
            raise ValueError(
                f"pattern {self.id!r}: the ontology has no {self.type} / {self.mode} / {self.act}"
            )
        unknown = set(self.contexts) - ontology.contexts
        if unknown:
            raise ValueError(f"pattern {self.id!r}: unknown contexts {sorted(unknown)}")
        return self


class Light(_Checked):
    """Verbs that only carry a noun trigger: "effectuer une visite".

    Attributes:
        verbs: lemmas, or with a preposition ("procéder à", "faire l'objet de").
        subject: role of the carrier's subject in the noun's event.
        status: what they say of the event; None changes nothing.
        indirect: role of the carrier's "à" complement; None if it has none.
    """

    verbs: tuple[str, ...]
    subject: Role | None
    status: Status | None = None
    indirect: Role | None = None


class Cue(_Checked):
    """Words above or beside a trigger that change its status.

    Attributes:
        words: verb or noun lemmas that govern the trigger ("vouloir", "projet"), in
            trigger notation.
        status: what they make of the event.
        drops: no event at all is told ("rêver de").
    """

    words: tuple[str, ...]
    status: Status | None = None
    drops: bool = False


class Grammar(_Checked):
    """The small words of the language that the engine must know.

    Attributes:
        determiners: skipped in triggers.
        partitives: prepositions that may be an article of an object ("des").
        pairs: phrases that stand for both parties of the article ("les deux pays").
        prepositions: form to the form that slots and roles are written in ("au": "à").
        compounds: prepositions of several words, in the same form ("auprès de").
        reflexives: reflexive pronouns, elided ones with their apostrophe.
        possessives: determiners that stand for a participant ("sa visite").
        indirect: clitics that stand for "à" and a noun ("lui", "leur").
        adverbials: clitics that belong to a verb and are skipped in triggers ("s'en
            prendre à").
        negations: particles that deny a verb ("ne", "n'").
        negators: determiners and adverbs that deny a noun ("aucun").
        nots: what beside such a particle says that something was not done ("pas", "aucun").
        scopes: words behind those that take the denial to themselves ("pas seulement").
        restrictive: words that undo a negation ("ne ... que").
        conditions: words that open a condition ("si").
        according: prepositions of hearsay ("selon").
        habits: words of habit in a clause ("souvent", "chaque").
        relatives: relative pronouns.
        expletives: subjects that name nobody ("ce").
        unaccusatives: verbs whose "être" is no passive ("arriver").
        first_persons, third_persons: personal pronouns, lower case.
        since: prepositions of what still lasts ("depuis").
        until: prepositions of what lasts up to a date ("jusqu'").
        ands: what joins two parties.
        of: preposition of belonging, as slots and roles write it ("de").
        be: lemma of the auxiliary of the passive.
        have: lemma of the auxiliary of the active.
        go: lemma of the auxiliary of the near future.
        place_prepositions: those that open a place.
        participle_endings: infinitive ending to participle ending, longest first.
        participle_shapes: what every past participle ends in; empty: not checked.
        implicatives: governors that in the past tense mean that it happened ("a permis
            à X de partir").
    """

    determiners: tuple[str, ...]
    partitives: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    prepositions: dict[str, str]
    compounds: tuple[str, ...]
    reflexives: tuple[str, ...]
    possessives: tuple[str, ...]
    indirect: tuple[str, ...]
    adverbials: tuple[str, ...] = ()
    negations: tuple[str, ...]
    negators: tuple[str, ...]
    nots: tuple[str, ...]
    scopes: tuple[str, ...] = ()
    restrictive: tuple[str, ...]
    conditions: tuple[str, ...]
    according: tuple[str, ...]
    habits: tuple[str, ...]
    relatives: tuple[str, ...]
    expletives: tuple[str, ...]
    unaccusatives: tuple[str, ...]
    first_persons: tuple[str, ...]
    third_persons: tuple[str, ...]
    since: tuple[str, ...]
    until: tuple[str, ...] = ()
    ands: tuple[str, ...]
    of: str
    be: str
    have: str
    go: str
    place_prepositions: tuple[str, ...]
    participle_endings: dict[str, str]
    participle_shapes: tuple[str, ...] = ()
    implicatives: tuple[str, ...] = ()


class EventLexicon(_Checked):
    """All that a language pack knows of events.

    Attributes:
        patterns: the predicates.
        sets: named sets of noun lemmas, used as "<name>".
        frames: named role frames.
        lights: carriers of nouns.
        cues: governors that change the status.
        grammar: the small words.
        spoken: types that are acts of speech.
        holding: types whose content is no event of its own.
        private_sectors: sectors of persons who hold no office.
        links: openings of link titles inside a text, lower case.
        purposes: prepositions of purpose before an infinitive ("pour").
        place_nouns: nouns of places ("capitale").
        aspects: verbs that leave the event and its status alone ("commencer à").
        stand_ins: nouns whose "de" complement is the one who acts ("président",
            "membre", "milliers"), used where no actor is read at the noun itself.
        context_words: PLOVER context to lemmas near a trigger that show it.
        mode_words: type to mode to lemmas around a trigger that show the mode.
        mode_defaults: type to the mode of acts that no word tells apart.
        forms: verb lemma to finite forms that the lemmatiser misses.
        participles: verb lemma to its masculine singular past participle, where
            irregular.
    """

    patterns: tuple[Pattern, ...]
    sets: dict[str, tuple[str, ...]]
    frames: dict[str, Frame]
    lights: tuple[Light, ...] = ()
    cues: tuple[Cue, ...] = ()
    grammar: Grammar
    spoken: frozenset[str]
    holding: frozenset[str]
    private_sectors: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    purposes: frozenset[str] = frozenset()
    place_nouns: frozenset[str] = frozenset()
    aspects: tuple[str, ...] = ()
    stand_ins: tuple[str, ...] = ()
    context_words: dict[str, tuple[str, ...]] = {}
    mode_words: dict[str, dict[str, frozenset[str]]] = {}
    mode_defaults: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    participles: dict[str, str] = {}

    @property
    def cue_words(self) -> frozenset[str]:
        """Every lemma that governs a status."""
        return frozenset(word for cue in self.cues for word in cue.words)

    @model_validator(mode="after")
    def _consistent(self) -> "EventLexicon":
        seen: set[str] = set()
        ontology = load_ontology()
        told = [(type, mode) for type, words in self.mode_words.items() for mode in words]
        for type, mode in (*told, *self.mode_defaults.items()):
            if not ontology.allows(type, mode):
                raise ValueError(f"the ontology has no {type} / {mode}")
        for pattern in self.patterns:
            if pattern.id in seen:
                raise ValueError(f"pattern id {pattern.id!r} stands twice; rename one")
            seen.add(pattern.id)
            if pattern.frame not in self.frames:
                raise ValueError(
                    f"pattern {pattern.id!r} uses the unknown frame {pattern.frame!r}. "
                    f"Use one of {', '.join(sorted(self.frames))}"
                )
            for word in (*pattern.verbs, *pattern.adjectives, *pattern.nouns):
                parse_trigger(word, self.sets, self.grammar)
            for words in (*pattern.requires.values(), *pattern.excludes.values()):
                expand(words, self.sets)
        return self
