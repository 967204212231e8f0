"""The cues of a language by every form they take in a text."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.errors import PackError
from dragoman.languages.pack import load_section
from dragoman.languages.quotes_schema import Ending, QuoteRules, ReportingVerb

Tense = Literal["finite", "past", "present", "infinitive"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One cue of the lexicon.

    Attributes:
        lemma: dictionary form.
        kind: what it is.
        force: what kind of saying.
        clause: whether it reports a clause.
        inserted: whether it may report, inverted, words without quotation marks.
        reflexive: whether a reflexive pronoun goes before it.
        tail: words that must follow a verb ("savoir" of "faire savoir").
        strict: whether a phrase counts only before a person or body.
        possessive: whether a phrase itself holds who it is.
        impersonal: whether a verb reports only with "on".
        that: whether a noun reports a clause after "que".
    """

    lemma: str
    kind: Literal["verb", "noun", "phrase"]
    force: str
    clause: bool = True
    inserted: bool = True
    reflexive: bool = False
    tail: tuple[str, ...] = ()
    strict: bool = False
    possessive: bool = False
    that: bool = True
    impersonal: bool = False


@dataclass(frozen=True)
class Lexicon:
    """Every form of every cue, lower case with straight apostrophes.

    Attributes:
        rules: the section of the pack.
        verbs: form to (entry, tense) pairs; longer and reflexive ones first.
        nouns: form to entry.
        phrases: first word to (all words, entry); the longest first.
        asides: first word to set phrases between a verb and its subject ("de son côté").
    """

    rules: QuoteRules
    verbs: dict[str, tuple[tuple[Entry, Tense], ...]]
    nouns: dict[str, Entry]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    asides: dict[str, tuple[tuple[str, ...], ...]]


def straight(words: str) -> str:
    """Return `words` in lower case with straight apostrophes."""
    return words.lower().replace("’", "'")


def _forms(infinitive: str, endings: tuple[Ending, ...]) -> dict[str, Tense]:
    group = max(
        (e for e in endings if infinitive.endswith(e.infinitive)),
        key=lambda e: len(e.infinitive),
        default=None,
    )
    if group is None:
        raise PackError(
            f"quotes: the verb {infinitive!r} ends like no group of `endings`. "
            "Add its group, or write its forms under `also`."
        )
    stem = infinitive[: len(infinitive) - len(group.infinitive)]
    forms: dict[str, Tense] = {infinitive: "infinitive"}
    forms |= dict.fromkeys((stem + e for e in group.present), "present")
    forms |= dict.fromkeys((stem + e for e in group.past), "past")
    # "dit" is both; the auxiliary before it tells, so the finite form wins here
    forms |= dict.fromkeys((stem + e for e in group.finite), "finite")
    return forms


def _verb(verb: ReportingVerb) -> tuple[str, Entry]:
    """Return the infinitive that is conjugated, and the entry."""
    words = (
        straight(verb.lemma).replace("s'", "se ", 1) if verb.lemma.startswith("s'") else verb.lemma
    )
    reflexive = words.startswith("se ")
    main, *tail = words.removeprefix("se ").split()
    entry = Entry(
        verb.lemma,
        "verb",
        verb.force,
        verb.clause,
        verb.inserted,
        reflexive,
        tuple(tail),
        impersonal=verb.impersonal,
    )
    return main, entry


@cache
def load_lexicon(language: str) -> Lexicon:
    """Load the cues of a language pack.

    Raises:
        PackError: if the pack has no section "quotes" or it is malformed.
    """
    rules = load_section(language, "quotes", QuoteRules)
    verbs: dict[str, list[tuple[Entry, Tense]]] = {}
    for verb in rules.verbs:
        infinitive, entry = _verb(verb)
        forms = _forms(infinitive, rules.endings) | dict.fromkeys(verb.also, "finite")
        for form, tense in forms.items():
            verbs.setdefault(form, []).append((entry, tense))
    nouns = {}
    for noun in rules.nouns:
        entry = Entry(noun.lemma, "noun", noun.force, noun.clause, that=noun.that)
        for form in (noun.lemma, noun.lemma + "s", *noun.also):
            nouns[form] = entry
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for phrase in rules.phrases:
        entry = Entry(
            phrase.lemma,
            "phrase",
            phrase.force,
            strict=phrase.strict,
            possessive=phrase.possessive,
        )
        for words in sorted(set(map(straight, phrase.words)), reverse=True):
            split = tuple(words.replace("'", "' ").split())
            phrases.setdefault(split[0], []).append((split, entry))
    asides: dict[str, list[tuple[str, ...]]] = {}
    for words in rules.asides:
        parts = tuple(straight(words).replace("'", "' ").split())
        asides.setdefault(parts[0], []).append(parts)
    return Lexicon(
        rules,
        {
            form: tuple(sorted(pairs, key=lambda p: (-len(p[0].tail), not p[0].reflexive)))
            for form, pairs in verbs.items()
        },
        nouns,
        {first: tuple(sorted(p, key=lambda x: -len(x[0]))) for first, p in phrases.items()},
        {first: tuple(sorted(p, key=len, reverse=True)) for first, p in asides.items()},
    )
