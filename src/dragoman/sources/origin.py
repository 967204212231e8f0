"""Where the text of a document and its date were taken from."""

from dataclasses import dataclass, replace
from typing import Literal

DateSource = Literal["given", "metadata", "feed", "page", "url", "text"]
"""What tells a date of publication, in the order in which it is believed: what was given with
the article (a header line, a field), metadata of the page, the feed it came in, the visible
page, the address, the text itself ("publié le ...")."""

DATE_ORDER: tuple[DateSource, ...] = ("given", "metadata", "feed", "page", "url", "text")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication as one place tells it.

    Attributes:
        source: the place.
        words: what it says, as written there.
    """

    source: DateSource
    words: str


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of publication that was understood.

    Attributes:
        edtf: the date, as precise as the place tells it.
        source, words: see `Dated`.
    """

    edtf: str
    source: DateSource
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What an article was extracted from, kept to extract it again.

    Attributes:
        body: the bytes, decompressed.
        media_type: such as "text/html".
        charset: as the sender declared it; None if not declared.
    """

    body: bytes
    media_type: str
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How a document came to be.

    Attributes:
        format: format of what it was taken from, such as "html".
        extractor: library and version that told the article from the rest; None if the
            text stood there as it is.
        place: file and place in it; None if it was fetched.
        fetched_at: ISO 8601 moment in UTC; None if it was not fetched.
        original: what it was extracted from; None if that is not kept.
        date: the date of publication that was believed; None if none was found.
        others: dates that other places tell and that contradict it.
    """

    format: str
    extractor: str | None = None
    place: str | None = None
    fetched_at: str | None = None
    original: Original | None = None
    date: FoundDate | None = None
    others: tuple[FoundDate, ...] = ()

    def dated(self, date: FoundDate | None, others: tuple[FoundDate, ...]) -> "Origin":
        """Return the same origin with what was found of its date."""
        return replace(self, date=date, others=others)
