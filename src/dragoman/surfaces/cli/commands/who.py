"""`dragoman who WORDS`: who held an office on a date, and which offices somebody held."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.surfaces.cli import exits
from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import add_to, knowledge_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge
    from dragoman.knowledge.who import Answer
    from dragoman.types.entity import Tenure

_SHOWN = 10
_TITLED = (
    "minister",
    "ambassador",
    "spokesperson",
    "chief_of_staff",
    "head_of_organisation",
    "other",
)


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    @add_to(app, name, screen)
    def who(
        words: Annotated[
            list[str], typer.Argument(metavar=say("help.metavar.words"), help=say("help.who.words"))
        ],
        on: Annotated[
            str | None, typer.Option("--on", metavar="DATE", help=say("help.who.on"))
        ] = None,
        every: Annotated[bool, typer.Option("--all", help=say("help.who.all"))] = False,
        as_json: Annotated[bool, typer.Option("--json", help=say("help.who.json"))] = False,
        knowledge: Annotated[Path | None, knowledge_option(screen)] = None,
    ) -> None:
        from dragoman.knowledge import load_knowledge
        from dragoman.knowledge.who import who as ask
        from dragoman.surfaces.cli.loading import user_files

        check_dates(screen, on)
        query = " ".join(words)
        known = load_knowledge(user_files(knowledge))
        answer = ask(known, query, on)
        if as_json:
            screen.write(json.dumps(to_json(answer), ensure_ascii=False, indent=1))
        else:
            _show(screen, query, on, answer, known, limit=None if every else _SHOWN)
        if not answer.terms and not answer.persons:
            raise typer.Exit(exits.USER_ERROR)


def _show(
    screen: Screen,
    query: str,
    on: str | None,
    answer: "Answer",
    known: "Knowledge",
    *,
    limit: int | None,
) -> None:
    from dragoman.surfaces.messages.dates import show_date

    say, out = screen.say, screen.out
    for person, sure in answer.persons:
        if sure < 1:
            out.print(say("who.spelt_like", name=person.name, id=person.id, sure=f"{sure:.0%}"))
    for term in answer.terms[:limit]:
        out.print(_line(screen, term, known), soft_wrap=True)
    if limit is not None and len(answer.terms) > limit:
        out.print(say("who.more", count=len(answer.terms) - limit))
    if answer.terms:
        return
    when = say("who.on", date=show_date(on, say)) if on else ""
    key = "who.no_term" if answer.persons else "who.unknown"
    out.print(say(key, query=query, when=when), soft_wrap=True)
    if answer.question.titles and answer.question.entity is None:
        out.print(say("who.no_state"), soft_wrap=True)
    if answer.nearest:
        out.print(say("who.nearest"))
        for term in answer.nearest:
            out.print("  " + _line(screen, term, known), soft_wrap=True)
    if answer.near_names:
        names = ", ".join(f"{match.name} ({match.entity})" for match in answer.near_names)
        out.print(say("who.near_names", names=names), soft_wrap=True)


def _line(screen: Screen, term: "Tenure", known: "Knowledge") -> str:
    """Return one term: name, id, office, land, dates, source, in the language of messages.

    Offices that go by many titles keep the title of the source.
    """
    from dragoman.surfaces.messages.dates import show_date

    say = screen.say
    ends = f"{term.since or '..'}/{term.until or '..'}"
    dates = show_date(ends, say) if term.since or term.until else say("date.unknown")
    return say(
        "who.term",
        name=term.person,
        id=term.wikidata or "-",
        title=term.title if term.office in _TITLED else say(f"office.{term.office}"),
        country=_land(screen, term.country, known),
        dates=dates,
        source=say(named) if say.has(named := f"who.sources.{term.source}") else term.source,
    )


def _land(screen: Screen, country: str, known: "Knowledge") -> str:
    """Return the name of a state or body in the language of messages, else its id."""
    entry = known.states.get(country) or known.organisations.get(country)
    names = entry.names.get(screen.say.language, ()) if entry is not None else ()
    return names[0] if names else country


def to_json(answer: "Answer") -> dict[str, Any]:
    """Return an answer as plain data."""
    question = answer.question
    return {
        "offices": sorted({office for title in question.titles for office in title.offices}),
        "entity": question.entity.entity if question.entity else None,
        "terms": [_term(term) for term in answer.terms],
        "persons": [
            {"id": person.id, "name": person.name, "country": person.country, "confidence": sure}
            for person, sure in answer.persons
        ],
        "nearest": [_term(term) for term in answer.nearest],
        "near_names": [
            {"id": match.entity, "name": match.name, "score": round(match.score, 2)}
            for match in answer.near_names
        ],
    }


def _term(term: "Tenure") -> dict[str, str | None]:
    return {
        "name": term.person,
        "id": term.wikidata,
        "office": term.office,
        "title": term.title,
        "country": term.country,
        "since": term.since,
        "until": term.until,
        "source": term.source,
    }
