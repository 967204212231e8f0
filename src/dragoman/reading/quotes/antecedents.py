"""Weigh who a pronoun that speaks stands for.

Every noun near enough that can speak is a candidate; its features are weighed by the
numbers in the pack (``antecedents``), which a script fits on annotated articles.
"""

from dataclasses import dataclass, replace
from math import exp, log1p

from dragoman.languages.quotes_schema import Pronoun
from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import pronoun_of
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import NOUNS
from dragoman.reading.quotes.speaker import Speaker, agentive, speaker_at
from dragoman.types.span import Span

_WINDOW = 5  # sentences
_FARTHEST = 600  # words
_RECENT = 3  # speakers
_LINKS = 4  # pronouns that are followed back


@dataclass(frozen=True, slots=True)
class Candidate:
    """One noun that a pronoun may stand for.

    Attributes:
        speaker: the words.
        features: name to value; a feature that is absent is 0.
    """

    speaker: Speaker
    features: dict[str, float]


def trace(
    page: Page, speaker: Speaker, past: list[Speaker], *, said: Span | None = None, links: int = 0
) -> Speaker | None:
    """Return the noun that the pronoun `speaker` most likely stands for, or None.

    Args:
        page: the text.
        speaker: a pronoun.
        past: who spoke before, oldest first.
        said: what the pronoun says; nobody is looked for inside.
        links: how many later pronouns were already followed back to this one.
    """
    weights = page.rules.antecedents
    best: Speaker | None = None
    highest = float("-inf")
    for candidate in candidates_for(page, speaker, past, said=said, links=links):
        score = sum(weights.get(name, 0.0) * value for name, value in candidate.features.items())
        if score > highest:
            best, highest = candidate.speaker, score
    if best is None:
        return None
    sure = 1.0 / (1.0 + exp(-highest - weights.get("bias", 0.0)))
    return replace(best, rule=f"{speaker.rule}+antecedent", confidence=round(max(0.3, sure), 3))


def candidates_for(
    page: Page, speaker: Speaker, past: list[Speaker], *, said: Span | None = None, links: int = 0
) -> list[Candidate]:
    """Return the nouns that a pronoun may stand for, nearest first, each name once."""
    token = page.tokens[speaker.head]
    word = pronoun_of(token) or token.lower
    pronoun = next(p for p in page.rules.pronouns if p.text == word)
    recent = _recent(page, past)
    found: list[Candidate] = []
    seen: dict[str, int] = {}
    people = 0
    nouns = [n for n in _nouns(page, token) if said is None or not said.overlaps(n.span)]
    chained = _chained(page, token, word, past, links)
    for near in nouns:
        seen[_key(page, near)] = seen.get(_key(page, near), 0) + 1
    done: set[str] = set()
    far = [*recent, chained] if chained is not None else recent
    for near in [*nouns, *(page.tokens[s.head] for s in far)]:
        key = _key(page, near)
        if key in done:
            continue
        noun = speaker_at(page, near.i, "antecedent", 0.7)
        if noun is None or noun.form != "noun" or not agentive(page, noun):
            continue
        if not _agrees_in_number(page, pronoun, near):
            continue
        done.add(key)
        features = _features(page, token, pronoun, near)
        features["people_between"] = float(min(people, 4))
        features["repeated"] = log1p(seen.get(key, 0))
        for n, spoke in enumerate(recent):
            if _key(page, page.tokens[spoke.head]) == key:
                features["spoke_last" if n == 0 else "spoke_before"] = 1.0
        if chained is not None and _key(page, page.tokens[chained.head]) == key:
            features["chained"] = 1.0
        if near.ent == "PER":
            people += 1
        found.append(Candidate(noun, features))
    return found


def _chained(
    page: Page, token: Token, word: str, past: list[Speaker], links: int
) -> Speaker | None:
    """Return whom the same pronoun, subject of a main clause shortly before, stands for."""
    if links >= _LINKS:
        return None
    first = _far_start(page, token, 2)
    for n in range(token.i - 1, first - 1, -1):
        near = page.tokens[n]
        if near.lower != word or near.dep != "nsubj" or near.sentence == token.sentence:
            continue
        if page.stretch_over(near.start) is None and page.analysis.head(near).dep == "ROOT":
            pronoun = Speaker(n, near.span, "pronoun", "chain")
            before = [s for s in past if s.head < n]
            return trace(page, pronoun, before, links=links + 1)
    return None


def _far_start(page: Page, token: Token, sentences: int) -> int:
    """Return the index of the first word to look at, some sentences before `token`."""
    first = page.analysis.sentences[max(0, token.sentence - sentences)].first
    return max(first, token.i - _FARTHEST)


def _recent(page: Page, past: list[Speaker]) -> list[Speaker]:
    """Return the last distinct speakers, the latest first."""
    found: dict[str, Speaker] = {}
    for speaker in reversed(past[-12:]):
        found.setdefault(_key(page, page.tokens[speaker.head]), speaker)
        if len(found) == _RECENT:
            break
    return list(found.values())


def _nouns(page: Page, token: Token) -> list[Token]:
    """Return the nouns before `token` outside of any marks, nearest first."""
    first = _far_start(page, token, _WINDOW)
    found = []
    for n in range(token.i - 1, first - 1, -1):
        near = page.tokens[n]
        if near.pos not in NOUNS or near.dep in ("flat:name", "flat:foreign", "amod"):
            continue
        subject = near.dep.startswith("nsubj") or near.dep == "ROOT"
        if not (subject or near.ent in ("PER", "ORG") or near.pos == "PROPN"):
            continue
        if page.stretch_over(near.start) is None:
            found.append(near)
    return found


def _key(page: Page, head: Token) -> str:
    """Return what tells one name from another: its last word, or the noun itself."""
    names = [t for t in page.analysis.children(head) if t.dep == "flat:name" and t.i > head.i]
    return (names[-1] if names else head).lower


def _features(page: Page, token: Token, pronoun: Pronoun, near: Token) -> dict[str, float]:
    head = page.analysis.head(near)
    distance = token.sentence - near.sentence
    subject = near.dep.startswith("nsubj")
    gender = _gender(page, near)
    between = page.analysis.text[near.end : token.start] if distance <= _WINDOW else "\n"
    person = near.ent == "PER" or any(
        t.ent == "PER" for t in page.analysis.children(near) if t.dep in ("flat:name", "appos")
    )
    return {
        "distance": float(min(distance, _WINDOW + 1)),
        "same_sentence": float(distance == 0),
        "last_sentence": float(distance == 1),
        "subject": float(subject),
        "main_subject": float(subject and head.dep == "ROOT"),
        "passive": float(near.dep == "nsubj:pass"),
        "opens": float(_opens(page, near)),
        "title": float(near.dep == "ROOT"),
        "person": float(person),
        "body": float(near.ent == "ORG"),
        "place": float(near.ent == "LOC"),
        "proper": float(near.pos == "PROPN"),
        "gender_same": float(gender is not None and gender == pronoun.gender),
        "gender_other": float(
            gender is not None and pronoun.gender is not None and gender != pronoun.gender
        ),
        "plural_other": float(pronoun.number == "Plur" and near.feat("Number") != "Plur"),
        "inverted": float(pronoun_of(token) is not None and person),
        "paragraph": float("\n" in between),
    }


def _opens(page: Page, near: Token) -> bool:
    """Tell whether no noun or verb stands before `near` in its sentence."""
    first = page.sentence(near).first
    return not any(t.pos in ("NOUN", "PROPN", "VERB") for t in page.tokens[first : near.i])


def _gender(page: Page, head: Token) -> str | None:
    """Return the gender that the noun, its article or its title shows."""
    for child in page.analysis.children(head):
        if child.pos == "DET" and child.feat("Gender"):
            return child.feat("Gender")
    if head.pos == "NOUN":
        return head.feat("Gender")
    above = page.analysis.head(head)
    if above.pos == "NOUN" and head.dep in ("appos", "flat:name", "nmod") and above.i < head.i:
        return above.feat("Gender")
    return None


def _agrees_in_number(page: Page, pronoun: Pronoun, head: Token) -> bool:
    number = head.feat("Number")
    if number is None or head.pos != "NOUN":
        return True
    if pronoun.number == "Plur" and any(c.dep == "conj" for c in page.analysis.children(head)):
        return True
    return number == pronoun.number
