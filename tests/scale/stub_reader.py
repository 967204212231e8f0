"""A reader that understands nothing but gives real readings; also an ingest to be killed.

As a program: stub_reader.py RECORD FOLDER SECONDS-PER-ARTICLE
"""

import sys
import time
from pathlib import Path

from dragoman.record.store import open_record
from dragoman.scale.ingest import ingest
from dragoman.types.actor import Actor, Mention
from dragoman.types.document import Document
from dragoman.types.event import Event, EventMention
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

PROVENANCE = Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none")


def read(document: Document) -> Reading:
    """Take the first word for a person and the second for what they did."""
    first, second = document.text.split()[:2]
    who = Span(document.text.index(first), document.text.index(first) + len(first))
    start = document.text.index(second, who.end)
    what = Span(start, start + len(second))
    whole = Span(0, len(document.text))

    def value(content, span):
        return Sourced(value=content, spans=(span,), rule="test")

    actor = Actor(
        id="a1",
        name=value(first, who),
        kind=value("person", who),
        country=value("MLI", who),
        mentions=(Mention(span=who, head=who, form="name", rule="test"),),
    )
    event = Event(
        id="e1",
        type=value("CONSULT", what),
        status=value("actual", what),
        actors=(value("a1", who),),
        mentions=(EventMention(trigger=what, sentence=whole, rule="test"),),
    )
    return Reading(
        document=document.sha256,
        published=document.published,
        provenance=PROVENANCE,
        sentences=(whole,),
        actors=(actor,),
        events=(event,),
    )


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(record_path: str, folder: str, pause: str) -> None:
    def slowly(document: Document) -> Reading:
        time.sleep(float(pause))
        return read(document)

    with open_record(record_path) as record:
        tell("ready")
        report = ingest([Path(folder)], record=record, read=slowly)
    tell(f"{report.read} {report.unchanged} {len(report.failures)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
