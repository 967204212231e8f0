"""`dragoman first QUESTION`: the first of its kind, as far as the record sees."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.dossier.claimed import Answer, CheckedClaims

_SIDES = 2


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def first(
        words: Annotated[
            list[str] | None,
            typer.Argument(metavar=say("help.metavar.words"), help=say("help.first.words")),
        ] = None,
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        claims: Annotated[bool, typer.Option("--claims", help=say("help.first.claims"))] = False,
        of: Annotated[
            list[str] | None,
            typer.Option("--of", metavar=say("help.metavar.name"), help=say("help.first.of")),
        ] = None,
        predecessors: Annotated[
            bool,
            typer.Option("--predecessors/--no-predecessors", help=say("help.first.predecessors")),
        ] = True,
        limit: Annotated[int, typer.Option("--limit", min=0, help=say("help.limit"))] = 10,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.first.json"))] = False,
    ) -> None:
        if not words and not claims:
            raise typer.BadParameter(say("first.what"))
        if (words and claims) or (of and not claims) or len(of or ()) > _SIDES:
            raise typer.BadParameter(say("first.either"))
        from dragoman.dossier.serialise import to_json

        if claims:
            from dragoman.surfaces.cli.show_claims import show_claims

            found = _claims(record, tuple(of or ()), predecessors=predecessors)
            if as_json:
                screen.write(to_json(found).decode())
            else:
                show_claims(screen, found, most=limit)
            return
        from dragoman.surfaces.cli.show_first import show_first

        answer = _answer(record, " ".join(words or ()), predecessors=predecessors)
        if as_json:
            screen.write(to_json(answer).decode())
        else:
            show_first(screen, answer, most=limit)


def _answer(record: str, words: str, *, predecessors: bool) -> "Answer":
    from dragoman.dossier.claimed import ask
    from dragoman.knowledge import load_knowledge
    from dragoman.record.store import open_record
    from dragoman.surfaces.cli.loading import user_files

    knowledge = load_knowledge(user_files())
    with open_record(record, create=False) as store:
        return ask(store, knowledge, words, predecessors=predecessors)


def _claims(record: str, names: tuple[str, ...], *, predecessors: bool) -> "CheckedClaims":
    from dragoman.dossier.claimed import check_claims
    from dragoman.dossier.sides import find_side
    from dragoman.knowledge import load_knowledge
    from dragoman.record.store import open_record
    from dragoman.surfaces.cli.loading import user_files

    knowledge = load_knowledge(user_files())
    with open_record(record, create=False) as store:
        sides = tuple(
            find_side(name, knowledge, entities=store.entities, predecessors=predecessors)
            for name in names
        )
        return check_claims(store, knowledge, sides)
