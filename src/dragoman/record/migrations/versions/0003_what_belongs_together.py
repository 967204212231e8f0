"""What belongs together across documents, and an index of words."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the tables of resolution and search; older facts are resolved by the next ingest."""
    with op.batch_alter_table("judgements") as judgements:
        judgements.add_column(
            sa.Column("relation", sa.String(), server_default="same", nullable=False)
        )
    op.create_table(
        "clusters",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('H', 'T')", name=op.f("ck_clusters_kind")),
        sa.ForeignKeyConstraint(
            ["lead"], ["facts.id"], name=op.f("fk_clusters_lead"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clusters")),
    )
    op.create_index(op.f("ix_clusters_lead"), "clusters", ["lead"], unique=False)
    op.create_table(
        "identities",
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity"], ["entities.id"], name=op.f("fk_identities_entity"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entity", name=op.f("pk_identities")),
    )
    op.create_index(op.f("ix_identities_cluster"), "identities", ["cluster"], unique=False)
    op.create_table(
        "members",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("cluster", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster"], ["clusters.id"], name=op.f("fk_members_cluster"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_members_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name=op.f("pk_members")),
    )
    op.create_index(op.f("ix_members_cluster"), "members", ["cluster"], unique=False)
    op.create_table(
        "ties",
        sa.Column("one", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["one"], ["facts.id"], name=op.f("fk_ties_one"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other"], ["facts.id"], name=op.f("fk_ties_other"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("one", "other", name=op.f("pk_ties")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_ties_other"), "ties", ["other"], unique=False)
    op.create_table(
        "traits",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_traits_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name=op.f("pk_traits")),
    )
    op.create_table(
        "blocks",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_blocks_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", "fact", name=op.f("pk_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_blocks_fact"), "blocks", ["fact"], unique=False)
    op.create_table(
        "searchables",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_searchables_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_searchables_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searchables")),
    )
    op.create_index(op.f("ix_searchables_document"), "searchables", ["document"], unique=False)
    op.create_index(op.f("ix_searchables_fact"), "searchables", ["fact"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        # Holds no text of its own: what is indexed stands in texts, between searchables' bounds.
        op.execute(
            "CREATE VIRTUAL TABLE search_words USING fts5("
            "words, content='', tokenize='unicode61 remove_diacritics 2')"
        )
    else:
        op.execute(
            "CREATE TABLE search_words (id integer PRIMARY KEY "
            "REFERENCES searchables (id) ON DELETE CASCADE, words tsvector NOT NULL)"
        )
        op.execute("CREATE INDEX ix_search_words_words ON search_words USING gin (words)")


def downgrade() -> None:
    """Take the tables of resolution and search away again, with what they hold."""
    op.drop_table("search_words")
    for table in ("searchables", "blocks", "traits", "ties", "members", "identities", "clusters"):
        op.drop_table(table)
    with op.batch_alter_table("judgements") as judgements:
        judgements.drop_column("relation")
