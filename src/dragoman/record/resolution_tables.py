"""The tables of what belongs together across documents, and of what can be searched."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from dragoman.record.tables import METADATA


def _fact(name: str = "fact") -> Column[str]:
    link = ForeignKey("facts.id", ondelete="CASCADE")
    return Column(name, String, link, primary_key=True, nullable=False)


identities = Table(
    "identities",  # which entities are one somebody; one without a row stands for itself
    METADATA,
    Column("entity", String, ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True),
    Column("cluster", String, nullable=False),  # id of the member that names them all
    Column("by", String, nullable=False),  # the rule or the person that joined it
    Column("score", Float, nullable=False),
    Column("decided_at", String, nullable=False),  # ISO 8601, UTC
    Column("block", BigInteger, nullable=False, server_default="0"),  # compared with whom
    Index(None, "cluster"),
    Index(None, "block"),
)

waiting = Table(
    "waiting",  # documents whose actors and facts are to be resolved (again)
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
)

unindexed = Table(
    "unindexed",  # documents whose words are not in the index of words (any more)
    METADATA,
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
)

clusters = Table(
    "clusters",  # happenings ("H-...", of events) and accords ("T-...", of agreements)
    METADATA,
    Column("id", String, primary_key=True),  # the letter, and the digits of its lead
    Column("kind", String, nullable=False),
    Column("lead", String, ForeignKey("facts.id", ondelete="CASCADE"), nullable=False),
    Column("size", Integer, nullable=False),  # facts
    CheckConstraint("kind IN ('H', 'T')", name="kind"),
    Index(None, "lead"),
)

members = Table(
    "members",  # a fact without a row stands for itself
    METADATA,
    _fact(),
    Column("cluster", String, ForeignKey("clusters.id", ondelete="CASCADE"), nullable=False),
    Index(None, "cluster"),
)

ties = Table(
    "ties",  # two facts judged to tell of one thing, by a machine; people's are in judgements
    METADATA,
    _fact("one"),  # the smaller id
    _fact("other"),
    Column("score", Float, nullable=False),
    Column("by", String, nullable=False),
    Column("decided_at", String, nullable=False),  # ISO 8601, UTC
    Index(None, "other"),
    sqlite_with_rowid=False,
)

traits = Table(
    "traits",  # what a fact is compared by
    METADATA,
    _fact(),
    Column("body", LargeBinary, nullable=False),
)

blocks = Table(
    "blocks",  # only facts that share a key are compared
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    _fact(),
    Index(None, "fact"),
    sqlite_with_rowid=False,
)

searchables = Table(
    "searchables",  # what words are searched in; the index of words is in search_words
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # "D" an article, "E" a sentence, "Q" a quotation
    Column("document", Integer, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("fact", String, ForeignKey("facts.id", ondelete="CASCADE")),
    Column("start", Integer, nullable=False),  # code points of the text
    Column("end", Integer, nullable=False),
    Index(None, "document"),
    Index(None, "fact"),
)
