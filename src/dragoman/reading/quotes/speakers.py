"""Find the words that name who speaks, from the cue that reports."""

from dataclasses import dataclass
from typing import Literal

from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.quotes.cues import Cue, pronoun_of
from dragoman.reading.quotes.lexicon import Lexicon
from dragoman.types.span import Span

_NOUNS = ("NOUN", "PROPN")
_MARKS = frozenset('«»"“”') | {"''", "‘‘", "’’"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker.

    Attributes:
        head: index of the token that heads them.
        span: the words.
        form: how they name it.
        rule: what found them.
        confidence: probability in 0..1 that they name who speaks.
    """

    head: int
    span: Span
    form: Literal["noun", "pronoun", "generic"]
    rule: str
    confidence: float = 0.9


def speaker_of(analysis: Analysis, lexicon: Lexicon, cue: Cue, *, after: bool) -> Speaker | None:
    """Return who speaks by `cue`, or None.

    Args:
        analysis: the text.
        lexicon: the cues of its language.
        cue: the verb, noun or phrase.
        after: whether the cue follows the words it reports, so that its subject
            is looked for behind it first.
    """
    if cue.entry.kind == "phrase":
        return _complement(analysis, lexicon, cue)
    if cue.entry.kind == "noun":
        return _owner(analysis, lexicon, cue)
    if cue.subject is not None:
        return _from(analysis, lexicon, cue.subject, "inverted-pronoun", 0.85)
    steps = [_parsed, _behind, _ahead] if after else [_parsed, _ahead]
    if after and _follows_directly(analysis, cue):
        steps = [_behind, _parsed, _ahead]
    for step in steps:
        found = step(analysis, lexicon, cue)
        if found is not None:
            return found
    return None


def words_of(analysis: Analysis, head: Token) -> Span:
    """Return the noun phrase around `head`: its subtree without clauses or appositions."""
    first = head.i
    while first > 0:
        left = analysis.tokens[first - 1]
        near = left.head in (head.i, first) or left.pos == "DET"
        if left.sentence != head.sentence or left.pos not in ("DET", "ADJ", "NUM", "PROPN", "NOUN"):
            break
        if not near or (left.pos == "NOUN" and left.head != head.i):
            break
        first -= 1
    below = {t.i for t in analysis.subtree(head)}
    last = head.i
    while last + 1 < len(analysis.tokens):
        right = analysis.tokens[last + 1]
        if right.i not in below or right.pos in ("PUNCT", "PRON", "VERB", "AUX", "SCONJ", "CCONJ"):
            break
        if right.text in _MARKS:
            break
        last += 1
    while last > head.i and analysis.tokens[last].pos in ("ADP", "DET", "ADV"):
        last -= 1
    return Span(analysis.tokens[first].start, analysis.tokens[last].end)


def _from(
    analysis: Analysis, lexicon: Lexicon, i: int, rule: str, confidence: float
) -> Speaker | None:
    """Make a speaker of the noun or pronoun at `i`; None if it cannot speak."""
    token = analysis.tokens[i]
    word = pronoun_of(token) or token.lower
    pronoun = next((p for p in lexicon.rules.pronouns if p.text == word), None)
    if pronoun is not None:
        form: Literal["pronoun", "generic"] = "generic" if pronoun.generic else "pronoun"
        return Speaker(i, token.span, form, rule, confidence)
    if token.pos not in (*_NOUNS, "ADJ", "NUM", "PRON", "X"):
        return None
    if token.pos == "PRON" and token.feat("Person") in ("1", "2"):
        return None
    if token.pos == "PRON" and token.lower in lexicon.rules.who:
        return None
    return Speaker(i, words_of(analysis, token), "noun", rule, confidence)


def _parsed(analysis: Analysis, lexicon: Lexicon, cue: Cue) -> Speaker | None:
    """Follow the parse: the subject, the noun a participle belongs to, a joined verb's."""
    token = analysis.tokens[cue.first]
    seen: set[int] = set()
    confidence = 0.9
    while token.i not in seen:
        seen.add(token.i)
        for child in analysis.children(token):
            if not child.dep.startswith("nsubj") or child.dep.endswith("pass"):
                continue
            if child.lower in lexicon.rules.who:
                return _antecedent(analysis, lexicon, token, child)
            found = _from(analysis, lexicon, child.i, "subject", confidence)
            if found is not None:
                return found
        if token.dep.startswith("acl") and token.i == cue.first and cue.tense == "present":
            return _from(analysis, lexicon, token.head, "participle", 0.8)
        if token.dep == "ROOT" or token.head == token.i:
            return None
        if token.i == cue.first and cue.tense == "finite" and token.dep != "conj":
            head = analysis.head(token)
            # the auxiliary may head its participle where the parser slips
            if head.pos != "AUX" or head.i + 4 < token.i:
                return None
        token = analysis.head(token)
        confidence -= 0.1
        if token.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
            return None
    return None


def _antecedent(analysis: Analysis, lexicon: Lexicon, verb: Token, who: Token) -> Speaker | None:
    if verb.dep.startswith("acl") and verb.head < who.i:
        return _from(analysis, lexicon, verb.head, "relative", 0.85)
    for n in range(who.i - 1, max(-1, who.i - 8), -1):
        if analysis.tokens[n].pos in _NOUNS:
            return _from(analysis, lexicon, n, "relative", 0.6)
    return None


def _follows_directly(analysis: Analysis, cue: Cue) -> bool:
    """Tell whether only marks stand between the reported words and the cue."""
    before = analysis.tokens[cue.start - 1] if cue.start else None
    return before is None or before.pos == "PUNCT" or before.text in _MARKS


def _behind(analysis: Analysis, lexicon: Lexicon, cue: Cue) -> Speaker | None:
    """Take the first noun phrase after the cue that hangs on no preposition."""
    sentence = analysis.sentences[analysis.tokens[cue.last].sentence]
    n = cue.last + 1
    while n < sentence.last:
        token = analysis.tokens[n]
        if token.text in _MARKS or token.lower in lexicon.rules.that:
            return None
        if token.pos in ("VERB", "AUX", "SCONJ") and token.lower not in lexicon.rules.days:
            return None
        if token.pos == "ADP" or token.lower in lexicon.rules.addressing:
            n = _past_phrase(analysis, lexicon, n, sentence.last)
            continue
        if token.lower in lexicon.rules.days or token.pos in ("ADV", "PUNCT", "NUM", "CCONJ"):
            n = _past_day(analysis, lexicon, n, sentence.last)
            continue
        if token.pos in ("DET", "ADJ"):
            n += 1
            continue
        return _from(analysis, lexicon, n, "inverted", 0.85)
    return None


def _past_day(analysis: Analysis, lexicon: Lexicon, n: int, stop: int) -> int:
    """Return the index after an adverb, a mark or a date such as "mercredi 7 août"."""
    token = analysis.tokens[n]
    n += 1
    if token.lower in lexicon.rules.days:
        while n < stop and (
            analysis.tokens[n].pos == "NUM"
            or analysis.tokens[n].lower in lexicon.rules.days
            or (analysis.tokens[n - 1].pos == "NUM" and analysis.tokens[n].pos == "NOUN")
        ):
            n += 1
    return n


def _past_phrase(analysis: Analysis, lexicon: Lexicon, n: int, stop: int) -> int:
    """Return the index after the prepositional phrase that starts at `n`."""
    n += 1
    noun = False
    while n < stop:
        token = analysis.tokens[n]
        if token.pos in ("DET", "NUM", "ADP") and not noun:
            n += 1
            continue
        if token.pos in _NOUNS or (token.pos == "PRON" and not noun):
            # "à l'AFP Jean Dupont": an acronym ends its phrase before a name
            acronym = noun and analysis.tokens[n - 1].text.isupper()
            if noun and (acronym or token.pos == "NOUN"):
                return n
            noun = True
            n += 1
            continue
        if token.pos == "ADJ":
            n += 1
            continue
        if token.pos == "ADP" and noun and token.lower in lexicon.rules.of:
            n += 1
            noun = False
            continue
        return n
    return n


def _ahead(analysis: Analysis, lexicon: Lexicon, cue: Cue) -> Speaker | None:
    """Take the noun phrase that opens the clause before the cue."""
    sentence = analysis.sentences[analysis.tokens[cue.first].sentence]
    found: Token | None = None
    for n in range(cue.start - 1, sentence.first - 1, -1):
        token = analysis.tokens[n]
        if token.text in _MARKS or token.pos in ("SCONJ", "VERB", "AUX") or token.text in ";:":
            break
        if token.pos == "CCONJ" and token.i + 1 < cue.start and found is not None:
            break
        if token.pos == "PRON" and found is None and token.dep.startswith("nsubj"):
            return _from(analysis, lexicon, n, "clause-subject", 0.7)
        if token.pos in _NOUNS and not _governed(analysis, token):
            found = token
    if found is None:
        return None
    return _from(analysis, lexicon, found.i, "clause-subject", 0.6)


def _governed(analysis: Analysis, token: Token) -> bool:
    """Tell whether a preposition stands before the noun."""
    n = token.i - 1
    while n >= 0 and analysis.tokens[n].pos in ("DET", "ADJ", "NUM", "PROPN", "NOUN"):
        if analysis.tokens[n].pos in _NOUNS and analysis.tokens[n].i != token.head:
            return True
        n -= 1
    return (
        n >= 0 and analysis.tokens[n].pos == "ADP" and token.sentence == analysis.tokens[n].sentence
    )


def _complement(analysis: Analysis, lexicon: Lexicon, cue: Cue) -> Speaker | None:
    """Take the noun after a phrase such as "selon"; None if it can be no source."""
    sentence = analysis.sentences[analysis.tokens[cue.last].sentence]
    for n in range(cue.last + 1, min(cue.last + 10, sentence.last)):
        token = analysis.tokens[n]
        if token.lower in lexicon.rules.own:
            return None
        word = token.lower
        if any(p.text == word for p in lexicon.rules.pronouns):
            # "certains experts", "ce dernier"
            following = analysis.tokens[n + 1] if n + 1 < sentence.last else None
            if following is None or following.pos not in _NOUNS or token.pos == "PRON":
                return _from(analysis, lexicon, n, "complement", 0.9)
        if token.pos in _NOUNS:
            return _source(analysis, lexicon, token)
        if token.pos in ("VERB", "AUX", "SCONJ", "ADP") or token.text in _MARKS:
            return None
        if token.pos == "PUNCT" and token.text != ",":
            return None
        if token.pos == "PUNCT" and n > cue.last + 1:
            return None
    return None


def _source(analysis: Analysis, lexicon: Lexicon, noun: Token) -> Speaker | None:
    """Return the speaker that `noun` is, or the author of the paper it is."""
    rules = lexicon.rules
    if noun.lemma in rules.things or noun.lower in rules.things:
        return author_of(analysis, lexicon, noun)
    if noun.lemma in rules.papers:
        return author_of(analysis, lexicon, noun) or _from(analysis, lexicon, noun.i, "paper", 0.5)
    return _from(analysis, lexicon, noun.i, "complement", 0.9)


def author_of(analysis: Analysis, lexicon: Lexicon, noun: Token) -> Speaker | None:
    """Return whose a text or a word is ("le rapport de l'ONU"), or None."""
    sentence = analysis.sentences[noun.sentence]
    n = noun.i + 1
    while n < min(noun.i + 9, sentence.last):
        token = analysis.tokens[n]
        if token.lower in lexicon.rules.authors:
            for k in range(n + 1, min(n + 5, sentence.last)):
                near = analysis.tokens[k]
                if near.pos in _NOUNS:
                    if near.lemma in lexicon.rules.things:
                        return None
                    return _from(analysis, lexicon, k, "author", 0.75)
                if near.pos not in ("DET", "ADJ", "NUM"):
                    return None
            return None
        if token.pos not in ("ADJ", "PROPN", "NOUN", "ADV", "VERB"):
            return None
        n += 1
    return None


def _owner(analysis: Analysis, lexicon: Lexicon, cue: Cue) -> Speaker | None:
    """Return who says it where a noun reports: its complement, or the verb's subject."""
    noun = analysis.tokens[cue.first]
    found = author_of(analysis, lexicon, noun)
    if found is not None:
        return found
    for above in analysis.ancestors(noun):
        for child in analysis.children(above):
            if child.dep.startswith("nsubj") and child.i != noun.i and child.i < noun.i:
                return _from(analysis, lexicon, child.i, "noun-subject", 0.7)
        if above.pos == "VERB":
            break
    return None


def subject_of_verb(analysis: Analysis, lexicon: Lexicon, verb: Token) -> Speaker | None:
    """Return the subject that the parse gives `verb`, or the noun it belongs to; or None."""
    for child in analysis.children(verb):
        if child.dep.startswith("nsubj"):
            if child.lower in lexicon.rules.who:
                return _antecedent(analysis, lexicon, verb, child)
            return _from(analysis, lexicon, child.i, "governor", 0.6)
    return None


def topic_of(analysis: Analysis, lexicon: Lexicon, first: Token, stop: int) -> Speaker | None:
    """Return the first noun phrase from `first` that hangs on no preposition, or None."""
    for n in range(first.i, stop):
        token = analysis.tokens[n]
        if token.pos in _NOUNS and not _governed(analysis, token):
            return _from(analysis, lexicon, n, "topic", 0.5)
        if token.pos == "PRON" and token.dep.startswith("nsubj"):
            return _from(analysis, lexicon, n, "topic", 0.5)
    return None


def agentive(analysis: Analysis, lexicon: Lexicon, speaker: Speaker) -> bool:
    """Tell whether the words can name a person or a body rather than a thing."""
    if speaker.form != "noun":
        return True
    head = analysis.tokens[speaker.head]
    rules = lexicon.rules
    if head.pos == "PROPN" or head.ent in ("PER", "ORG"):
        return True
    return head.lemma not in rules.things and head.lower not in rules.things


def subject_nouns(
    analysis: Analysis, lexicon: Lexicon, token: Token, sentences: int
) -> list[tuple[Speaker, bool]]:
    """Return the nouns before `token` that can speak, nearest first.

    Each comes with whether it is a subject; `sentences` says how far back to look.
    """
    found: list[tuple[Speaker, bool]] = []
    first = analysis.sentences[max(0, token.sentence - sentences)].first
    for n in range(token.i - 1, first - 1, -1):
        near = analysis.tokens[n]
        if near.pos not in _NOUNS or near.dep in ("flat:name", "flat:foreign", "amod"):
            continue
        subject = near.dep.startswith("nsubj") or near.dep == "ROOT"
        named = near.ent in ("PER", "ORG") or near.pos == "PROPN"
        if not (named or subject):
            continue
        speaker = _from(analysis, lexicon, n, "antecedent", 0.7)
        if speaker is not None and agentive(analysis, lexicon, speaker):
            found.append((speaker, subject))
    return found
