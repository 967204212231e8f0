"""Find the words that name who speaks, from the cue that reports."""

from dragoman.reading.analysis import Token
from dragoman.reading.quotes.cues import Cue
from dragoman.reading.quotes.page import Page
from dragoman.reading.quotes.phrases import (
    MARKS,
    NOUNS,
    aside_at,
    governed,
    past_day,
    past_phrase,
)
from dragoman.reading.quotes.sources import (
    author_of,
    complement_of,
    possessor_of,
    source_of_on,
)
from dragoman.reading.quotes.speaker import Speaker, speaker_at
from dragoman.reading.quotes.subjects import antecedent_of, subject_of

_AGAINST = ("deny", "refuse")


def speaker_of(page: Page, cue: Cue, *, after: bool) -> Speaker | None:
    """Return who speaks by `cue`, or None.

    Args:
        page: the text with its marks.
        cue: the verb, noun or phrase.
        after: whether the cue follows the words it reports, so that its subject
            is looked for behind it first.
    """
    if cue.entry.kind == "phrase":
        return possessor_of(page, cue) if cue.entry.possessive else complement_of(page, cue)
    if cue.entry.kind == "noun":
        return _owner(page, cue)
    if cue.subject is not None:
        return source_of_on(page, cue) or speaker_at(page, cue.subject, "inverted-pronoun", 0.85)
    steps = [_parsed, _behind, _ahead] if after else [_parsed, _ahead]
    if after and _follows_directly(page, cue):
        steps = [_behind, _parsed, _ahead]
    for step in steps:
        found = step(page, cue)
        if found is not None:
            return found
    return None


def _parsed(page: Page, cue: Cue) -> Speaker | None:
    """Follow the parse: the subject, the noun a participle belongs to, a joined verb's."""
    token = page.tokens[cue.first]
    seen: set[int] = set()
    confidence = 0.9
    while token.i not in seen:
        seen.add(token.i)
        subject = subject_of(page, token)
        if subject is not None and subject.lower in page.rules.who:
            return antecedent_of(page, token, subject)
        if subject is not None:
            found = speaker_at(page, subject.i, "subject", confidence)
            if found is not None:
                return found
        own = token.i == cue.first
        if own and cue.tense == "present" and _detached(page, cue):
            return (
                _joined(page, cue)
                or _main_subject(page, token)
                or speaker_at(page, token.head, "participle", 0.6)
            )
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
    gerund = any(t.lower in page.rules.while_words for t in page.tokens[max(0, n) : cue.first])
    return gerund or page.tokens[n].text == ","


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
            if not _follows_directly(page, before):
                return None
            speaker = speaker_of(page, before, after=True)
            if speaker is not None and before.first < speaker.head < cue.first:
                return speaker
            return None
    return None


def _main_subject(page: Page, verb: Token) -> Speaker | None:
    """Return the subject of the main clause that a participle behind a comma belongs to."""
    for above in reversed(page.analysis.ancestors(verb)):
        subject = subject_of(page, above)
        if subject is not None and subject.i < verb.i and subject.lower not in page.rules.who:
            return speaker_at(page, subject.i, "participle", 0.8)
    return None


def _clausal(token: Token) -> bool:
    """Tell whether a verb that hangs on a noun has a clause of its own."""
    return token.dep == "acl:relcl"


def _follows_directly(page: Page, cue: Cue) -> bool:
    """Tell whether only marks stand between the reported words and the cue."""
    before = page.tokens[cue.start - 1] if cue.start else None
    if before is None or before.text in MARKS or page.quoted(before):
        return True
    return before.pos == "PUNCT" and not _led(page, cue)


def _led(page: Page, cue: Cue) -> bool:
    """Tell whether the cue has a subject before it, and an apposition between them.

    "X, chef de Y, a salué Z": the comma before the cue closes what one behind X opened.
    """
    subject = subject_of(page, page.tokens[cue.first])
    if subject is None or subject.i >= cue.start:
        return False
    between = page.tokens[subject.i : cue.start]
    commas = sum(t.text == "," for t in between)
    return commas > 1 and not any(page.quoted(t) for t in between)


def _behind(page: Page, cue: Cue) -> Speaker | None:
    """Take the first noun phrase after the cue that hangs on no preposition."""
    sentence = page.sentence(page.tokens[cue.last])
    rules = page.rules
    n = cue.last + 1
    adjective: int | None = None
    while n < sentence.last:
        token = page.tokens[n]
        beyond = aside_at(page, n)
        if beyond > n:
            n = beyond
            continue
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
        if token.text == "," and found is not None and found.i > start - 4 and found.ent == "PER":
            break  # "Faute de temps et d'argent, X a dit ...": who stands right before the verb
        subject = token.dep.startswith("nsubj") or token.dep == "expl:subj"
        if token.pos == "PRON" and found is None and subject and token.lower not in page.rules.who:
            return speaker_at(page, n, "clause-subject", 0.7)
        if token.pos in NOUNS and not governed(page, token):
            found = token
    if found is None:
        return None
    return speaker_at(page, found.i, "clause-subject", 0.6)


def _owner(page: Page, cue: Cue) -> Speaker | None:
    """Return who says it where a noun reports: its complement, or the verb's subject."""
    noun = page.tokens[cue.first]
    found = author_of(page, noun)
    if found is not None:
        return found
    for above in page.analysis.ancestors(noun):
        if cue.entry.clause and _denies(page, above):
            return None  # "X rejette les accusations selon lesquelles ..." are not X's
        subject = subject_of(page, above)
        if subject is not None and subject.i < noun.i:
            if subject.lower in page.rules.who:
                return antecedent_of(page, above, subject)
            return speaker_at(page, subject.i, "noun-subject", 0.7)
        if above.pos == "VERB":
            break
    return None


def _denies(page: Page, verb: Token) -> bool:
    """Tell whether a verb denies or refuses what it governs."""
    entries = page.lexicon.verbs.get(verb.lower, ())
    return any(entry.force in _AGAINST for entry, _ in entries)
