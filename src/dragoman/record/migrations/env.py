"""Run by Alembic: migrates over the one connection that `record.database` hands it."""

from alembic import context

from dragoman.record.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
)
context.run_migrations()
