"""What waits to be resolved, and the blocks in which entities are compared."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let every document that is recorded wait for the next ingest to resolve it."""
    op.create_table(
        "waiting",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_waiting_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_waiting")),
    )
    op.execute("INSERT INTO waiting (document) SELECT document FROM readings")
    with op.batch_alter_table("identities") as identities:
        identities.add_column(
            sa.Column("block", sa.BigInteger(), server_default="0", nullable=False)
        )
    op.create_index(op.f("ix_identities_block"), "identities", ["block"], unique=False)


def downgrade() -> None:
    """Forget what waits; the blocks are worked out again when it is resolved."""
    op.drop_index(op.f("ix_identities_block"), table_name="identities")
    with op.batch_alter_table("identities") as identities:
        identities.drop_column("block")
    op.drop_table("waiting")
