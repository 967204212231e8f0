"""Resolve pronouns and collectives within the article."""

from bisect import bisect_left

from dragoman.languages.actors_schema import Pronoun
from dragoman.reading.actors.cluster import Cluster, Link
from dragoman.reading.actors.scan import Scan
from dragoman.reading.analysis import Analysis, Token
from dragoman.types.span import Span

_REACH = 3
_FAR = 12
_LIKELY = 0.5
_SIDES = ("state", "military", "armed_group", "igo")
_SUBJECT = ("nsubj", "nsubj:pass")
_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent"))
_NEAREST = 3.0
_AS_SUBJECT = 1.5


_Row = tuple[int, int, int, Token, Cluster]


class _Antecedents:
    """The mentions of one article, in text order, for looking back."""

    def __init__(self, analysis: Analysis, clusters: list[Cluster]) -> None:
        self.analysis = analysis
        starts = {token.start: token for token in analysis.tokens}
        self.rows: list[_Row] = []
        self.placed: list[_Row] = []
        for order, cluster in enumerate(clusters):
            for link in cluster.links:
                head = starts.get(link.head.start)
                if head is None or link.form == "collective":
                    continue
                row = (link.span.start, link.span.end, order, head, cluster)
                self.placed.append(row)
                if link.confidence >= _LIKELY:
                    self.rows.append(row)
        self.rows.sort(key=lambda row: row[:3])
        self.placed.sort(key=lambda row: row[:3])
        self.states = {c.entity: c for c in clusters if c.kind == "state" and c.entity}

    def insert(self, span: Span, head: Token, cluster: Cluster) -> None:
        """Add a resolved pronoun, so that the next may follow it."""
        at = bisect_left(self.rows, (span.start + 1,))
        self.rows.insert(at, (span.start, span.end, -1, head, cluster))

    def before(
        self, token: Token, reach: int = _REACH, *, places: bool = False
    ) -> list[tuple[Token, Cluster]]:
        """Return (head, cluster) of mentions before `token`, the nearest first.

        With `places`, also of capitals that only lie somewhere.
        """
        found = []
        rows = self.placed if places else self.rows
        for at in range(bisect_left(rows, (token.start,)) - 1, -1, -1):
            _, end, _, head, cluster = rows[at]
            if end > token.start:
                continue
            if token.sentence - head.sentence > reach:
                break
            found.append((head, cluster))
        return found


def resolve(scan: Scan, clusters: list[Cluster]) -> None:
    """Add pronouns, relatives and collectives to the clusters they stand for."""
    analysis, grammar = scan.analysis, scan.lexicon.grammar
    antecedents = _Antecedents(analysis, clusters)
    single = {form: p for p in grammar.pronouns for form in p.forms if " " not in form}
    several = {form: p for p in grammar.pronouns for form in p.forms if " " in form}
    collectives = scan.lexicon.collectives
    phrases = {first: (last, form) for first, last, form in scan.phrases}
    skip = 0
    for token in analysis.tokens:
        if token.i < skip:
            continue
        if token.i in phrases:
            last, form = phrases[token.i]
            span = Span(token.start, analysis.tokens[last - 1].end)
            head = analysis.tokens[last - 1]
            skip = last
            if form in several:
                _pronoun(antecedents, token, span, head, several[form], grammar.impersonal)
            elif form in collectives:
                _collective(
                    antecedents,
                    token,
                    span,
                    head,
                    collectives[form].members,
                    collectives[form].count,
                )
        elif token.lower in single and token.pos in ("PRON", ""):
            pronoun = single[token.lower]
            _pronoun(antecedents, token, token.span, token, pronoun, grammar.impersonal)
        elif token.lower in grammar.relatives and token.pos == "PRON":
            _relative(antecedents, token)


def _relative(antecedents: _Antecedents, token: Token) -> None:
    """Let a relative subject stand for the mention its clause hangs on."""
    analysis = antecedents.analysis
    verb = analysis.head(token)
    if not verb.dep.startswith("acl"):
        return
    noun = analysis.head(verb)
    for head, cluster in antecedents.before(token, 0):
        if head.i == noun.i:
            cluster.add(Link(token.span, token.span, "pronoun", "relative", 0.9))
            return


def _pronoun(
    antecedents: _Antecedents,
    token: Token,
    span: Span,
    head: Token,
    pronoun: Pronoun,
    impersonal: frozenset[str],
) -> None:
    analysis = antecedents.analysis
    if pronoun.subject and (
        token.dep.startswith("expl") or analysis.head(token).lemma in impersonal
    ):
        return
    if head.i + 1 < len(analysis.tokens) and " " in pronoun.forms[0]:
        following = analysis.tokens[head.i + 1]
        if following.pos in ("NOUN", "PROPN"):
            return
    before = antecedents.before(token)
    barred = {id(c) for other, c in before if _same_clause(analysis, token, other)}
    inverted = token.text.startswith("-")  # "a-t-il ajouté": what is quoted before it is no rival
    rival = 0.0 if inverted else _rival(analysis, token, pronoun, {o.i for o, _ in before})
    best, best_score = None, rival
    seen: set[int] = set()
    for rank, (other, cluster) in enumerate(before):
        if id(cluster) in seen or id(cluster) in barred:
            continue
        seen.add(id(cluster))
        score = _score(token, pronoun, other, cluster, rank)
        if inverted and score and other.sentence == token.sentence:
            score = max(score - 1.5, 0.1)
        if score > best_score:
            best, best_score = cluster, score
    if best is None:
        return
    confidence = round(min(0.9, 0.4 + 0.1 * best_score), 2)
    best.add(Link(span, head.span, "pronoun", f"pronoun.{pronoun.forms[0]}", confidence))
    antecedents.insert(span, head, best)


def _same_clause(analysis: Analysis, token: Token, other: Token) -> bool:
    """Tell whether grammar bars two words from being one actor.

    Both depend on one verb ("il a reçu X"), or one is subject of a clause that tells of the
    other ("X, qu'il a reçu").
    """
    if other.sentence != token.sentence:
        return False
    verb = analysis.head(token)
    if verb.dep == "acl:relcl" and verb.head == other.i and token.dep in _SUBJECT:
        return True
    if other.dep not in _ARGUMENTS:
        return False
    return other.head == token.head and token.head != token.i


def _rival(analysis: Analysis, token: Token, pronoun: Pronoun, actors: set[int]) -> float:
    """Return how well the best noun that is no actor fits a pronoun: its subject rivals."""
    best = 0.0
    sentence = analysis.sentences[token.sentence]
    start = analysis.sentences[max(token.sentence - 1, 0)].first
    for other in analysis.tokens[start : token.i]:
        if other.pos != "NOUN" or other.dep not in _SUBJECT or other.i in actors:
            continue
        if other.sentence == token.sentence and other.head == token.head:
            continue
        if other.feat("Number") != pronoun.number:
            continue
        gender = other.feat("Gender")
        if pronoun.gender and gender and gender != pronoun.gender:
            continue
        best = max(best, _NEAREST - (sentence.index - other.sentence) + _AS_SUBJECT - 0.3)
    return best


def _score(token: Token, pronoun: Pronoun, other: Token, cluster: Cluster, rank: int) -> float:
    """Return how well `cluster`, last named at `other`, fits a pronoun; 0 if it cannot."""
    if pronoun.person and cluster.kind != "person":
        return 0.0
    if not _agrees(pronoun, other, cluster):
        return 0.0
    score = _NEAREST - (token.sentence - other.sentence) - 0.25 * rank
    if other.dep in _SUBJECT and not pronoun.nearest:
        score += _AS_SUBJECT
    if cluster.kind == "person":
        score += 1.2 if pronoun.subject else 0.8
    elif cluster.gender is None and other.feat("Gender") is None and pronoun.number == "Sing":
        score -= 1.0
    return max(score, 0.1)


def _agrees(pronoun: Pronoun, other: Token, cluster: Cluster) -> bool:
    many = cluster.plural or (cluster.kind not in ("person",) and other.feat("Number") == "Plur")
    if pronoun.number == "Plur":
        return many or (
            cluster.kind in ("military", "armed_group") and other.feat("Number") == "Plur"
        )
    if many:
        return False
    gender = cluster.gender or (other.feat("Gender") if cluster.kind != "person" else None)
    return gender is None or pronoun.gender is None or gender == pronoun.gender


def _collective(
    antecedents: _Antecedents, token: Token, span: Span, head: Token, members: str, count: int
) -> None:
    """Give a collective to the last `count` actors of its sort, or to none if they are fewer."""
    kinds = _SIDES if members == "side" else (members,)
    found: dict[int, Cluster] = {}
    for _, cluster in antecedents.before(token, _FAR, places=True):
        member = cluster
        if members == "state" and cluster.kind not in ("state", "igo"):
            member = antecedents.states.get(cluster.country or "", cluster)
        if member.kind in kinds and not member.plural:
            found.setdefault(id(member), member)
        if len(found) == count:
            break
    if len(found) < count:
        return
    for cluster in found.values():
        cluster.add(Link(span, head.span, "collective", f"collective.{members}", 0.7))
