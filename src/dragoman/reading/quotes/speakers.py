"""Find the words that name who speaks, from the cue that reports."""

from dataclasses import dataclass
from typing import Literal

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import Cue, pronoun_of
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import (
    MARKS,
    NOUNS,
    governed,
    past_day,
    past_phrase,
    words_of,
)
from dragoman.types.span import Span

Form = Literal["noun", "pronoun", "generic"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words that name a speaker.

    Attributes:
        head: index of the token that heads them.
        span: the words.
        form: whether they name it, stand for it, or leave it unnamed ("on").
        rule: what found them.
        confidence: probability in 0..1 that they name who speaks.
    """

    head: int
    span: Span
    form: Form
    rule: str
    confidence: float = 0.9


def speaker_of(page: Page, cue: Cue, *, after: bool) -> Speaker | None:
    """Return who speaks by `cue`, or None.

    Args:
        page: the text with its marks.
        cue: the verb, noun or phrase.
        after: whether the cue follows the words it reports, so that its subject
            is looked for behind it first.
    """
    if cue.entry.kind == "phrase":
        return _possessor(page, cue) if cue.entry.possessive else _complement(page, cue)
    if cue.entry.kind == "noun":
        return _owner(page, cue)
    if cue.subject is not None:
        return _source_of_on(page, cue) or speaker_at(page, cue.subject, "inverted-pronoun", 0.85)
    steps = [_parsed, _behind, _ahead] if after else [_parsed, _ahead]
    if after and _follows_directly(page, cue):
        steps = [_behind, _parsed, _ahead]
    for step in steps:
        found = step(page, cue)
        if found is not None:
            return found
    return None


def speaker_at(page: Page, i: int, rule: str, confidence: float) -> Speaker | None:
    """Make a speaker of the noun or pronoun at `i`; None if it cannot speak."""
    token = page.tokens[i]
    word = pronoun_of(token) or token.lower
    pronoun = next((p for p in page.rules.pronouns if p.text == word), None)
    if pronoun is not None:
        form: Form = "generic" if pronoun.generic else "pronoun"
        return Speaker(i, token.span, form, rule, confidence)
    if page.quoted(token) or token.lower in page.rules.who or token.lower in page.rules.days:
        return None
    if token.pos not in (*NOUNS, "ADJ", "NUM", "PRON"):
        return None
    if token.pos == "PRON" and token.feat("Person") in ("1", "2"):
        return None
    form = "generic" if _vague(page, token) else "noun"
    return Speaker(i, words_of(page, token), form, rule, confidence)


def _vague(page: Page, token: Token) -> bool:
    """Tell whether a noun leaves its group unnamed ("certains experts")."""
    first = page.analysis.tokens_in(words_of(page, token))[0]
    if first.lower in page.rules.unnamed:
        return True
    return bool({token.lemma, token.lower} & page.rules.generic) and (
        first.lower in page.rules.vague
    )


def _subject(page: Page, verb: Token) -> Token | None:
    """Return the subject that the parse gives `verb`, unless it stands in a quotation."""
    for child in page.analysis.children(verb):
        active = child.dep.startswith("nsubj") and not child.dep.endswith("pass")
        expletive = child.dep == "expl:subj" and child.pos == "PRON"
        inverted = pronoun_of(child) in {p.text for p in page.rules.pronouns}
        if (active or expletive or inverted) and not page.quoted(child):
            return child
    return None


def _parsed(page: Page, cue: Cue) -> Speaker | None:
    """Follow the parse: the subject, the noun a participle belongs to, a joined verb's."""
    token = page.tokens[cue.first]
    seen: set[int] = set()
    confidence = 0.9
    while token.i not in seen:
        seen.add(token.i)
        subject = _subject(page, token)
        if subject is not None and subject.lower in page.rules.who:
            return _antecedent(page, token, subject)
        if subject is not None:
            found = speaker_at(page, subject.i, "subject", confidence)
            if found is not None:
                return found
        own = token.i == cue.first
        if own and cue.tense == "present" and _detached(page, cue):
            return _joined(page, cue) or _main_subject(page, token) or speaker_at(page, token.head, "participle", 0.6)
        if token.dep.startswith("acl") and own and (cue.tense == "present" or not _clausal(token)):
            return speaker_at(page, token.head, "participle", 0.8)
        if token.head == token.i:
            return None if own else _ahead_of(page, token.i)
        outer = _outer_cue(page, cue) if own and token.dep == "conj" else None
        if outer is not None:
            return speaker_of(page, outer, after=False)
        if own and cue.tense == "finite" and token.dep != "conj":
            head = page.analysis.head(token)
            # the auxiliary may head its participle where the parser slips
            if head.pos != "AUX" or head.i + 4 < token.i:
                return None
        token = page.analysis.head(token)
        confidence -= 0.1
        if token.pos not in ("VERB", "AUX", "ADJ", "NOUN") or page.quoted(token):
            return None
    return None


def _detached(page: Page, cue: Cue) -> bool:
    """Tell whether a comma parts a participle from the noun before it."""
    n = cue.start - 1
    while n > 0 and page.tokens[n].pos == "ADV":
        n -= 1
    return page.tokens[n].text == ","


def _outer_cue(page: Page, cue: Cue) -> Cue | None:
    """Return the cue whose reported clause the parse joins `cue` to, wrongly.

    In "X soutient que A vient et dit que B part" it is X who says.
    """
    verb = page.tokens[cue.first]
    if page.tokens[cue.last + 1].lower not in page.rules.that:
        return None
    inner = page.analysis.head(verb)
    if inner.dep != "ccomp":
        return None
    above = page.analysis.head(inner).i
    return next((c for c in page.cues_in(above, above + 1) if c.entry.clause), None)


def _joined(page: Page, cue: Cue) -> Speaker | None:
    """Return the speaker of an inverted cue before ("..., dit X, soulignant que ...")."""
    sentence = page.sentence(page.tokens[cue.first])
    for before in reversed(page.cues_in(sentence.first, cue.first)):
        if before.entry.kind == "verb" and before.tense == "finite":
            speaker = speaker_of(page, before, after=True)
            if speaker is not None and before.first < speaker.head < cue.first:
                return speaker
            return None
    return None


def _main_subject(page: Page, verb: Token) -> Speaker | None:
    """Return the subject of the main clause that a participle behind a comma belongs to."""
    for above in reversed(page.analysis.ancestors(verb)):
        subject = _subject(page, above)
        if subject is not None and subject.i < verb.i and subject.lower not in page.rules.who:
            return speaker_at(page, subject.i, "participle", 0.8)
    return None


def _clausal(token: Token) -> bool:
    """Tell whether a verb that hangs on a noun has a clause of its own."""
    return token.dep == "acl:relcl"


def _antecedent(page: Page, verb: Token, who: Token) -> Speaker | None:
    if verb.dep.startswith("acl") and verb.head < who.i:
        return speaker_at(page, verb.head, "relative", 0.85)
    for n in range(who.i - 1, max(-1, who.i - 8), -1):
        if page.tokens[n].pos in NOUNS:
            return speaker_at(page, n, "relative", 0.6)
    return None


def _follows_directly(page: Page, cue: Cue) -> bool:
    """Tell whether only marks stand between the reported words and the cue."""
    before = page.tokens[cue.start - 1] if cue.start else None
    return before is None or before.pos == "PUNCT" or before.text in MARKS or page.quoted(before)


def _behind(page: Page, cue: Cue) -> Speaker | None:
    """Take the first noun phrase after the cue that hangs on no preposition."""
    sentence = page.sentence(page.tokens[cue.last])
    rules = page.rules
    n = cue.last + 1
    adjective: int | None = None
    while n < sentence.last:
        token = page.tokens[n]
        if (
            token.text in MARKS
            or token.lower in rules.that
            or token.pos in ("VERB", "AUX", "SCONJ")
        ):
            break
        if adjective is not None and token.pos in ("PUNCT", "ADP", "PRON"):
            break
        if token.pos == "ADP" or token.lower in rules.addressing:
            n = past_phrase(page, n, sentence.last)
        elif token.lower in rules.days or token.pos in ("ADV", "PUNCT", "NUM", "CCONJ"):
            if token.pos == "NUM" and _counts(page, n):
                n += 1
                continue
            n = past_day(page, n, sentence.last)
        elif token.pos == "DET" and _dated(page, n, sentence.last):
            n = past_day(page, n + 1, sentence.last)
        elif token.pos in ("DET", "ADJ"):
            if token.pos == "ADJ":
                adjective = n
            n += 1
        else:
            return speaker_at(page, n, "inverted", 0.85)
    # "a déclaré un officiel": an adjective that stands as a noun
    return None if adjective is None else speaker_at(page, adjective, "inverted", 0.7)


def _counts(page: Page, n: int) -> bool:
    """Tell whether a numeral counts the noun after it."""
    return page.tokens[n].head > n and page.tokens[page.tokens[n].head].pos in NOUNS


def _dated(page: Page, n: int, stop: int) -> bool:
    """Tell whether an article opens a date ("le même jour", "le 4 mai")."""
    ahead = page.tokens[n + 1 : min(n + 4, stop)]
    return any(t.lower in page.rules.days for t in ahead[:3]) or (
        bool(ahead) and ahead[0].pos == "NUM" and not _counts(page, n + 1)
    )


def _ahead(page: Page, cue: Cue) -> Speaker | None:
    """Take the noun phrase that opens the clause before the cue."""
    return _ahead_of(page, cue.start)


def _ahead_of(page: Page, start: int) -> Speaker | None:
    """Take the noun phrase that opens the clause before the token `start`."""
    sentence = page.sentence(page.tokens[start])
    found: Token | None = None
    nearest: Token | None = None  # what stood behind the last "et"
    for n in range(start - 1, sentence.first - 1, -1):
        token = page.tokens[n]
        if token.text in ";:" or token.pos == "SCONJ" or page.quoted(token):
            break
        if token.pos in ("VERB", "AUX") and token.feat("VerbForm") == "Fin":
            if n >= start - 3 and token.pos == "AUX":
                continue
            found = nearest or found
            break
        if token.pos == "CCONJ" and found is not None:
            nearest = nearest or found
        subject = token.dep.startswith("nsubj") or token.dep == "expl:subj"
        if token.pos == "PRON" and found is None and subject and token.lower not in page.rules.who:
            return speaker_at(page, n, "clause-subject", 0.7)
        if token.pos in NOUNS and not governed(page, token):
            found = token
    if found is None:
        return None
    return speaker_at(page, found.i, "clause-subject", 0.6)


def _source_of_on(page: Page, cue: Cue) -> Speaker | None:
    """Return whom "on" hides ("a-t-on appris auprès de ...", "dit-on à Matignon")."""
    pronoun = pronoun_of(page.tokens[cue.subject or 0])
    if not any(p.text == pronoun and p.generic for p in page.rules.pronouns):
        return None
    sentence = page.sentence(page.tokens[cue.last])
    for n in range(cue.last + 1, min(cue.last + 8, sentence.last)):
        token = page.tokens[n]
        if token.pos in NOUNS:
            return speaker_at(page, n, "whereabouts", 0.7)
        if token.pos in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _possessor(page: Page, cue: Cue) -> Speaker | None:
    """Return the possessive of a phrase such as "à ses yeux", as a pronoun."""
    for token in page.tokens[cue.first : cue.last + 1]:
        if any(p.text == token.lower for p in page.rules.pronouns):
            return speaker_at(page, token.i, "possessive", 0.75)
    return None


def _complement(page: Page, cue: Cue) -> Speaker | None:
    """Take the noun after a phrase such as "selon"; None if it can be no source."""
    sentence = page.sentence(page.tokens[cue.last])
    rules = page.rules
    for n in range(cue.last + 1, min(cue.last + 10, sentence.last)):
        token = page.tokens[n]
        if token.lower in rules.own or token.text in MARKS:
            return None
        if any(p.text == token.lower for p in rules.pronouns):
            # "selon certains experts", "selon ce dernier"
            following = page.tokens[n + 1] if n + 1 < sentence.last else None
            if following is None or following.pos not in NOUNS or token.pos == "PRON":
                return speaker_at(page, n, "complement", 0.9)
        if token.pos in NOUNS:
            return _source(page, token)
        if token.pos in ("VERB", "AUX", "SCONJ", "ADP", "PRON"):
            return None
        if token.pos == "PUNCT" and (token.text != "," or n > cue.last + 1):
            return None
    return None


def _source(page: Page, noun: Token) -> Speaker | None:
    """Return the speaker that `noun` is, or the author of the paper it is."""
    words = {noun.lemma, noun.lower}
    if words & page.rules.things:
        return None
    if words & page.rules.figures:
        return author_of(page, noun)
    if words & page.rules.papers:
        return author_of(page, noun) or speaker_at(page, noun.i, "paper", 0.5)
    return speaker_at(page, noun.i, "complement", 0.9)


def author_of(page: Page, noun: Token) -> Speaker | None:
    """Return whose a text or a word is ("le rapport de l'ONU"), or None."""
    sentence = page.sentence(noun)
    for n in range(noun.i + 1, min(noun.i + 9, sentence.last)):
        token = page.tokens[n]
        if token.lower in page.rules.authors:
            return _first_noun(page, n + 1, min(n + 5, sentence.last))
        if token.pos not in ("ADJ", "PROPN", "NOUN", "ADV", "VERB"):
            return None
    return None


def _first_noun(page: Page, first: int, stop: int) -> Speaker | None:
    for token in page.tokens[first:stop]:
        if token.pos in NOUNS:
            if {token.lemma, token.lower} & (page.rules.things | page.rules.figures):
                return None
            return speaker_at(page, token.i, "author", 0.75)
        if token.pos not in ("DET", "ADJ", "NUM"):
            return None
    return None


def _owner(page: Page, cue: Cue) -> Speaker | None:
    """Return who says it where a noun reports: its complement, or the verb's subject."""
    noun = page.tokens[cue.first]
    found = author_of(page, noun)
    if found is not None:
        return found
    for above in page.analysis.ancestors(noun):
        subject = _subject(page, above)
        if subject is not None and subject.i < noun.i:
            if subject.lower in page.rules.who:
                return _antecedent(page, above, subject)
            return speaker_at(page, subject.i, "noun-subject", 0.7)
        if above.pos == "VERB":
            break
    return None


def _agent(page: Page, verb: Token) -> Speaker | None:
    """Return the agent of a passive ("décrit par X comme ..."), or None."""
    for child in page.analysis.children(verb):
        if child.dep == "obl:agent" and not page.quoted(child):
            return speaker_at(page, child.i, "agent", 0.7)
    return None


def governor_of(page: Page, inner: tuple[Token, ...]) -> Speaker | None:
    """Return the subject of the verb that quoted words hang on, if it can speak."""
    low, high = inner[0].i, inner[-1].i
    token = inner[0]
    for _ in range(40):
        if not low <= token.i <= high and token.pos in ("VERB", "AUX"):
            agent = _agent(page, token)
            if agent is not None:
                return agent if agentive(page, agent) else None
            subject = _subject(page, token)
            if subject is not None and not low <= subject.i <= high:
                speaker = (
                    _antecedent(page, token, subject)
                    if subject.lower in page.rules.who
                    else speaker_at(page, subject.i, "governor", 0.6)
                )
                return speaker if speaker and agentive(page, speaker) else None
        if token.head == token.i:
            return None
        token = page.analysis.head(token)
    return None


def topic_of(page: Page, first: int, stop: int) -> Speaker | None:
    """Return the subject, else the first free noun, among tokens `first` to `stop`."""
    free: Speaker | None = None
    for token in page.tokens[first:stop]:
        if page.quoted(token):
            continue
        if token.dep.startswith("nsubj") and token.lower not in page.rules.who:
            found = speaker_at(page, token.i, "topic", 0.55)
            if found is not None and agentive(page, found):
                return found
        if free is None and token.pos in NOUNS and not governed(page, token):
            free = speaker_at(page, token.i, "topic", 0.5)
            free = free if free and agentive(page, free) else None
    return free


def agentive(page: Page, speaker: Speaker) -> bool:
    """Tell whether the words can name a person or a body rather than a thing."""
    head = page.tokens[speaker.head]
    if speaker.form != "noun":
        return True
    if head.pos == "PRON" and not head.ent:
        return False
    if head.ent in ("PER", "ORG") and head.pos == "PROPN":
        return True
    return not {head.lemma, head.lower} & (page.rules.things | page.rules.figures)
