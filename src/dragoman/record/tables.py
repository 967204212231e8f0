"""The tables of the record. The migrations build them; a test keeps the two the same."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _document(*, primary: bool = False) -> Column[int]:
    """Return the column that ties a row to its document and dies with it."""
    link = ForeignKey("documents.id", ondelete="CASCADE")
    return Column("document", Integer, link, primary_key=primary, nullable=False)


def _fact() -> Column[str]:
    """Return the column by which a table of details extends `facts`."""
    return Column("fact", String, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True)


runs = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("started_at", String, nullable=False),  # ISO 8601, UTC
    Column("ended_at", String),  # null: still going, or killed
    Column("read", Integer, nullable=False, server_default="0"),
    Column("unchanged", Integer, nullable=False, server_default="0"),
    Column("new_versions", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("interrupted", Boolean, nullable=False, server_default="0"),
)

documents = Table(
    "documents",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("name", String, nullable=False),  # Document.id
    Column("address", String),  # what versions share: a URL or a file; null: no versions
    Column("version", Integer, nullable=False),
    Column("current", Boolean, nullable=False),  # the newest version at its address
    Column("title", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("published", String),  # EDTF
    Column("language", String, nullable=False),
    Column("added_at", String, nullable=False),  # ISO 8601, UTC
    UniqueConstraint("sha256"),
    UniqueConstraint("address", "version"),
)

texts = Table("texts", METADATA, _document(primary=True), Column("text", Text, nullable=False))

readings = Table(
    "readings",
    METADATA,
    _document(primary=True),
    Column("schema", Integer, nullable=False),
    Column("dragoman", String, nullable=False),
    Column("pack", String, nullable=False),
    Column("knowledge", String, nullable=False),
    Column("model", String, nullable=False),
    Column("body", LargeBinary, nullable=False),  # JSON of the Reading, zlib
)

entities = Table(
    "entities",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String),
    Column("known", Boolean, nullable=False),  # in the knowledge base
)

actors = Table(
    "actors",
    METADATA,
    Column("id", String, primary_key=True),  # "A-..." from content
    _document(),
    Column("local", String, nullable=False),  # "a1" in its reading
    Column("entity", String, ForeignKey("entities.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("sector", String),
    Column("role", Text),
    UniqueConstraint("document", "local"),
    Index(None, "entity", "document"),
    Index(None, "country", "document"),
)

judgements = Table(
    "judgements",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("subject", String, nullable=False),  # id of an actor or a fact
    Column("verdict", String, nullable=False),  # id of an entity or a fact
    Column("relation", String, nullable=False, server_default="same"),  # see record.decisions
    Column("by", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("decided_at", String, nullable=False),  # ISO 8601, UTC
    Column("undone_at", String),
    Index(None, "subject"),
    Index(None, "verdict"),
)

facts = Table(
    "facts",
    METADATA,
    Column("id", String, primary_key=True),  # "E-", "Q-", "G-" or "C-" and hex from content
    Column("kind", String, nullable=False),
    _document(),
    Column("local", String, nullable=False),  # "e1", "q1", ... in its reading
    Column("position", Integer, nullable=False),  # offset of its first evidence
    Column("earliest", String),  # ISO day; null: unbounded or unknown
    Column("latest", String),  # ISO day; null: unbounded or unknown
    Column("confidence", Float, nullable=False),
    Column("body", LargeBinary, nullable=False),  # JSON of the typed fact, zlib
    UniqueConstraint("document", "local"),
    CheckConstraint("kind IN ('E', 'Q', 'G', 'C')", name="kind"),
    Index(None, "kind", "earliest"),
)

participants = Table(
    "participants",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("fact", String, ForeignKey("facts.id", ondelete="CASCADE"), nullable=False),
    Column("actor", String, ForeignKey("actors.id", ondelete="CASCADE"), nullable=False),
    Column("role", String, nullable=False),  # see views.ROLES
    Column("position", Integer, nullable=False),  # order within its role
    Column("entity", String, nullable=False),  # copied from the actor, for its index
    Column("country", String),  # likewise
    Index(None, "fact"),
    Index(None, "actor"),
    Index(None, "entity", "role", "fact"),
    Index(None, "country", "role", "fact"),
)

events = Table(
    "events",
    METADATA,
    _fact(),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("act", String),
    Column("status", String, nullable=False),
    Column("date", String),  # EDTF
    Column("place", Text),
    Column("attributed_to", Text),  # name of the source, or its words
    Index(None, "type"),
)

event_mentions = Table(
    "event_mentions",
    METADATA,
    _fact(),
    Column("ordinal", Integer, primary_key=True),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("rule", String, nullable=False),
)

quotations = Table(
    "quotations",
    METADATA,
    _fact(),
    Column("kind", String, nullable=False),
    Column("force", String),
    Column("words", Text, nullable=False),
)

agreements = Table(
    "agreements",
    METADATA,
    _fact(),
    Column("event", String, ForeignKey("facts.id", ondelete="CASCADE"), nullable=False),
    Column("stage", String, nullable=False),
    Column("title", Text),
    Column("date", String),  # EDTF
    Index(None, "event"),
)

claims = Table(
    "claims",
    METADATA,
    _fact(),
    Column("kind", String, nullable=False),
    Column("about", String, ForeignKey("facts.id", ondelete="SET NULL")),
    Column("attributed_to", Text),
    Index(None, "about"),
)

failures = Table(
    "failures",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("article", Text, nullable=False, server_default=""),  # "" for a whole file
    Column("cause", String, nullable=False),
    Column("message", Text, nullable=False),
    Column("advice", Text, nullable=False),
    Column("detail", Text),
    Column("at", String, nullable=False),  # ISO 8601, UTC
    UniqueConstraint("path", "article"),
    Index(None, "cause"),
)
