"""The first format of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build every table of the first format."""
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("address", "version", name=op.f("uq_documents_address_version")),
        sa.UniqueConstraint("sha256", name=op.f("uq_documents_sha256")),
    )
    op.create_table(
        "entities",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("known", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entities")),
    )
    op.create_table(
        "failures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), server_default="", nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_failures")),
        sa.UniqueConstraint("path", "article", name=op.f("uq_failures_path_article")),
    )
    op.create_index(op.f("ix_failures_cause"), "failures", ["cause"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("undone_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_index(op.f("ix_judgements_subject"), "judgements", ["subject"], unique=False)
    op.create_index(op.f("ix_judgements_verdict"), "judgements", ["verdict"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("ended_at", sa.String(), nullable=True),
        sa.Column("read", sa.Integer(), server_default="0", nullable=False),
        sa.Column("unchanged", sa.Integer(), server_default="0", nullable=False),
        sa.Column("new_versions", sa.Integer(), server_default="0", nullable=False),
        sa.Column("failed", sa.Integer(), server_default="0", nullable=False),
        sa.Column("interrupted", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_table(
        "actors",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_actors_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["entity"], ["entities.id"], name=op.f("fk_actors_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actors")),
        sa.UniqueConstraint("document", "local", name=op.f("uq_actors_document_local")),
    )
    op.create_index(
        op.f("ix_actors_country_document"), "actors", ["country", "document"], unique=False
    )
    op.create_index(
        op.f("ix_actors_entity_document"), "actors", ["entity", "document"], unique=False
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("local", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.String(), nullable=True),
        sa.Column("latest", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("kind IN ('E', 'Q', 'G', 'C')", name=op.f("ck_facts_kind")),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_facts_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facts")),
        sa.UniqueConstraint("document", "local", name=op.f("uq_facts_document_local")),
    )
    op.create_index(op.f("ix_facts_kind_earliest"), "facts", ["kind", "earliest"], unique=False)
    op.create_table(
        "readings",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("dragoman", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("knowledge", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_readings_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_readings")),
    )
    op.create_table(
        "texts",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_texts_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_texts")),
    )
    op.create_table(
        "agreements",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event"], ["facts.id"], name=op.f("fk_agreements_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_agreements_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name=op.f("pk_agreements")),
    )
    op.create_index(op.f("ix_agreements_event"), "agreements", ["event"], unique=False)
    op.create_table(
        "claims",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["about"], ["facts.id"], name=op.f("fk_claims_about"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_claims_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_about"), "claims", ["about"], unique=False)
    op.create_table(
        "event_mentions",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("trigger_start", sa.Integer(), nullable=False),
        sa.Column("trigger_end", sa.Integer(), nullable=False),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_event_mentions_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", "ordinal", name=op.f("pk_event_mentions")),
    )
    op.create_table(
        "events",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("act", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("attributed_to", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_events_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_type"), "events", ["type"], unique=False)
    op.create_table(
        "participants",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["actor"], ["actors.id"], name=op.f("fk_participants_actor"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_participants_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participants")),
    )
    op.create_index(op.f("ix_participants_actor"), "participants", ["actor"], unique=False)
    op.create_index(
        op.f("ix_participants_country_role_fact"),
        "participants",
        ["country", "role", "fact"],
        unique=False,
    )
    op.create_index(
        op.f("ix_participants_entity_role_fact"),
        "participants",
        ["entity", "role", "fact"],
        unique=False,
    )
    op.create_index(op.f("ix_participants_fact"), "participants", ["fact"], unique=False)
    op.create_table(
        "quotations",
        sa.Column("fact", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("force", sa.String(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_quotations_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fact", name=op.f("pk_quotations")),
    )


def downgrade() -> None:
    """Take every table away, with all that the record holds."""
    for table in (
        *("quotations", "participants", "events", "event_mentions", "claims", "agreements"),
        *("texts", "readings", "facts", "actors", "runs", "judgements", "failures"),
        *("entities", "documents"),
    ):
        op.drop_table(table)
