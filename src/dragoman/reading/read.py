"""The one function that understands an article."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman import __version__
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.languages.pack import pack_digest
from dragoman.reading.actors import find_actors
from dragoman.reading.agreements import find_agreements
from dragoman.reading.analysis import Analyser, Analysis, load_analyser
from dragoman.reading.claims import find_claims
from dragoman.reading.events import find_events
from dragoman.reading.events.scoring.context_weights import load_context
from dragoman.reading.memory import give_back
from dragoman.reading.quotes import find_quotations, find_speaker_spans
from dragoman.reading.relevance import load_relevance
from dragoman.reading.times import find_times
from dragoman.types.actor import Actor
from dragoman.types.document import Document
from dragoman.types.edtf import EdtfError, parse_edtf
from dragoman.types.reading import Provenance, Reading
from dragoman.types.time import TimeExpression


@dataclass(frozen=True, slots=True)
class Ground:
    """What quotations and events are read upon.

    Attributes:
        analysis: words and trees.
        times, actors: of the article.
    """

    analysis: Analysis
    times: tuple[TimeExpression, ...]
    actors: tuple[Actor, ...]


def read_ground(document: Document, *, analyser: Analyser, knowledge: Knowledge) -> Ground:
    """Return the words, times and actors of `document`: where reading and training begin.

    Raises:
        EdtfError: if its date of publication is none.
    """
    if document.published is not None:
        try:
            parse_edtf(document.published)
        except EdtfError as wrong:
            raise EdtfError(f"{document.id}: date of publication: {wrong}") from wrong
    analysis = analyser(document.text, load_relevance(document.language))
    times = find_times(analysis, published=document.published, knowledge=knowledge)
    actors = find_actors(
        analysis,
        document=document,
        times=times,
        speakers=find_speaker_spans(analysis),
        knowledge=knowledge,
    )
    return Ground(analysis, times, actors)


def read(document: Document, *, analyser: Analyser, knowledge: Knowledge) -> Reading:
    """Return all that is understood of `document`.

    Pure and deterministic: the same document, pack, knowledge and version give the
    same reading, on any machine and on any day.

    Raises:
        EdtfError: if the date of publication of `document` is none.
    """
    found = read_ground(document, analyser=analyser, knowledge=knowledge)
    analysis, times, actors = found.analysis, found.times, found.actors
    quotations = find_quotations(analysis, actors=actors, times=times, published=document.published)
    told = find_events(
        analysis,
        document=document,
        actors=actors,
        times=times,
        quotations=quotations,
        knowledge=knowledge,
    )
    return Reading(
        document=document.sha256,
        published=document.published,
        provenance=Provenance(
            dragoman=__version__,
            pack=f"{document.language}:{pack_digest(document.language)}",
            knowledge=knowledge.digest,
            model=analyser.model,
        ),
        sentences=tuple(sentence.span for sentence in analysis.sentences),
        times=times,
        actors=actors,
        quotations=quotations,
        events=told.events,
        agreements=find_agreements(
            analysis, events=told.accords, actors=actors, times=times, knowledge=knowledge
        ),
        claims=find_claims(analysis, events=told.events, quotations=quotations, times=times),
    )


def load_reader(language: str, user_files: tuple[Path, ...] = ()) -> Callable[[Document], Reading]:
    """Return `read` with the analyser and the knowledge base of a language loaded.

    Takes seconds (the parsing model): once per process. `user_files` are YAML files that
    add to the knowledge base.
    """
    analyser, knowledge = load_analyser(language), load_knowledge(user_files)
    give_back()
    # It takes most while it is unpacked: now, while little else is held.
    load_context(language)

    def reading(document: Document) -> Reading:
        return read(document, analyser=analyser, knowledge=knowledge)

    # Reading loads the rest. It all stays: to look through it for rubbish took 7 % of the
    # time, and where some was loaded later, more (#9).
    reading(Document(id="", text=".", language=language))
    gc.collect()
    gc.freeze()
    give_back()
    return reading
