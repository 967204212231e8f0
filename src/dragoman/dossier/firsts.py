"""The first of its kind: what the record holds of what is asked for, and how far it sees."""

from dataclasses import dataclass

from dragoman.dossier.coverage import Coverage, coverage_of
from dragoman.dossier.entry import Side
from dragoman.dossier.fitting import Fit, Fitting
from dragoman.dossier.happenings import find_happenings
from dragoman.dossier.question import Question, understand
from dragoman.dossier.summary import HAPPENED
from dragoman.knowledge import Knowledge
from dragoman.record.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Firsts:
    """What the record holds of one sort of event.

    Attributes:
        question: what was understood.
        found: what happened and is what is asked for, the earliest first.
        undated: likewise, of unknown date: one of these may be the first.
        possible: what happened and may be what is asked for, in the same order.
        unfulfilled: what was planned, proposed or denied, in the same order.
        coverage: what the record covers of the sides asked for.
        version: version of this form.
    """

    question: Question
    found: tuple[Fit, ...]
    undated: tuple[Fit, ...]
    possible: tuple[Fit, ...]
    unfulfilled: tuple[Fit, ...]
    coverage: Coverage
    version: int = 1


def find_firsts(
    record: Record, knowledge: Knowledge, words: str, *, predecessors: bool = True
) -> Firsts:
    """Return what `record` holds of what `words` ask for, the earliest first.

    Args:
        record: an open record.
        knowledge: knows titles, states and who held which office.
        words: a question or its gist, in French or English.
        predecessors: whether states that one legally continues count as it.

    Raises:
        QuestionError: if no event is understood.
    """
    question = understand(words, knowledge, entities=record.entities, predecessors=predecessors)
    return answer(record, knowledge, question)


def answer(record: Record, knowledge: Knowledge, question: Question) -> Firsts:
    """Return what `record` holds of what `question` asks for."""
    fits = fitting_happenings(record, knowledge, question)
    happened = [fit for fit in fits if fit.entry.status in HAPPENED]
    sure = [fit for fit in happened if not fit.doubts]
    return Firsts(
        question=question,
        found=tuple(fit for fit in sure if fit.entry.when is not None),
        undated=tuple(fit for fit in sure if fit.entry.when is None),
        possible=tuple(fit for fit in happened if fit.doubts),
        unfulfilled=tuple(fit for fit in fits if fit.entry.status not in HAPPENED),
        coverage=coverage_of(record, sides_of(question)),
    )


def fitting_happenings(record: Record, knowledge: Knowledge, question: Question) -> tuple[Fit, ...]:
    """Return the happenings that are, or may be, what is asked for, in order of time."""
    fitting = Fitting(question, knowledge)
    doers = [a.side for a in question.asked if a.side and a.part != "receiver"]
    named = [*doers, *sides_of(question)]
    found = find_happenings(
        record,
        knowledge,
        countries=named[0].ids if named else None,
        types=question.event.types or None,
    )
    fits = (fitting.fit(entry) for entry in found)
    return tuple(fit for fit in fits if fit is not None)


def sides_of(question: Question) -> tuple[Side, ...]:
    """Return the sides that a question names, each once."""
    return tuple({a.side.id: a.side for a in question.asked if a.side is not None}.values())
