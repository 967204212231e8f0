"""Which facts wait to be brought together with those of other documents."""

from sqlalchemy import Connection, delete, select

from dragoman.record.resolution_tables import clusters, members
from dragoman.record.tables import facts


def unsettle(connection: Connection, document: int) -> None:
    """Let what shares a cluster with facts of `document` be resolved again, and these too."""
    own = (
        select(members.c.cluster)
        .join(facts, facts.c.id == members.c.fact)
        .where(facts.c.document == document)
    )
    touched = sorted(set(connection.scalars(own)))
    for start in range(0, len(touched), 500):
        some = touched[start : start + 500]
        connection.execute(delete(members).where(members.c.cluster.in_(some)))
        connection.execute(delete(clusters).where(clusters.c.id.in_(some)))
