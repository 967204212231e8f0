"""The tables of what comes in: copies, unread texts, originals, archives, feeds and alerts."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from dragoman.record.tables import METADATA


def _document(name: str = "document", *, primary: bool = False) -> Column[int]:
    link = ForeignKey("documents.id", ondelete="CASCADE")
    return Column(name, Integer, link, primary_key=primary, nullable=False)


def _said() -> tuple[Column[str], ...]:
    """Return the columns of what a source says of a text that is no document (yet)."""
    return (
        Column("sha256", String, nullable=False),
        Column("address", String, nullable=False),
        Column("name", String, nullable=False),
        Column("title", Text),
        Column("publisher", Text),
        Column("url", Text),
        Column("published", String),  # EDTF
        Column("language", String, nullable=False),
        Column("added_at", String, nullable=False),  # ISO 8601, UTC
    )


signatures = Table(
    "signatures",
    METADATA,
    _document(primary=True),
    Column("body", LargeBinary, nullable=False),  # see sources.similar; empty: no words
)

bands = Table(
    "bands",
    METADATA,
    Column("key", BigInteger, primary_key=True),
    _document(primary=True),
    Index(None, "document"),
    sqlite_with_rowid=False,
)

kin = Table(
    "kin",  # documents that are one dispatch with an earlier one, and were read all the same
    METADATA,
    _document(primary=True),
    _document("root"),  # the first document of the family; it has no row of its own
    Column("similarity", Float, nullable=False),
    Index(None, "root"),
)

copies = Table(
    "copies",  # the same dispatch elsewhere, saying nothing more: not read
    METADATA,
    Column("id", Integer, primary_key=True),
    _document(),
    *_said(),
    Column("similarity", Float, nullable=False),
    Column("text", LargeBinary),  # zlib; null: the very text of the document
    UniqueConstraint("address", "sha256"),
    Index(None, "document"),
)

unread = Table(
    "unread",  # texts in a language that no pack reads yet
    METADATA,
    Column("id", Integer, primary_key=True),
    *_said(),
    Column("text", LargeBinary, nullable=False),  # zlib
    Column("origin", LargeBinary),  # MessagePack of the Origin with its page, zlib; null: unknown
    UniqueConstraint("address", "sha256"),
    Index(None, "language"),
)

originals = Table(
    "originals",
    METADATA,
    Column("sha256", String, primary_key=True),
    Column("media_type", String, nullable=False),
    Column("charset", String),  # as the sender declared it; null: not declared
    Column("size", Integer, nullable=False),  # bytes, not compressed
    Column("body", LargeBinary, nullable=False),  # zlib
)

origins = Table(
    "origins",  # where a document's text and date were taken from
    METADATA,
    _document(primary=True),
    Column("format", String, nullable=False),
    Column("extractor", String),  # "trafilatura 2.0.0"; null: the text stood there as it is
    Column("place", Text),  # file and place in it ("press.warc.gz", offset); null: fetched
    Column("fetched_at", String),  # ISO 8601, UTC
    Column("original", String, ForeignKey("originals.sha256")),
    Column("date_from", String),  # "metadata", "page", "url", "text", "feed", ...
    Column("date_words", Text),
    Column("date_others", Text),  # JSON: what other places say, where it differs
)

archives = Table(
    "archives",  # how far a large archive has been taken in
    METADATA,
    Column("path", String, primary_key=True),
    Column("stamp", String, nullable=False),  # size and time of change: another file begins anew
    Column("offset", BigInteger, nullable=False),
    Column("held", Integer, nullable=False),  # articles recorded from before that offset
    Column("whole", Boolean, nullable=False),
)

feeds = Table(
    "feeds",
    METADATA,
    Column("url", String, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("polled_at", String),  # ISO 8601, UTC
    Column("next_at", String),  # ISO 8601, UTC
    Column("failures", Integer, nullable=False, server_default="0"),  # on end
    Column("error", Text),
)

entries = Table(
    "entries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("feed", String, ForeignKey("feeds.url", ondelete="CASCADE"), nullable=False),
    Column("key", String, nullable=False),  # its id in the feed
    Column("body", LargeBinary, nullable=False),  # JSON of the entry, zlib
    Column("state", String, nullable=False),  # "waiting", "done", "failed"
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", String, nullable=False),  # ISO 8601, UTC
    Column("error", Text),
    UniqueConstraint("feed", "key"),
    Index(None, "state", "next_at"),
)

alerts = Table(
    "alerts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("rule", String, nullable=False),
    Column("key", String, nullable=False),  # the fact, or what crossed a threshold
    Column("fired_at", String, nullable=False),  # ISO 8601, UTC
    Column("body", Text, nullable=False),  # JSON
    UniqueConstraint("rule", "key"),
)

deliveries = Table(
    "deliveries",
    METADATA,
    Column("alert", Integer, ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    Column("sink", String, primary_key=True),
    Column("state", String, nullable=False),  # "waiting", "done", "given_up"
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_at", String, nullable=False),  # ISO 8601, UTC
    Column("error", Text),
    Index(None, "state", "next_at"),
)

marks = Table(
    "marks",  # how far a standing task has got
    METADATA,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
