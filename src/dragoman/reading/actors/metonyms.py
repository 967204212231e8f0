"""Tell a capital that stands for its government, or a body, from the place itself."""

from dragoman.knowledge.model import NameEntry
from dragoman.languages.actors_schema import Metonyms, SmallWords
from dragoman.reading.actors.scan import Scan
from dragoman.reading.analysis import Analysis, Token


def is_government(analysis: Analysis, first: int, words: Metonyms, small: SmallWords) -> bool:
    """Tell whether the capital that begins at token `first` acts, rather than lies somewhere.

    Decided by the preposition before it, then by its part in the sentence.
    """
    tokens = analysis.tokens
    token = _outer(analysis, first)
    before = tokens[first - 1].lower if first else ""
    if before in small.articles and first > 1:
        before = tokens[first - 2].lower
    if before in words.actor_prepositions:
        return True
    if before in small.to:
        verb = analysis.head(token)
        return verb.lemma in words.to_verbs and token.dep != "obl:mod"
    if before in words.place_prepositions:
        return False
    if before in small.of:
        head = analysis.head(token)
        if head.pos == "VERB":
            return token.dep == "obl:agent"
        return (
            head.lemma not in words.place_nouns
            and head.lower not in words.place_nouns
            and head.pos == "NOUN"
        )
    if (before in small.both or before == ",") and token.dep == "conj":
        head = analysis.head(token)
        return is_government(analysis, head.i, words, small) if head.i < first else False
    if token.dep in words.actor_relations:
        verb = analysis.head(token)
        return verb.lemma not in words.place_verbs
    if token.dep == "ROOT" and first + 1 < len(tokens):
        verb = tokens[first + 1]  # a parser may take a capital that opens a sentence for its root
        finite = verb.sentence == token.sentence and verb.feat("VerbForm") == "Fin"
        return finite and verb.lemma not in words.place_verbs
    return token.dep in ("obj",) and analysis.head(token).pos == "VERB"


def bodies_seated(scan: Scan) -> dict[str, NameEntry]:
    """Return, by the name of its seat, the body that a capital stands for in this article.

    Who has his seat there is meant, unless the article names the state more often than him.
    """
    found: dict[str, NameEntry] = {}
    seats = scan.lexicon.grammar.metonyms.seats
    for entry in (hit.entries[0] for hit in scan.names if hit.entries[0].kind == "capital"):
        if entry.form in seats and entry.form not in found:
            body = scan.lexicon.names[seats[entry.form]][0]
            if _told(scan, entry.entity) <= _told(scan, body.entity):
                found[entry.form] = body
    return found


def _told(scan: Scan, entity: str) -> int:
    """Return how often an article names a body, or a state by its name or its people's."""
    first = [hit.entries[0] for hit in scan.names]
    first += [entries[0] for entries in scan.demonym_at.values() if entries]
    return sum(e.entity == entity and e.kind not in ("capital", "city") for e in first)


def _outer(analysis: Analysis, first: int) -> Token:
    """Return the token that heads a name of several words."""
    token = analysis.tokens[first]
    while token.dep.startswith("flat") and token.head != token.i:
        token = analysis.head(token)
    return token
