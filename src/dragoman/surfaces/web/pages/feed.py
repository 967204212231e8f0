"""The Atom feed of a dossier: what was read last comes first."""

from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter, Request, Response

from dragoman.dossier.actor import ActorDossier
from dragoman.dossier.entry import Dossier, Entry
from dragoman.surfaces.messages.sentences import Narrator
from dragoman.surfaces.messages.sources import name_source
from dragoman.surfaces.messages.telling import tell_sentence
from dragoman.surfaces.web.language import speak_to
from dragoman.surfaces.web.pages.asked import library_of
from dragoman.surfaces.web.pages.chosen import dossier_of, entries_of

router = APIRouter(include_in_schema=False)
_MOST = 50


@router.get("/dossier/{one}/{other}/feed.atom")
def pair(request: Request, one: str, other: str) -> Response:
    """Give the feed of two sides."""
    return _feed(request, *dossier_of(request, one, other))


@router.get("/actor/{entity}/feed.atom")
def actor(request: Request, entity: str) -> Response:
    """Give the feed of one side."""
    return _feed(request, *dossier_of(request, entity))


def _feed(request: Request, dossier: Dossier | ActorDossier, address: str) -> Response:
    say = speak_to(request)
    narrator = Narrator(say)
    base = str(request.base_url).rstrip("/")
    added = {document.id: document.added_at for document in library_of(request).documents()}

    def moment(entry: Entry) -> str:
        return max(added.get(item.source.document, "") for item in entry.evidence)

    newest = sorted(entries_of(request, dossier), key=moment, reverse=True)[:_MOST]
    title = narrator.title(dossier)
    language = quoteattr(say.language)
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={language}>',
        f"<title>{escape(say('page.feed_title', title=title))}</title>",
        f"<id>{escape(base + address)}</id>",
        f'<link rel="self" href={quoteattr(str(request.url))}/>',
        f"<link href={quoteattr(base + address)}/>",
        f"<updated>{_stamp(moment(newest[0]) if newest else '')}</updated>",
        "<author><name>dragoman</name></author>",
    ]
    for entry in newest:
        told = tell_sentence(narrator, entry, dated=True)
        fact = entry.facts[0]
        passage = entry.evidence[0].passages[0].text if entry.evidence[0].passages else ""
        summary = f"{passage} ({name_source(entry.evidence[0].source, say)})"
        parts += [
            "<entry>",
            f"<title>{escape(_clean(told))}</title>",
            f"<id>urn:dragoman:{escape(fact)}</id>",
            f"<link href={quoteattr(f'{base}/fact/{fact}')}/>",
            f"<updated>{_stamp(moment(entry))}</updated>",
            f"<summary>{escape(_clean(summary))}</summary>",
            "</entry>",
        ]
    parts.append("</feed>")
    return Response("\n".join(parts), media_type="application/atom+xml; charset=utf-8")


def _stamp(added_at: str) -> str:
    return escape(added_at or "1970-01-01T00:00:00+00:00")


def _clean(words: str) -> str:
    """Return words without the control characters that XML cannot hold."""
    return "".join(c for c in " ".join(words.split()) if c >= " " and c not in "\ufffe\uffff")
