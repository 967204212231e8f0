"""What a question was understood to ask, and what the record covers, in words."""

from typing import TYPE_CHECKING

from dragoman.dossier.coverage import Coverage, Span
from dragoman.dossier.entry import Side
from dragoman.surfaces.messages.catalogue import Messages
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator

if TYPE_CHECKING:  # they load tables that most lists need not
    from dragoman.dossier.alignment import Alignment
    from dragoman.dossier.claimed import Checked
    from dragoman.dossier.fitting import Doubt
    from dragoman.dossier.question import Asked, Question

_KEYS = {"doer": "first.who", "receiver": "first.towards", "equal": "first.between"}


def tell_question(question: "Question", say: Messages, *, key: str = "first.understood") -> str:
    """Return one line that says what was understood, so that a reader can object."""
    parts = [say.label("asked", question.event.id)]
    for part, label in _KEYS.items():
        asked = [item for item in question.asked if item.part == part]
        if asked:
            parts.append(say(label, who=", ".join(_who(item, say) for item in asked)))
    parts += _limits(question, say)
    if question.topics:
        parts.append(say("first.topics", words=" ".join(question.topics)))
    line = say(key, what=" · ".join(parts))
    return line + "".join(_formers(item.side, say) for item in question.asked if item.side)


def _who(asked: "Asked", say: Messages) -> str:
    name = side_name(asked.side, say) if asked.side else None
    if asked.title is None:
        return name or say("first.anybody")
    return say("first.title_of", title=asked.title.form, side=name) if name else asked.title.form


def _limits(question: "Question", say: Messages) -> list[str]:
    since, until = question.since, question.until
    if since and since == until:
        return [say("first.during", date=show_date(since, say))]
    if since and until:
        shown = {"since": show_date(since, say), "until": show_date(until, say)}
        return [say("first.within", **shown)]
    if since:
        return [say("first.since", date=show_date(since, say))]
    return [say("first.until", date=show_date(until, say))] if until else []


def _formers(side: Side, say: Messages) -> str:
    narrator = Narrator(say)
    return "".join(
        say(
            "first.former",
            former=narrator.grammar.state(
                side.predecessor_names.get(former, {}).get(say.language, former)
            ).words,
            side=narrator.side(side, "of"),
        )
        for former in side.predecessors
    )


def side_name(side: Side, say: Messages) -> str:
    """Return the bare name of a side."""
    return side.names.get(say.language) or next(iter(side.names.values()), side.id)


def alignment_title(alignment: "Alignment", say: Messages) -> str:
    """Return which state is seen between which poles."""
    narrator = Narrator(say)
    state, first, second = (narrator.side(side) for side in (alignment.state, *alignment.poles))
    words = say("alignment.title", state=state, first=first, second=second)
    return words[:1].upper() + words[1:]


def tell_coverage(coverage: Coverage, sides: tuple[Side, ...], say: Messages) -> str:
    """Return what the record covers, and that it proves nothing about what it lacks."""
    words = say("coverage.whole", count=coverage.whole.articles) + _dates(coverage.whole, say)
    names = [
        say("coverage.publisher", name=name, count=count) for name, count in coverage.publishers
    ]
    if coverage.other_publishers:
        names.append(say("coverage.others", count=coverage.other_publishers))
    if names:
        words += say("coverage.publishers", publishers=", ".join(names))
    words += "."
    if sides:
        narrator = Narrator(say)
        told = narrator.grammar.listed([narrator.side_noun(side) for side in sides])
        key = "coverage.naming" if coverage.naming.articles else "coverage.naming_none"
        words += " " + say(key, count=coverage.naming.articles, sides=told)
    return f"{words} {say('coverage.caveat')}"


def tell_support(covered: Span, sides: tuple[Side, ...], say: Messages) -> str:
    """Return in how many other articles, from when to when, nothing contrary stands."""
    narrator = Narrator(say)
    told = narrator.grammar.listed([narrator.side_noun(side) for side in sides])
    dates = _dates(covered, say)
    return say("first.checks.for_it", count=covered.articles, sides=told, dates=dates)


def tell_verdict(check: "Checked", say: Messages) -> str:
    """Return what the record says of a claim, in words that do not overstate it."""
    if check.verdict == "nothing_against":
        return say("first.verdict.nothing_against")
    if check.verdict == "unchecked":
        return say(f"first.verdict.unchecked.{check.reason}")
    return say(f"first.verdict.{check.verdict}.{check.claim.kind}")


def tell_doubts(doubts: "tuple[Doubt, ...]", say: Messages) -> str:
    """Return why a happening may not be what is asked for."""
    return " ; ".join(say(f"first.doubt.{doubt}") for doubt in doubts)


def _dates(span: Span, say: Messages) -> str:
    if span.first is None or span.last is None:
        return ""
    return say("coverage.dates", first=show_date(span.first, say), last=show_date(span.last, say))
