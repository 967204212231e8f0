"""What looks like an event and is none: link titles, habits, purposes, bare modifiers."""

from dragoman.languages.events_schema import EventLexicon
from dragoman.reading.analysis import Analysis, Token
from dragoman.reading.events.candidates import Candidate
from dragoman.reading.events.status import StatusReading
from dragoman.reading.events.syntax import VERBAL, is_passive

_LINK_LENGTH = 14


def is_idle(
    analysis: Analysis, candidate: Candidate, status: StatusReading, lexicon: EventLexicon
) -> bool:
    """Tell whether the grammar around `candidate` shows that no happening is told."""
    head = candidate.head
    if _in_link(analysis, head, lexicon):
        return True
    if not candidate.entry.verbal:
        return _bare_modifier(analysis, candidate, lexicon)
    if _bare_participle(analysis, head, lexicon):
        return True
    if status.rule == "negation" and candidate.entry.pattern.type not in lexicon.spoken:
        return True
    spoken = candidate.entry.pattern.type in lexicon.spoken
    return not spoken and status.rule in ("pattern", "since") and _purpose(analysis, head, lexicon)


def is_stance(candidate: Candidate, status: StatusReading, *, dated: bool) -> bool:
    """Tell whether a pattern that asks for a happening is told as a lasting stance."""
    if not candidate.entry.pattern.happening or dated:
        return False
    if not candidate.entry.verbal:
        return False
    infinitive = candidate.head.feat("VerbForm") == "Inf"
    return status.present or infinitive


def _in_link(analysis: Analysis, token: Token, lexicon: EventLexicon) -> bool:
    """Tell whether `token` stands just behind "Lire aussi" and the like."""
    sentence = analysis.sentence_of(token)
    text = analysis.text[sentence.start : token.start].lower()
    for link in lexicon.links:
        at = text.rfind(link)
        if at >= 0 and (at == 0 or not text[at - 1].isalnum()):
            before = [t for t in analysis.words(sentence) if t.start >= sentence.start + at]
            if token.i - before[0].i <= _LINK_LENGTH:
                return True
    return False


def _bare_modifier(analysis: Analysis, candidate: Candidate, lexicon: EventLexicon) -> bool:
    """Tell whether a noun only classifies another: "prisonnier de guerre"."""
    noun = candidate.head
    above = analysis.head(noun)
    if noun.dep != "nmod" or above.pos != "NOUN" or len(candidate.parts) > 1:
        return False
    children = analysis.children(noun)
    if any(c.dep in ("det", "nmod", "acl", "acl:relcl", "amod", "nummod") for c in children):
        return False
    return above.lemma.lower() not in lexicon.cue_words


def _bare_participle(analysis: Analysis, verb: Token, lexicon: EventLexicon) -> bool:
    """Tell whether a past participle only describes a noun: "la ville encerclée"."""
    if verb.dep != "amod" or verb.feat("VerbForm") not in ("Part", None):
        return False
    if verb.feat("Tense") == "Pres" or not is_passive(analysis, verb, lexicon.grammar):
        return False
    return not any(c.i > verb.i and c.dep != "punct" for c in analysis.children(verb))


def _purpose(analysis: Analysis, verb: Token, lexicon: EventLexicon) -> bool:
    """Tell whether an infinitive gives only a purpose or the content of a noun."""
    if verb.feat("VerbForm") != "Inf":
        return False
    above = analysis.head(verb)
    if above.pos == "NOUN" and verb.dep in ("acl", "nmod"):
        return True
    for child in analysis.children(verb):
        if child.dep in ("mark", "case") and child.i < verb.i:
            following = analysis.text[child.start : child.start + 10].lower()
            if any(following.startswith(f"{p} ") or following == p for p in lexicon.purposes):
                return True
    return verb.dep in ("nsubj", "csubj") and above.pos in VERBAL
