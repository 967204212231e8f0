"""Agreements across articles: one accord, its parties and the stages it went through."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.dossier.coverage import Coverage, coverage_of
from dragoman.dossier.entry import AgreementLine, Party
from dragoman.dossier.evidence import gather_evidence
from dragoman.dossier.lines import agreement_line
from dragoman.dossier.lists import Wish
from dragoman.dossier.parties import introduce_with
from dragoman.knowledge import Knowledge
from dragoman.knowledge.fold import fold
from dragoman.record.filters import Filters
from dragoman.record.store import Record
from dragoman.record.views import RecordedEvent
from dragoman.types.edtf import bounds, overlaps, sort_key

_LONG_WORD = 5
_ENOUGH = 3  # long words that say which agreement is meant
_OPEN = 10**6  # days, of a date that has no bounds
_NEAR = 7  # days between two tellings of one stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Accord:
    """One agreement, as all articles tell it.

    Attributes:
        title: its longest title; None if no article names it.
        parties: everybody who is bound, each once.
        stages: what is known of it, in order of time, undated last.
        articles: number of articles that tell of it.
    """

    title: str | None
    parties: tuple[Party, ...]
    stages: tuple[AgreementLine, ...]
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accords:
    """The agreements of a side or of a pair.

    Attributes:
        wish: what was asked for.
        accords: by their first stage, undated last.
        coverage: what the record covers of the sides.
        version: version of this form.
    """

    wish: Wish
    accords: tuple[Accord, ...]
    coverage: Coverage
    version: int = 1


def find_accords(record: Record, knowledge: Knowledge, wish: Wish) -> Accords:
    """Return the agreements of one side with anybody, or of two sides with each other.

    Args:
        record: an open record.
        knowledge: names states and organisations.
        wish: what is asked for; types and statuses are not heeded.
    """
    filters: Filters = {"since": wish.since, "until": wish.until, "undated": True}
    if len(wish.sides) > 1:
        filters["sides"] = (wish.sides[0].ids, wish.sides[1].ids)
    else:
        filters["countries"] = wish.sides[0].ids
    introduce = introduce_with(knowledge)
    lines: list[AgreementLine] = []
    for agreement in record.agreements(**filters):
        teller = record.fact(agreement.event)
        event = teller if isinstance(teller, RecordedEvent) else None
        text = record.text(agreement.document.id)
        evidence = gather_evidence(agreement, text, told_by=event)
        line = agreement_line(agreement, event, introduce, evidence)
        if not wish.among or len(_bound(line) & wish.sides[0].ids) > 1:
            lines.append(line)
    return Accords(
        wish=wish, accords=group_accords(lines), coverage=coverage_of(record, wish.sides)
    )


def group_accords(lines: Iterable[AgreementLine]) -> tuple[Accord, ...]:
    """Return agreements as accords, in the order of their first lines.

    What the record resolved is taken from it. Other lines of the same parties with like
    titles are one; without a title, only by the same stage at the same time; without
    parties a line stands alone.
    """
    groups: list[list[AgreementLine]] = []
    for line in lines:
        fitting = (group for group in groups if any(_is_one(line, other) for other in group))
        group = next(fitting, None)
        if group is None:
            groups.append([line])
        else:
            group.append(line)
    return tuple(_accord(group) for group in groups)


def _bound(line: AgreementLine) -> frozenset[str]:
    return frozenset(party.country or party.entity for party in line.parties)


def _is_one(line: AgreementLine, other: AgreementLine) -> bool:
    if line.accord is not None and other.accord is not None:
        return line.accord == other.accord
    if not line.parties or _bound(line) != _bound(other):
        return False
    if line.title and other.title:
        return _alike(line.title, other.title)
    return line.stage == other.stage and _at_once(line.when, other.when)


def _alike(one: str, other: str) -> bool:
    """Tell whether two titles are the same, or one says all the long words of the other."""
    if fold(one) == fold(other):
        return True
    words = [{w for w in fold(title).split() if len(w) >= _LONG_WORD} for title in (one, other)]
    shorter, longer = sorted(words, key=len)
    return len(shorter) >= _ENOUGH and shorter <= longer


def _at_once(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    if overlaps(one, other):
        return True
    days = [bounds(when)[0] for when in (one, other)]
    return days[0] is not None and days[1] is not None and abs((days[0] - days[1]).days) <= _NEAR


def _accord(lines: list[AgreementLine]) -> Accord:
    titles = sorted((line.title for line in lines if line.title), key=len, reverse=True)
    parties = {party.entity: party for line in lines for party in line.parties}
    return Accord(
        title=titles[0] if titles else None,
        parties=tuple(parties.values()),
        stages=tuple(_stages(lines)),
        articles=len({line.evidence.source.document for line in lines}),
    )


def _stages(lines: Iterable[AgreementLine]) -> list[AgreementLine]:
    """Return each stage once, as the article that dates it most exactly tells it."""
    kept: list[AgreementLine] = []
    for line in sorted(lines, key=lambda line: -_exactness(line.when)):
        if not any(_is_stage(line, other) for other in kept):
            kept.append(line)
    return sorted(kept, key=lambda line: sort_key(line.when))


def _is_stage(line: AgreementLine, other: AgreementLine) -> bool:
    """Tell whether two lines tell one stage; one without a date is any of its kind."""
    if (line.stage, line.status) != (other.stage, other.status):
        return False
    return line.when is None or _at_once(line.when, other.when)


def _exactness(when: str | None) -> int:
    """Return how exact a date is: days before months before years, none last."""
    first, last = bounds(when) if when else (None, None)
    return -(last - first).days if first and last else -_OPEN
