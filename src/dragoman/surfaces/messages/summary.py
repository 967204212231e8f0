"""The head paragraph of a dossier: its figures as plain sentences."""

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.entry import Dossier, Entry
from dragoman.dossier.summary import Summary
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.telling import tell_sentence


def tell_summary(
    summary: Summary,
    dossier: Dossier | ActorDossier,
    narrator: Narrator,
    *,
    quotations: int | None = None,
) -> str:
    """Return the paragraph that says what a dossier comes to.

    Args:
        summary: its figures.
        dossier: the dossier.
        narrator: tells in its language.
        quotations: how many there are, of a dossier that is sketched without them.
    """
    say = narrator.say
    quotations = len(dossier.quotations) if quotations is None else quotations
    is_pair = isinstance(dossier, Dossier)
    if not summary.events and not summary.expected and not quotations:
        return say("summary.nothing_between" if is_pair else "summary.nothing")
    told = [_extent(summary, dossier, narrator)]
    if summary.events:
        told.append(_balance(summary, say))
    if summary.first and summary.last and summary.first is not summary.last:
        told.append(
            say(
                "summary.first", when=_when(summary.first, say), what=_what(summary.first, narrator)
            )
        )
        told.append(
            say("summary.last", when=_when(summary.last, say), what=_what(summary.last, narrator))
        )
    elif summary.first:
        told.append(
            say("summary.only", when=_when(summary.first, say), what=_what(summary.first, narrator))
        )
    counted = [
        say(f"summary.{name}", count=count)
        for name, count in (
            ("visits", summary.visits),
            ("agreements", summary.agreements),
            ("deliveries", summary.deliveries),
            ("quotations", quotations),
        )
        if count
    ]
    if counted:
        told.append(say("summary.among", what=_listed(counted, say)))
    if summary.expected or summary.denied:
        kept = [
            say(f"summary.{name}", count=count)
            for name, count in (("expected", summary.expected), ("denied", summary.denied))
            if count
        ]
        told.append(say("summary.besides", what=_listed(kept, say)))
    if isinstance(dossier, Dossier):
        told += [narrator.scope(dossier).partition(". ")[2]]  # which predecessors count
    return " ".join(part.strip() for part in told if part.strip())


def _extent(summary: Summary, dossier: Dossier | ActorDossier, narrator: Narrator) -> str:
    say = narrator.say
    articles = say("summary.articles", count=dossier.documents)
    events = say("summary.events", count=summary.events)
    if isinstance(dossier, Dossier):
        sides = {"one": narrator.side(dossier.one), "other": narrator.side(dossier.other)}
        if not summary.years:
            return say("summary.between", events=events, articles=articles, **sides)
        key = "summary.between_years" if len(summary.years) > 1 else "summary.between_year"
    else:
        sides = {"one": narrator.side(dossier.one)}
        if not summary.years:
            return say("summary.of", events=events, articles=articles, **sides)
        key = "summary.of_years" if len(summary.years) > 1 else "summary.of_year"
    since, until = summary.years[0].year, summary.years[-1].year
    return say(key, events=events, articles=articles, since=since, until=until, **sides)


def _balance(summary: Summary, say: Messages) -> str:
    """Return how much is cooperation, how much conflict."""
    good, bad = summary.cooperation, summary.conflict
    if not good and not bad:
        return ""
    if not bad:
        return say("summary.all_cooperation")
    if not good:
        return say("summary.all_conflict")
    return say("summary.balance", good=good, bad=bad)


def _when(entry: Entry, say: Messages) -> str:
    return show_date(entry.when, say)


def _what(entry: Entry, narrator: Narrator) -> str:
    return tell_sentence(narrator, entry, within=True)


def _listed(parts: list[str], say: Messages) -> str:
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + say("grammar.and") + parts[-1]
