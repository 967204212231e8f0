"""Facts as FollowTheMoney entities: actors, events and the articles that prove them."""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from dragoman.knowledge.states import alpha2_codes
from dragoman.record.streaming import Told
from dragoman.record.views import RecordedActor, RecordedEvent
from dragoman.surfaces.export.cells import value
from dragoman.surfaces.export.headlines import Headline, headline_with
from dragoman.surfaces.export.selection import Selection, Tally

_SCHEMATA = {
    "person": "Person",
    "state": "PublicBody",
    "military": "PublicBody",
    "court": "PublicBody",
    "igo": "Organization",
    "armed_group": "Organization",
    "party": "Organization",
    "ngo": "Organization",
    "media": "Organization",
    "company": "Company",
}
_FORMER = {
    "SUN": "suhh", "YUG": "yucs", "SCG": "csxx", "CSK": "cshh", "DDR": "dd", "ZAR": "zr",
    "HVO": "bf", "DHY": "bj", "RHO": "zw", "VDR": "vn", "YMD": "ye",
}  # fmt: skip
"""Former states as FollowTheMoney has them, else the state that took their place."""

_LANGUAGES = {"fr": "fra", "en": "eng", "ar": "ara", "ru": "rus", "es": "spa", "pt": "por"}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")


def write_follow_the_money(selection: Selection, tally: Tally) -> Iterator[bytes]:
    """Yield one entity a line; actors and articles come once, before the first event they serve."""
    encode = msgspec.json.Encoder().encode
    headline = headline_with(selection)
    known: set[str] = set()
    for told in selection.events():
        lines = []
        for entity in _entities(told, headline):
            if entity["id"] not in known or entity["schema"] == "Event":
                known.add(entity["id"])
                lines.append(encode(entity))
        yield b"\n".join(lines) + b"\n"
        tally.written += 1


def entity_id(entity: str) -> str:
    """Return the id of an entity in the few characters that FollowTheMoney allows."""
    if _PLAIN.fullmatch(entity):
        return f"entity.{entity}"
    plain = re.sub(r"[^0-9A-Za-z]+", "-", entity).strip("-")
    return f"entity.{plain}.{hashlib.sha256(entity.encode()).hexdigest()[:8]}"


def _entities(told: Told[RecordedEvent], headline: Headline) -> Iterator[dict[str, Any]]:
    for actor in (*told.fact.actors, *told.fact.recipients):
        yield _actor(actor)
    article = _article(told)
    yield article
    yield _event(told, headline(told), article["id"])


def _actor(actor: RecordedActor) -> dict[str, Any]:
    schema = _SCHEMATA.get(actor.kind, "LegalEntity")
    entity = actor.entity
    return _entity(
        entity_id(entity),
        schema,
        name=[actor.name],
        country=[_country(actor.country)],
        wikidataId=[entity if re.fullmatch(r"Q\d+", entity) else None],
        position=[actor.role if schema == "Person" else None],
    )


def _article(told: Told[RecordedEvent]) -> dict[str, Any]:
    document = told.fact.document
    return _entity(
        f"article.{document.sha256[:16]}",
        "Article",
        title=[document.title or document.name],
        publisher=[document.publisher],
        sourceUrl=[_web(document.url)],
        publishedAt=[_point(document.published)],
        language=[_LANGUAGES.get(document.language)],
        notes=[f"sha256:{document.sha256}"],
    )


def _event(told: Told[RecordedEvent], headline: str, article: str) -> dict[str, Any]:
    fact, event = told.fact, told.fact.event
    when = value(event.when) or ""
    start, _, end = when.partition("/")
    return _entity(
        fact.fact,
        "Event",
        name=[headline],
        summary=[event.mentions[0].sentence.of(told.text)],
        date=[_point(when) if "/" not in when else None],
        startDate=[_point(start) if "/" in when else None],
        endDate=[_point(end)],
        location=[value(event.place)],
        organizer=[entity_id(actor.entity) for actor in fact.actors],
        involved=[entity_id(actor.entity) for actor in fact.recipients],
        keywords=[event.type.value, value(event.mode), f"status:{event.status.value}"],
        recordId=[fact.fact],
        sourceUrl=[_web(telling.url) for telling in told.tellings],
        publisher=[telling.publisher for telling in told.tellings],
        proof=[article],
    )


def _entity(id: str, schema: str, **properties: list[str | None]) -> dict[str, Any]:
    """Return one entity: what is unknown is left out, each value comes once, in plain spaces."""
    held = {
        name: list(dict.fromkeys(" ".join(one.split()) for one in values if one))
        for name, values in properties.items()
    }
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in held.items() if values},
    }


def _country(state: str | None) -> str | None:
    if state is None:
        return None
    return _FORMER.get(state) or alpha2_codes().get(state, "").lower() or None


def _point(edtf: str | None) -> str | None:
    """Return the day, month or year of a date, without ~ and ?; None for others."""
    plain = re.sub(r"[~?%]", "", edtf or "")
    return plain if _DATE.fullmatch(plain) and plain[5:7] <= "12" else None


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
