"""`dragoman merge`, `split`, `move`, `undo`, `history`: what people decide of identity."""

import getpass
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.surfaces.cli.commands.register import DEFAULT_RECORD, add_to, record_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.record.decisions import Decision
    from dragoman.record.store import Record

_FACTS = ("E-", "G-", "H-", "T-")


def _by_option(screen: Screen) -> typer.models.OptionInfo:
    option = typer.Option(
        "--by", metavar=screen.say("help.metavar.name"), help=screen.say("help.identity.by")
    )
    assert isinstance(option, typer.models.OptionInfo)
    return option


def _decide(relation: str) -> Callable[[typer.Typer, str, Screen], None]:
    """Return what adds the command that joins or parts two."""

    def register(app: typer.Typer, name: str, screen: Screen) -> None:
        say = screen.say

        @add_to(app, name, screen)
        def decide(
            one: Annotated[str, typer.Argument(metavar="A", help=say("help.identity.which"))],
            other: Annotated[str, typer.Argument(metavar="B", help=say("help.identity.which"))],
            record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
            by: Annotated[str | None, _by_option(screen)] = None,
        ) -> None:
            from dragoman.record.store import open_record

            with open_record(record, create=False) as store:
                first, second = id_of(store, one), id_of(store, other)
                who = by or getpass.getuser()
                apply = store.resolving.merge if relation == "joined" else store.resolving.split
                number = apply(first, second, by=who)
                groups = [store.resolving.group(id) for id in (first, second)]
            screen.out.print(
                say(f"identity.{relation}", one=one, other=other, number=number), soft_wrap=True
            )
            for group in groups[: 1 if relation == "joined" else 2]:
                members = ", ".join(group.members)
                screen.out.print(
                    say("identity.group", id=group.id, members=members), soft_wrap=True
                )

    return register


merge = _decide("joined")
split = _decide("apart")


def move(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command that moves a mention from one entity to another."""
    say = screen.say

    @add_to(app, name, screen)
    def move_one(
        which: Annotated[str, typer.Argument(metavar="A", help=say("help.move.which"))],
        to: Annotated[
            str | None, typer.Argument(metavar=say("help.metavar.name"), help=say("help.move.to"))
        ] = None,
        new: Annotated[bool, typer.Option("--new", help=say("help.move.new"))] = False,
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        by: Annotated[str | None, _by_option(screen)] = None,
    ) -> None:
        if new == (to is not None):
            raise typer.BadParameter(say("identity.to_whom"))
        from dragoman.record.store import open_record

        with open_record(record, create=False) as store:
            entity = id_of(store, to) if to is not None else None
            number = store.resolving.move(which, entity, by=by or getpass.getuser(), name=to)
            decision = next(one for one in store.resolving.history() if one.id == number)
        words = decision.moved.words if decision.moved else which
        screen.out.print(
            say("identity.moved", words=words, other=decision.other, number=number), soft_wrap=True
        )


def mentions(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command that lists what articles say of somebody, with what `move` needs."""
    say = screen.say

    @add_to(app, name, screen)
    def list_mentions(
        who: Annotated[
            str, typer.Argument(metavar=say("help.metavar.name"), help=say("help.mentions.who"))
        ],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        limit: Annotated[int, typer.Option("--limit", min=1, help=say("help.mentions.limit"))] = 50,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.mentions.json"))] = False,
    ) -> None:
        from dragoman.record.store import open_record

        with open_record(record, create=False) as store:
            found = store.resolving.mentions(id_of(store, who), most=limit)
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(found).decode())
            return
        from dragoman.surfaces.messages.dates import show_date

        for said in found:
            published = said.document.published
            head = f"{show_date(published, say)}  " if published else ""
            title = said.document.title or said.document.name
            screen.out.print(f"{said.actor}  {head}{title}", soft_wrap=True, markup=False)
            for span, words in said.mentions:
                screen.out.print(f"  @{span.start}  {words}", soft_wrap=True, markup=False)


def undo(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command that takes a decision back."""
    say = screen.say

    @add_to(app, name, screen)
    def undo_one(
        number: Annotated[int, typer.Argument(metavar="N", help=say("help.identity.number"))],
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
    ) -> None:
        from dragoman.record.store import open_record

        with open_record(record, create=False) as store:
            decision = store.resolving.undo(number)
        screen.out.print(
            say("identity.undone", number=number, one=decision.one, other=decision.other),
            soft_wrap=True,
        )


def history(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command that lists decisions."""
    say = screen.say

    @add_to(app, name, screen)
    def list_history(
        which: Annotated[
            str | None, typer.Argument(metavar="A", help=say("help.identity.whose"))
        ] = None,
        record: Annotated[str, record_option(screen)] = DEFAULT_RECORD,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.identity.json"))] = False,
    ) -> None:
        from dragoman.record.store import open_record

        with open_record(record, create=False) as store:
            asked = id_of(store, which) if which else None
            group = store.resolving.group(asked) if asked else None
            decisions = store.resolving.history(asked)
        if as_json:
            from dragoman.dossier.serialise import to_json

            screen.write(to_json(decisions).decode())
            return
        if group is not None:
            members = ", ".join(group.members)
            screen.out.print(say("identity.group", id=group.id, members=members), soft_wrap=True)
        if not decisions:
            screen.out.print(say("identity.none"))
        for decision in decisions:
            screen.out.print(_line(screen, decision), soft_wrap=True)


def _line(screen: Screen, decision: "Decision") -> str:
    say = screen.say
    if decision.moved is not None:
        relation, one = "moved", decision.moved.words
    else:
        relation, one = decision.relation, decision.one
    words = say(
        f"identity.line_{relation}",
        number=decision.id,
        one=one,
        former=(decision.moved.former or "?") if decision.moved else "",
        other=decision.other,
        by=decision.by,
        at=decision.decided_at,
    )
    if decision.undone_at:
        words += say("identity.taken_back", at=decision.undone_at)
    return words


def id_of(record: "Record", name: str) -> str:
    """Return the id that `name` means: a fact's as it is, else somebody's of the record.

    Raises:
        NameNotFoundError: if nobody is known by that name.
    """
    if name[:2].upper() in _FACTS:
        return name[:2].upper() + name[2:].lower()
    if any(name == entity.id for entity in record.entities()):
        return name
    from dragoman.dossier.sides import find_side
    from dragoman.knowledge import load_knowledge

    return find_side(name, load_knowledge(), entities=record.entities, predecessors=False).id
