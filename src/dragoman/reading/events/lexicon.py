"""The patterns of a language pack, indexed by the lemmas that open them."""

from dataclasses import dataclass
from functools import cache

from dragoman.languages.events_schema import Cue, EventLexicon, Light, Pattern, RoleMap
from dragoman.languages.pack import load_section
from dragoman.languages.triggers import Trigger, expand, parse_trigger

_WORDLESS = Trigger(source="", heads=frozenset(), reflexive=False, slots=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One trigger of one pattern, ready to be matched.

    Attributes:
        pattern: whose trigger it is.
        trigger: the trigger, taken apart.
        verbal: whether it is a verb or said of a noun like one.
        adjectival: whether it is an adjective.
        roles: where its participants stand.
        mutual: whether every party acts.
        requires, excludes: function to lemmas.
    """

    pattern: Pattern
    trigger: Trigger
    verbal: bool
    adjectival: bool
    roles: RoleMap
    mutual: bool
    requires: tuple[tuple[str, frozenset[str]], ...]
    excludes: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicates:
    """Everything the engine looks up, by lemma.

    Attributes:
        verbs, adjectives, nouns: lemma to the entries that it opens.
        participles: past participle, any gender and number, to its verb's lemma.
        forms: finite forms that the lemmatiser leaves alone, to their lemma.
        lights: lemma to each carrier it opens, with its trigger.
        cues: lemma to each governor it opens, with its trigger.
        contexts: lemma to the contexts that it shows.
        guesses: type to what stands for a verb, and for a noun, that no pattern knows.
        lexicon: the tables they were built from.
    """

    verbs: dict[str, tuple[Entry, ...]]
    adjectives: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    participles: dict[str, str]
    forms: dict[str, str]
    lights: dict[str, tuple[tuple[Light, Trigger], ...]]
    cues: dict[str, tuple[tuple[Cue, Trigger], ...]]
    contexts: dict[str, tuple[str, ...]]
    guesses: dict[str, tuple[Entry, Entry]]
    lexicon: EventLexicon


@cache
def load_predicates(language: str) -> Predicates:
    """Return the predicates of a language pack, built once per process.

    Raises:
        PackError: if the pack has no events or they are malformed.
    """
    lexicon = load_section(language, "events", EventLexicon)
    verbs: dict[str, list[Entry]] = {}
    adjectives: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for pattern in lexicon.patterns:
        for table, sources in (
            (verbs, pattern.verbs),
            (adjectives, pattern.adjectives),
            (nouns, pattern.nouns),
        ):
            for source in sources:
                entry = _entry(
                    lexicon,
                    pattern,
                    parse_trigger(source, lexicon.sets, lexicon.grammar),
                    verbal=table is not nouns,
                    adjectival=table is adjectives,
                )
                for head in entry.trigger.heads:
                    table.setdefault(head, []).append(entry)
    lights: dict[str, list[tuple[Light, Trigger]]] = {}
    for light in lexicon.lights:
        for source in light.verbs:
            trigger = parse_trigger(source, lexicon.sets, lexicon.grammar)
            for head in trigger.heads:
                lights.setdefault(head, []).append((light, trigger))
    cues: dict[str, list[tuple[Cue, Trigger]]] = {}
    for cue in lexicon.cues:
        for source in cue.words:
            trigger = parse_trigger(source, lexicon.sets, lexicon.grammar)
            for head in trigger.heads:
                cues.setdefault(head, []).append((cue, trigger))
    contexts: dict[str, dict[str, None]] = {}
    for context, words in lexicon.context_words.items():
        for word in words:
            contexts.setdefault(word, {})[context] = None
    return Predicates(
        verbs={lemma: tuple(entries) for lemma, entries in verbs.items()},
        adjectives={lemma: tuple(entries) for lemma, entries in adjectives.items()},
        nouns={lemma: tuple(entries) for lemma, entries in nouns.items()},
        participles=_participles((*verbs, *lights), lexicon),
        forms={form: lemma for lemma, forms in lexicon.forms.items() for form in forms},
        lights={lemma: tuple(found) for lemma, found in lights.items()},
        cues={lemma: tuple(found) for lemma, found in cues.items()},
        contexts={lemma: tuple(found) for lemma, found in contexts.items()},
        guesses={
            pattern.type: (
                _entry(lexicon, pattern, _WORDLESS, verbal=True, adjectival=False),
                _entry(lexicon, pattern, _WORDLESS, verbal=False, adjectival=False),
            )
            for pattern in lexicon.patterns
            if pattern.guess
        },
        lexicon=lexicon,
    )


def _entry(
    lexicon: EventLexicon, pattern: Pattern, trigger: Trigger, *, verbal: bool, adjectival: bool
) -> Entry:
    frame = lexicon.frames[pattern.frame]
    own = pattern.roles if verbal else pattern.noun_roles
    return Entry(
        pattern=pattern,
        trigger=trigger,
        verbal=verbal,
        adjectival=adjectival,
        roles=own or (frame.verb if verbal else frame.noun),
        mutual=frame.mutual,
        requires=_functions(pattern.requires, lexicon),
        excludes=_functions(pattern.excludes, lexicon),
    )


def _functions(
    words: dict[str, tuple[str, ...]], lexicon: EventLexicon
) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((function, expand(some, lexicon.sets)) for function, some in words.items())


def _participles(lemmas: tuple[str, ...], lexicon: EventLexicon) -> dict[str, str]:
    """Return every form of the past participles of `lemmas`, each with its lemma."""
    forms: dict[str, str] = {}
    for lemma in lemmas:
        base = lexicon.participles.get(lemma)
        if base is None:
            for ending, participle in lexicon.grammar.participle_endings.items():
                if lemma.endswith(ending):
                    base = lemma[: -len(ending)] + participle
                    break
        if base is None:
            continue
        feminine = base[:-1] + "te" if base.endswith("ous") else base + "e"
        plural = base if base.endswith("s") else base + "s"
        for form in (base, plural, feminine, feminine + "s"):
            forms.setdefault(form, lemma)
    return forms
