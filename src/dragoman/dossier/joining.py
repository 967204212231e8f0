"""Tellings of one happening made into one line: what is shown, why, and what they disagree on."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.dossier.entry import Difference, Entry
from dragoman.types.edtf import overlaps, precision

_FINE = ("day", "interval", "month", "season", "year", "decade", "century")
_HAPPENED = ("actual", "ongoing", "planned", "proposed", "denied", "failed", "hypothetical")


def join_tellings(tellings: Sequence[Entry], families: Mapping[int, int]) -> Entry:
    """Return one line for `tellings` of one happening, each the entry of one fact.

    The most told value is shown; of equally often told ones the finest date, what
    happened before what was planned, and then the telling read with most confidence.

    Args:
        tellings: at least one.
        families: document to the first of the documents that are one dispatch with it;
            copies of one dispatch count once.
    """
    if len(tellings) == 1:
        return tellings[0]
    tellings = sorted(tellings, key=_told)
    independent = _independent(tellings, families)
    lead = _lead(independent)
    differences: list[Difference] = []

    def choose(field: str, told: Callable[[Entry], object], rank: Callable[[Entry], int]) -> Entry:
        """Return the telling whose value of a field is shown, noting the others."""
        saying = [entry for entry in independent if told(entry)]
        if not saying:
            return lead
        counts = Counter(told(entry) for entry in saying)
        best = min(
            saying,
            key=lambda entry: (-counts[told(entry)], rank(entry), -entry.confidence),
        )
        others = [entry for entry in saying if _disagree(field, entry, best)]
        if others:
            kept, rest = counts[told(best)], max(counts[told(entry)] for entry in others)
            why = "most" if kept > rest else "finest" if field == "when" else "surest"
            differences.append(
                Difference(
                    field=field,
                    shown=_say(field, best),
                    others=tuple(dict.fromkeys(_say(field, entry) for entry in others)),
                    facts=tuple(entry.facts[0] for entry in others),
                    why=why,
                )
            )
        return best

    dated = choose("when", lambda e: e.when, lambda e: _fineness(e.when))
    counted = choose("quantities", lambda e: e.quantities, lambda _: 0)
    peopled = choose("who", _parties, lambda e: -len(_parties(e)))
    placed = next((entry for entry in (lead, *independent) if entry.place), lead)
    told_itself = [entry for entry in independent if entry.attributed_to is None]
    return replace(
        lead,
        facts=(
            *lead.facts,
            *(fact for entry in tellings if entry is not lead for fact in entry.facts),
        ),
        when=dated.when,
        actors=peopled.actors if _parties(peopled) else lead.actors,
        recipients=peopled.recipients if _parties(peopled) else lead.recipients,
        place=placed.place,
        quantities=counted.quantities,
        contexts=lead.contexts or next((e.contexts for e in independent if e.contexts), ()),
        attributed_to=None if told_itself else lead.attributed_to,
        agreements=lead.agreements or next((e.agreements for e in tellings if e.agreements), ()),
        claims=tuple(dict.fromkeys(claim for entry in tellings for claim in entry.claims)),
        sources=len({entry.evidence[0].source.document for entry in tellings}),
        publishers=_publishers(tellings, families),
        evidence=(
            *lead.evidence,
            *(e for entry in tellings if entry is not lead for e in entry.evidence),
        ),
        confidence=max(entry.confidence for entry in tellings),
        differences=tuple(differences),
    )


def _told(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """Return what puts the first telling first, whatever was recorded first."""
    return entry.evidence[0].source.published or "9999", entry.facts


def _lead(tellings: Sequence[Entry]) -> Entry:
    """Return the telling that says best what happened: the most told kind of it."""
    kinds = Counter((entry.type, entry.status) for entry in tellings)
    return min(
        tellings,
        key=lambda entry: (
            -kinds[entry.type, entry.status],
            _HAPPENED.index(entry.status) if entry.status in _HAPPENED else len(_HAPPENED),
            not _parties(entry),
            _fineness(entry.when),
            -entry.confidence,
        ),
    )


def _independent(tellings: Sequence[Entry], families: Mapping[int, int]) -> list[Entry]:
    """Return `tellings` with those of one dispatch counted once for each different value."""
    kept: dict[object, Entry] = {}
    for entry in tellings:
        document = entry.evidence[0].source.document
        family = families.get(document, document)
        key = (family, entry.type, entry.when, entry.quantities, _parties(entry))
        kept.setdefault(key, entry)
    return list(kept.values())


def _publishers(tellings: Sequence[Entry], families: Mapping[int, int]) -> int:
    """Return how many publishers tell it independently: a copied dispatch has one."""
    of_family: dict[int, str] = {}
    for entry in tellings:
        source = entry.evidence[0].source
        family = families.get(source.document, source.document)
        of_family.setdefault(family, source.publisher or f"#{source.document}")
    return len(set(of_family.values()))


def _parties(entry: Entry) -> tuple[str, ...]:
    return tuple(sorted({party.entity for party in (*entry.actors, *entry.recipients)}))


def _fineness(when: str | None) -> int:
    return _FINE.index(precision(when)) if when else len(_FINE)


def _disagree(field: str, entry: Entry, shown: Entry) -> bool:
    """Tell whether a value contradicts the one shown: saying less is no contradiction."""
    if field == "when":
        assert entry.when is not None
        assert shown.when is not None
        return not overlaps(entry.when, shown.when)
    if field == "quantities":
        return _digits(entry.quantities) != _digits(shown.quantities)
    return not set(_parties(entry)) & set(_parties(shown))


def _digits(quantities: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(quantity.casefold().split()) for quantity in quantities)


def _say(field: str, entry: Entry) -> str:
    if field == "when":
        return entry.when or ""
    if field == "quantities":
        return ", ".join(entry.quantities)
    return ", ".join(dict.fromkeys(party.name for party in (*entry.actors, *entry.recipients)))
