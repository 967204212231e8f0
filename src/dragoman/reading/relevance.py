"""Which sentences can matter: the others are not parsed."""

from functools import cache

from dragoman.languages.pack import load_section
from dragoman.languages.text_schema import TextRules
from dragoman.reading.analysis import Matters, Token
from dragoman.reading.events.lexicon import Entry, Predicates, load_predicates
from dragoman.reading.quotes.lexicon import load_lexicon


@cache
def load_relevance(language: str) -> Matters:
    """Return the judge of sentences of a language.

    A sentence matters if it names somebody, quotes, reports, or holds all the words of
    an event's trigger. It goes by tags and lemmas alone, so it costs no parse. What it
    turns down holds neither a name nor anything a reader of ours starts from.
    """
    predicates = load_predicates(language)
    cues = load_lexicon(language)
    rules: TextRules = load_section(language, "text", TextRules)
    marks = frozenset(mark for pair in rules.quotes for mark in pair)

    def matters(words: tuple[Token, ...]) -> bool:
        return (
            any(word.pos == "PROPN" or word.text in marks for word in words)
            or any(
                word.lower in cues.verbs or word.lower in cues.nouns or word.lower in cues.phrases
                for word in words
            )
            or _has_trigger(words, predicates)
        )

    return matters


def _has_trigger(words: tuple[Token, ...], predicates: Predicates) -> bool:
    """Tell whether `words` hold every fixed word of some trigger, in any order.

    Words that only hint at an event are in most sentences: they call for no parse.
    """
    lemmas = {word.lemma.lower() for word in words}
    for word in words:
        for forms in (predicates.participles, predicates.forms):
            if word.lower in forms:
                lemmas.add(forms[word.lower])
    return any(
        _complete(entry, lemmas)
        for lemma in lemmas
        for entry in (*predicates.verbs.get(lemma, ()), *predicates.nouns.get(lemma, ()))
        if not entry.pattern.hint
    )


def _complete(entry: Entry, lemmas: set[str]) -> bool:
    return all(not slot.lemmas or slot.lemmas & lemmas for slot in entry.trigger.slots)
