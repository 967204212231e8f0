"""`dragoman knowledge`: what is known, and what the user adds to it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.errors import KnowledgeError
from dragoman.surfaces.cli.commands.dossier import check_dates
from dragoman.surfaces.cli.commands.register import add_to, knowledge_option
from dragoman.surfaces.cli.screen import Screen

if TYPE_CHECKING:
    from dragoman.knowledge.load import Knowledge

KINDS = ("name", "organisation", "person", "tenure")
_ACTIONS = ("show", "add")


def register(app: typer.Typer, name: str, screen: Screen) -> None:
    """Add the command."""
    say = screen.say

    def option(key: str, *names: str) -> Any:
        return typer.Option(*names, help=say(f"help.knowledge.{key}"), show_default=False)

    @add_to(app, name, screen)
    def knowledge(
        action: Annotated[
            str, typer.Argument(metavar="|".join(_ACTIONS), help=say("help.knowledge.action"))
        ] = "show",
        what: Annotated[
            str | None,
            typer.Argument(metavar="|".join(KINDS), help=say("help.knowledge.what")),
        ] = None,
        form: Annotated[
            str | None,
            typer.Argument(metavar=say("help.metavar.name"), help=say("help.knowledge.form")),
        ] = None,
        means: Annotated[str | None, option("means", "--means")] = None,
        ident: Annotated[str | None, option("id", "--id")] = None,
        kind: Annotated[str | None, option("kind", "--kind")] = None,
        language: Annotated[str, option("language", "--language")] = "fr",
        country: Annotated[str | None, option("country", "--country")] = None,
        also: Annotated[list[str] | None, option("also", "--also")] = None,
        office: Annotated[str | None, option("office", "--office")] = None,
        title: Annotated[str | None, option("title", "--title")] = None,
        since: Annotated[str | None, option("since", "--since")] = None,
        until: Annotated[str | None, option("until", "--until")] = None,
        file: Annotated[Path | None, knowledge_option(screen)] = None,
    ) -> None:
        from dragoman.knowledge import load_knowledge
        from dragoman.surfaces.cli.loading import user_files

        check_dates(screen, since, until)
        if action not in _ACTIONS:
            raise typer.BadParameter(
                say("knowledge.no_action", asked=action, known=", ".join(_ACTIONS))
            )
        if action == "show":
            _show(screen, load_knowledge(user_files(file)))
            return
        if what not in KINDS or form is None:
            raise typer.BadParameter(say("knowledge.no_kind", known=", ".join(KINDS)))
        given = {
            "name": form, "form": form, "person": form, "entity": means, "id": ident,
            "kind": kind, "language": language, "country": country, "variants": also,
            "office": office, "title": title or office, "since": since, "until": until,
            "wikidata": ident,
        }  # fmt: skip
        path = _add(what, given, file)
        screen.out.print(say("knowledge.added", what=form, path=path), soft_wrap=True)


def _add(what: str, given: dict[str, Any], file: Path | None) -> Path:
    """Add one entry to the user's file; return its path.

    Raises:
        KnowledgeError: if something is missing, does not fit, or means nobody known.
    """
    from dragoman.knowledge import load_knowledge
    from dragoman.knowledge.user import add_entry
    from dragoman.surfaces.cli.loading import user_file, user_files

    path = user_file(file)
    known = load_knowledge(user_files(path) if path.exists() else ())
    for key in ("entity", "country"):
        value = given[key]
        if value is None or value in known.states or value in known.organisations:
            continue
        match = known.best(value)
        if match is None:
            near = ", ".join(m.entity for m in known.suggest(value, 3))
            raise KnowledgeError(
                f"{value!r} is neither a state nor an organisation. "
                f"Use an id that dragoman knows{f', such as {near}' if near else ''}."
            )
        given[key] = match.entity
    add_entry(path, what, given)
    return path


def _show(screen: Screen, known: "Knowledge") -> None:
    """Show how much is known, and what the user's files add."""
    say, out = screen.say, screen.out
    tenures = known.tenures
    own = {kind: sum(len(getattr(file, f"{kind}s")) for file in known.added) for kind in KINDS}
    rows = {
        "states": len(known.states),
        "organisations": len(known.organisations),
        "tenures": sum(len(terms) for terms in tenures.by_person.values()),
        "persons": len(tenures.persons),
        "digest": known.digest,
        "own": say("knowledge.own_counts", **own),
    }
    for key, value in rows.items():
        out.print(f"{say(f'knowledge.{key}'):<28} {value}", soft_wrap=True)
