"""The tables that give the facts of a pair in their order without a look at any other."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from dragoman.record.tables import METADATA

meetings = Table(
    "meetings",  # which facts are between which two; of current versions, none that is rejected
    METADATA,
    Column("one", String, primary_key=True),  # the smaller code: a country, or who bears an id
    Column("other", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("day", String, primary_key=True),  # its last day, else its first; "" if undated
    Column("document", Integer, primary_key=True, autoincrement=False),
    Column("fact", String, ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),  # as in facts
    Index(None, "fact"),
    sqlite_with_rowid=False,
)

pairs = Table(
    "pairs",  # how many facts of a kind are between two: rows of meetings
    METADATA,
    Column("one", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("kind", String, primary_key=True),
    Column("facts", Integer, nullable=False),
    sqlite_with_rowid=False,
)
