"""The commands, each in its module; imports that take long wait until a command runs."""

from collections.abc import Callable, Mapping

import typer

from dragoman.surfaces.cli.commands import (
    account,
    alignment,
    annotate,
    demo,
    doctor,
    dossier,
    errors,
    export,
    first,
    identity,
    import_,
    ingest,
    knowledge,
    listing,
    quotes,
    read,
    record,
    relation,
    schema,
    search,
    serve,
    sql,
    watch,
    who,
    why,
)
from dragoman.surfaces.cli.screen import Screen

COMMANDS: Mapping[str, Callable[[typer.Typer, str, Screen], None]] = {
    "read": read.register,
    "ingest": ingest.register,
    "watch": watch.register,
    "errors": errors.register,
    "dossier": dossier.register,
    "first": first.register,
    "chronology": listing.chronology,
    "visits": listing.visits,
    "agreements": listing.agreements,
    "deliveries": listing.deliveries,
    "relation": relation.register,
    "alignment": alignment.register,
    "quotes": quotes.register,
    "search": search.register,
    "why": why.register,
    "merge": identity.merge,
    "split": identity.split,
    "undo": identity.undo,
    "history": identity.history,
    "serve": serve.register,
    "account": account.register,
    "who": who.register,
    "knowledge": knowledge.register,
    "export": export.register,
    "import": import_.register,
    "sql": sql.register,
    "record": record.register,
    "annotate": annotate.register,
    "demo": demo.register,
    "doctor": doctor.register,
    "schema": schema.register,
}
"""Name of each command to what adds it to the command line, in the order of the help."""
