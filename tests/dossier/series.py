"""Happenings made by hand, for tests of what is counted over time."""

from typing import Any

from dragoman.dossier.coverage import Coverage, Span
from dragoman.dossier.entry import Entry, Party, Side
from dragoman.dossier.evidence import Evidence, Source
from dragoman.record.views import DocumentInfo

NOTHING = Span(articles=0, undated=0, first=None, last=None)
COVERAGE = Coverage(whole=NOTHING, naming=NOTHING, publishers=(), other_publishers=0)


def side(id: str) -> Side:
    return Side(id=id, kind="state", names={"fr": id, "en": id}, ids=frozenset({id}))


def party(id: str) -> Party:
    return Party(
        entity=id, name=id, names={}, kind="state", country=id, country_names={}, role=None
    )


def happening(type: str, when: str | None, *parties: str, document: int = 1, **more: Any) -> Entry:
    source = Source(
        document=document,
        name=f"d{document}",
        title=None,
        publisher=None,
        url=None,
        published="2020-05-02",
        sha256="",
        version=1,
    )
    fact = f"E-{type}-{when}-{document}-{'-'.join(parties)}"
    told: dict[str, Any] = {
        "facts": (fact,),
        "type": type,
        "mode": None,
        "act": None,
        "status": "actual",
        "when": when,
        "actors": tuple(party(id) for id in parties[:1]),
        "recipients": tuple(party(id) for id in parties[1:]),
        "place": None,
        "quantities": (),
        "contexts": (),
        "trigger": "",
        "attributed_to": None,
        "agreements": (),
        "claims": (),
        "sources": 1,
        "evidence": (Evidence(fact=fact, source=source, rule="", passages=(), fields=()),),
        "confidence": 1.0,
    }
    return Entry(**{**told, **more})


def article(key: int, published: str | None) -> DocumentInfo:
    return DocumentInfo(
        id=key,
        name=f"d{key}",
        title=None,
        publisher=None,
        url=None,
        published=published,
        language="fr",
        sha256=str(key),
        version=1,
        current=True,
        added_at="",
    )
