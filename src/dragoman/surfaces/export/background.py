"""A dossier as a background box: dated lines with footnotes, to be pasted into an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import __version__
from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.entry import Dossier, Entry
from dragoman.dossier.evidence import Evidence
from dragoman.dossier.summary import summarise
from dragoman.surfaces.messages.dates import show_date
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.surfaces.messages.summary import tell_summary
from dragoman.surfaces.messages.telling import tell_sentence

_MOST_LINES = 300
_LONGEST = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLine:
    """One dated line.

    Attributes:
        when: its date in words; "" if unknown.
        words: what happened, status and attribution included.
        notes: numbers of its footnotes, from 1.
    """

    when: str
    words: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A background box.

    Attributes:
        title: of the dossier.
        lead: its paragraph.
        lines: by time.
        notes: footnotes in their order.
        notes_title: what stands above them.
        made: who made it from what.
        language: ISO 639-1 code.
    """

    title: str
    lead: str
    lines: tuple[BoxLine, ...]
    notes: tuple[str, ...]
    notes_title: str
    made: str
    language: str


def make_box(
    dossier: Dossier | ActorDossier, entries: Sequence[Entry], narrator: Narrator, *, today: str
) -> Box:
    """Return the box of a dossier.

    Args:
        dossier: what it is about.
        entries: its lines, as the filters of the page choose them; those beyond the
            three hundredth are left out.
        narrator: tells them in its language.
        today: ISO day to write below.
    """
    say = narrator.say
    notes: list[str] = []
    lines = []
    for entry in entries[:_MOST_LINES]:
        numbers = []
        for evidence in entry.evidence[:3]:
            notes.append(_note(evidence, narrator))
            numbers.append(len(notes))
        words = tell_sentence(narrator, entry)
        if entry.status != "actual":
            words = f"[{say.label('status', entry.status)}] {words}"
        if entry.attributed_to:
            parties = (*entry.actors, *entry.recipients)
            words += narrator.on_word_of(entry.attributed_to, parties)
        when = show_date(entry.when, say) if entry.when else ""
        lines.append(BoxLine(when=when, words=words, notes=tuple(numbers)))
    summary = summarise(dossier.chronology, dossier.undated, dossier.agreements)
    return Box(
        title=narrator.title(dossier),
        lead=tell_summary(summary, dossier, narrator),
        lines=tuple(lines),
        notes=tuple(notes),
        notes_title=say("page.box_notes"),
        made=say(
            "page.box_made",
            date=show_date(today, say),
            version=__version__,
            articles=say("summary.articles", count=dossier.documents),
        ),
        language=say.language,
    )


def _note(evidence: Evidence, narrator: Narrator) -> str:
    say = narrator.say
    words = " ".join(evidence.passages[0].text.split()) if evidence.passages else ""
    if len(words) > _LONGEST:
        words = words[: _LONGEST - 1].rstrip() + "…"
    source = name_source(evidence.source, say)
    if evidence.source.url:
        source += f", {evidence.source.url}"
    return say("page.box_note", source=source, words=words, fact=evidence.fact)
