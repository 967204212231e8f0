"""Readings as spaCy documents: the text in tokens, actors as entities, facts as span groups.

Beside `analysis.py` the only module that uses spaCy; no model is loaded here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.types.reading import Reading
from dragoman.types.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as SpacySpan

GROUPS = ("actors", "triggers", "sentences", "quotations", "times", "claims")
"""Span groups of each document; labels are kinds, types and such, ids are those of the facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One document to be packed.

    Attributes:
        text: its frozen text.
        language: ISO 639-1 code.
        reading: its reading.
        ids: id in the record of each actor and fact, by its id in the reading.
        meta: what is kept as ``Doc.user_data`` under its name.
    """

    text: str
    language: str
    reading: Reading
    ids: dict[str, str]
    meta: dict[str, str]


def pack_docs(documents: Iterable[Read]) -> tuple[bytes, int]:
    """Return a DocBin of `documents`, and how many spans did not fall on whole tokens."""
    from spacy.tokens import DocBin

    bin = DocBin(attrs=["SPACY", "ENT_IOB", "ENT_TYPE", "ENT_ID"], store_user_data=True)
    moved = 0
    for document in documents:
        doc, widened = _doc(document)
        moved += widened
        bin.add(doc)
    return bin.to_bytes(), moved


def _doc(document: Read) -> tuple["Doc", int]:
    import spacy

    nlp = _BLANK.get(document.language)
    if nlp is None:
        nlp = _BLANK[document.language] = spacy.blank(document.language)
    doc = nlp.make_doc(document.text)
    moved = 0
    groups: dict[str, list[SpacySpan]] = defaultdict(list)
    for group, span, label, name in _marks(document):
        made = doc.char_span(span.start, span.end, label=label, span_id=name)
        if made is None:
            moved += 1
            made = doc.char_span(
                span.start, span.end, label=label, span_id=name, alignment_mode="expand"
            )
        if made is not None:
            groups[group].append(made)
    for group in GROUPS:
        doc.spans[group] = groups[group]
    from spacy.util import filter_spans

    doc.set_ents(filter_spans(groups["actors"]))
    doc.user_data.update(document.meta)
    return doc, moved


_BLANK: "dict[str, Language]" = {}  # tokenizers by language, made once


def _marks(document: Read) -> Iterator[tuple[str, Span, str, str]]:
    """Yield group, place, label and id of all that is marked."""
    reading, ids = document.reading, document.ids
    for actor in reading.actors:
        for mention in actor.mentions:
            if mention.form in ("name", "description", "metonym"):
                yield "actors", mention.span, actor.kind.value, ids.get(actor.id, actor.id)
    for event in reading.events:
        for told in event.mentions:
            yield "triggers", told.trigger, event.type.value, ids.get(event.id, event.id)
    for sentence in reading.sentences:
        yield "sentences", sentence, "sentence", ""
    for quotation in reading.quotations:
        yield "quotations", quotation.span, quotation.kind, ids.get(quotation.id, quotation.id)
    for time in reading.times:
        yield "times", time.span, time.kind, time.value or ""
    for claim in reading.claims:
        yield "claims", claim.span, claim.kind, ids.get(claim.id, claim.id)
