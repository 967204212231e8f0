"""Which facts are between which two, and how many."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_CODE = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_AT_ONCE = 500  # documents


def upgrade() -> None:
    """Build the tables and fill them from the facts that are there."""
    op.create_table(
        "meetings",
        sa.Column("one", _CODE, nullable=False),
        sa.Column("other", _CODE, nullable=False),
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("day", _CODE, nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fact", _CODE, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact"], ["facts.id"], name=op.f("fk_meetings_fact"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "one", "other", "kind", "day", "document", "fact", name=op.f("pk_meetings")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_meetings_fact"), "meetings", ["fact"], unique=False)
    op.create_table(
        "pairs",
        sa.Column("one", _CODE, nullable=False),
        sa.Column("other", _CODE, nullable=False),
        sa.Column("kind", _CODE, nullable=False),
        sa.Column("facts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", "kind", name=op.f("pk_pairs")),
        sqlite_with_rowid=False,
    )
    _fill()


def downgrade() -> None:
    """Take both away: what they hold is in the facts."""
    op.drop_table("pairs")
    op.drop_table("meetings")


def _fill() -> None:
    """Fill both tables; in SQL of its own, as the package will know other tables one day."""
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT coalesce(max(id), 0) FROM documents")).scalar_one()
    for first in range(1, last + 1, _AT_ONCE):
        span = {"first": first, "last": first + _AT_ONCE - 1}
        connection.execute(sa.text(_MEETINGS), span)
    connection.execute(
        sa.text(
            "INSERT INTO pairs (one, other, kind, facts) "
            "SELECT one, other, kind, count(*) FROM meetings GROUP BY one, other, kind"
        )
    )


# Each participant stands under its entity, its country, and whom it is held to be one with,
# as far as these are codes; two of different entities meet if their roles do.
_MEETINGS = """
WITH told AS (
    SELECT facts.id, facts.kind, facts.document, facts.position,
           coalesce(facts.latest, facts.earliest, '') AS day
    FROM facts JOIN documents ON documents.id = facts.document
    WHERE facts.document BETWEEN :first AND :last AND documents.current
      AND NOT EXISTS (
        SELECT 1 FROM judgements WHERE judgements.subject = facts.id
        AND judgements.verdict = 'rejected' AND judgements.undone_at IS NULL)
), named AS (
    SELECT participants.fact, participants.role, participants.entity, participants.entity AS code
    FROM participants JOIN told ON told.id = participants.fact
    UNION
    SELECT participants.fact, participants.role, participants.entity, participants.country
    FROM participants JOIN told ON told.id = participants.fact
    UNION
    SELECT participants.fact, participants.role, participants.entity, identities.cluster
    FROM participants JOIN told ON told.id = participants.fact
    JOIN identities ON identities.entity = participants.entity
)
INSERT INTO meetings (one, other, kind, day, document, fact, position)
SELECT DISTINCT first.code, second.code, told.kind, told.day, told.document, told.id, told.position
FROM told
JOIN named AS first ON first.fact = told.id
JOIN named AS second ON second.fact = told.id
    AND second.entity <> first.entity AND second.code > first.code
WHERE first.code NOT LIKE '%\\:%' AND second.code NOT LIKE '%\\:%'
  AND CASE told.kind
    WHEN 'E' THEN first.role IN ('actor', 'recipient') AND second.role IN ('actor', 'recipient')
    WHEN 'G' THEN first.role IN ('party', 'signatory') AND second.role IN ('party', 'signatory')
    WHEN 'C' THEN first.role = 'about' AND second.role = 'about'
    ELSE first.role IN ('speaker', 'principal') AND second.role IN ('addressee', 'about')
      OR second.role IN ('speaker', 'principal') AND first.role IN ('addressee', 'about')
  END
"""
