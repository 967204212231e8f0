"""One line of plain words for an event, in the language of the export."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.dossier.chronology import make_entries
from dragoman.dossier.evidence import gather_evidence
from dragoman.dossier.parties import introduce_with
from dragoman.record.streaming import Told
from dragoman.record.views import RecordedEvent
from dragoman.surfaces.export.selection import Selection
from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.sentences import Narrator

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

Headline = Callable[[Told[RecordedEvent]], str]


def load_known() -> "Knowledge":
    """Return the knowledge base as it is installed."""
    from dragoman.knowledge import load_knowledge

    return load_knowledge()


def headline_with(selection: Selection) -> Headline:
    """Return what words an event, with its status where it did not simply happen."""
    say = load_messages(selection.language)
    narrator = Narrator(say)
    introduce = introduce_with(load_known())

    def headline(told: Told[RecordedEvent]) -> str:
        [entry] = make_entries(
            [told.fact],
            agreements={},
            claims={},
            introduce=introduce,
            witness=lambda fact: gather_evidence(fact, told.text),
        )
        words = narrator.tell(entry)
        if entry.status != "actual":
            words += f" ({say.label('status', entry.status)})"
        return words

    return headline
