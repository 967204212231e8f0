"""`dragoman why FACT`: everything behind one fact."""

from typing import Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def why(
        fact: Annotated[str, typer.Argument(metavar="FACT", help=say("help.why.fact"))],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.why.json"))] = False,
    ) -> None:
        from dragoman.dossier.evidence import find_evidence, trace
        from dragoman.record.store import open_record

        with open_record(record, create=False) as store:
            evidence = find_evidence(store, fact)
            origin = store.intake.origin(evidence.source.document)
            copies = store.intake.copies(evidence.source.document)
        if as_json:
            from dragoman.dossier.serialise import to_json

            traced = trace(evidence, origin=origin, copies=copies)
            screen.write(to_json(traced).decode())
        else:
            from dragoman.surfaces.cli.show_evidence import show_evidence

            show_evidence(screen, evidence, origin=origin, copies=copies)
