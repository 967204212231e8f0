"""The two kinds of facts that are brought together: events as happenings, agreements as accords."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from dragoman.resolution.accords import AccordSide, accord_keys, accord_odds
from dragoman.resolution.blocking import keys_of
from dragoman.resolution.pairs import Side
from dragoman.resolution.traits import AccordTraits, Describer, Traits
from dragoman.types.event import Agreement, Event
from dragoman.types.reading import Reading

AnySide = Side | AccordSide
_ENCODER = msgspec.msgpack.Encoder()
_EVENT = msgspec.msgpack.Decoder(Traits)
_ACCORD = msgspec.msgpack.Decoder(AccordTraits)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fact that is brought together.

    Attributes:
        letter: of its facts' ids.
        cluster: letter of the ids of what they are brought together as.
        by: name of what scores pairs.
        floor: average odds from which they are one.
        kept: odds below which a pair counts as none.
        decode: gives the traits of a stored body.
        side: makes traits ready to be compared.
        keys: what two must share to be compared.
        score: the odds of each pair.
    """

    letter: str
    cluster: str
    by: str
    floor: float
    kept: float
    decode: Callable[[bytes], Any]
    side: Callable[[Any, Callable[[str], str]], Any]
    keys: Callable[[Any], Iterable[int]]
    score: Callable[[Sequence[tuple[Any, Any]]], list[float]]


def kinds() -> tuple[Kind, ...]:
    """Return both kinds."""
    from dragoman.resolution.happenings import BY, FLOOR, KEPT, load_score  # loads NumPy to score

    events = Kind(
        "E", "H", BY, FLOOR, KEPT, _EVENT.decode, Side, keys_of,
        lambda pairs: load_score()(pairs) if pairs else [],
    )  # fmt: skip
    agreements = Kind(
        "G", "T", "accords-1", 0.5, 0.05, _ACCORD.decode, AccordSide, accord_keys,
        lambda pairs: [accord_odds(one, other) for one, other in pairs],
    )  # fmt: skip
    return events, agreements


def describe(
    reading: Reading, text: str, *, language: str, ids: dict[str, str]
) -> list[tuple[str, bytes]]:
    """Return fact and packed traits of every event and agreement of a reading.

    Args:
        reading: the reading.
        text: the text it was read from.
        language: ISO 639-1 code of the text.
        ids: id in the reading ("e1", "g1") to the fact's id in the record.
    """
    describer = Describer(reading, text, language=language)
    found: list[tuple[str, bytes]] = []
    told: Event | Agreement
    for told in reading.events:
        if told.id in ids:
            found.append((ids[told.id], pack(describer.describe(told, fact=ids[told.id]))))
    for told in reading.agreements:
        if told.id in ids:
            accord = describer.describe_accord(told, fact=ids[told.id])
            found.append((ids[told.id], pack(accord)))
    return found


def pack(traits: Traits | AccordTraits) -> bytes:
    """Return traits as they are stored."""
    return zlib.compress(_ENCODER.encode(traits), 6)


def unpack(kind: Kind, body: bytes) -> Any:
    """Return stored traits."""
    return kind.decode(zlib.decompress(body))
