"""Which documents wait for the index of words: looking for them grew with the record."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note every document whose words are not indexed."""
    op.create_table(
        "unindexed",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["documents.id"], name=op.f("fk_unindexed_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_unindexed")),
    )
    op.execute(
        "INSERT INTO unindexed (document) SELECT document FROM texts "
        "WHERE document NOT IN (SELECT document FROM searchables WHERE kind = 'D')"
    )


def downgrade() -> None:
    """Look for them again each time."""
    op.drop_table("unindexed")
