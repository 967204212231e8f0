"""The index of words keeps titles apart; texts that wait unread keep where they came from."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty the index: what is not indexed is indexed before the next search."""
    _empty("title, words")
    op.add_column("unread", sa.Column("origin", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Empty the index likewise; titles stand before the words again."""
    _empty("words")
    with op.batch_alter_table("unread") as unread:
        unread.drop_column("origin")


def _empty(columns: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_words")
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5("
            f"{columns}, content='', tokenize='unicode61 remove_diacritics 2')"
        )
    else:
        op.execute("DELETE FROM search_words")  # its one column tells titles by their weight
    op.execute("DELETE FROM searchables")
