"""What the command-line library and other rooms say, in the user's language."""

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

from dragoman.errors import DragomanError
from dragoman.surfaces.cli.screen import unbind
from dragoman.surfaces.messages.catalogue import Messages

_USAGE = 2
_REQUIRED = re.compile(r"\{([^{}]+)\}")  # the library's braces around what must be given


def translate_stock(text: str, say: Messages) -> str:
    """Return help text with the library's own headings in the catalogue's language."""
    text = unbind(text)
    for theirs, ours in say.tables["help.stock"]:
        text = text.replace(theirs, ours)
    return _REQUIRED.sub(r"\1", text)


def spoken_group(say: Messages) -> type[TyperGroup]:
    """Return the class of a group of commands that speaks one language."""

    class SpokenGroup(TyperGroup):
        def get_params(self, ctx: Any) -> list[Any]:
            return take_text_as_it_is(super().get_params(ctx))

        def get_help(self, ctx: Any) -> str:
            return translate_stock(super().get_help(ctx), say)

    return SpokenGroup


def spoken_command(say: Messages) -> type[TyperCommand]:
    """Return the class of a command that speaks one language."""

    class SpokenCommand(TyperCommand):
        def get_params(self, ctx: Any) -> list[Any]:
            return take_text_as_it_is(super().get_params(ctx))

        def get_help(self, ctx: Any) -> str:
            return translate_stock(super().get_help(ctx), say)

    return SpokenCommand


class _Given:
    """What makes a value of what was given for a parameter, where that takes no making.

    The library asks pydantic, and loading that takes longer than most commands run. So it
    is asked only for what is no text: numbers, paths.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return the value; None and text as they are."""
        several = param.multiple or param.nargs == -1
        if value is None and not several:
            return None
        if type(value) is str and not several and param.type_descriptor.annotation is str:
            return value
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def take_text_as_it_is(parameters: list[Any]) -> list[Any]:
    """Return parameters that make a value only of what is no text; see `_Given`.

    Does nothing with a version of the library that makes values in another way.
    """
    for one in parameters:
        if getattr(one, "_runtime_param", 0) is None and hasattr(one, "type_descriptor"):
            one._runtime_param = _Given()
    return parameters


def told_usage(error: Exception, say: Messages) -> str | None:
    """Return what is wrong with how a command was called; None if that is not the error.

    The library's exceptions are told by name: they are no part of its public face.
    """
    if getattr(error, "exit_code", None) != _USAGE or not hasattr(error, "format_message"):
        return None
    context: Any = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "dragoman"
    name = type(error).__name__
    if name == "NoSuchOption":
        what = say("usage.no_option", option=getattr(error, "option_name", ""))
    elif name == "MissingParameter":
        parameter: Any = getattr(error, "param", None)
        what = say("usage.missing", name=_shown(parameter))
    elif name == "BadParameter":
        what = str(getattr(error, "message", error)).rstrip(".")
    elif name == "UsageError" and "No such command" in str(error):
        what = say("usage.no_command", name=str(error).split("'")[1])
    elif name == "UsageError" and "Missing command" in str(error):
        what = say("usage.missing", name=say("help.command_metavar").split(" ")[0])
    else:
        what = str(error.format_message()).rstrip(".")
    return say("usage.see_help", what=what, command=command)


def _shown(parameter: Any) -> str:
    """Return how a parameter is written on the command line."""
    if parameter is None:
        return "?"
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name.upper()).rstrip(".")
    return " / ".join(parameter.opts)


def understood(error: DragomanError, say: Messages) -> str:
    """Return an error of any room in the user's language, as far as it can be told apart."""
    cause = getattr(error, "cause", None)
    name = type(error).__name__
    if name == "NameNotFoundError":
        near = ", ".join(getattr(error, "near", ()))
        known = say("error.near", names=near) if near else say("error.no_near")
        return say("error.name_not_found", name=getattr(error, "name", ""), near=known)
    if name == "SameSideError":
        return say(
            "error.same_side", one=getattr(error, "one", ""), other=getattr(error, "other", "")
        )
    if name == "QuestionError":
        return say("first.no_event", words=getattr(error, "words", ""))
    if name == "ChartFormatError":
        return say("chart.bad_format", path=getattr(error, "path", ""))
    if name == "OutputError":
        return say(
            "error.output", path=getattr(error, "path", ""), reason=getattr(error, "reason", "")
        )
    if isinstance(cause, str):
        return told_failure(cause, str(error), getattr(error, "detail", None), say)
    return told_elsewhere(str(error), say)


def told_elsewhere(told: str, say: Messages) -> str:
    """Return what another room says in English in the catalogue's language, if it knows it."""
    for pattern, ours in say.tables["told_elsewhere"]:
        if found := re.fullmatch(pattern, told, re.DOTALL):
            return str(ours).format(*found.groups())
    return told


def told_failure(cause: str, told: str, detail: str | None, say: Messages) -> str:
    """Return why an article failed, in the user's language if the catalogue knows the cause.

    Args:
        cause: its code, such as "language".
        told: what the room that failed says, in English.
        detail: the varying part; None if none.
        say: the catalogue.
    """
    if (why := _why(cause, detail, say)) is None:
        return told
    return f"{why} {say(f'cause.{cause}.advice')}"


def told_cause(cause: str, told: str, detail: str | None, say: Messages) -> str:
    """Return the same in one clause, to stand within a sentence: without what to do.

    Args:
        cause: its code.
        told: the clause of the room that failed, in English.
        detail: the varying part; None if none.
        say: the catalogue.
    """
    return (_why(cause, detail, say) or told).rstrip(".")


def _why(cause: str, detail: str | None, say: Messages) -> str | None:
    """Return why an article failed; None where English or an unknown cause tells it as it is."""
    if say.language == "en" or not say.has(f"cause.{cause}.why"):
        return None
    key = f"cause.{cause}.with"
    return say(key, detail=detail) if detail and say.has(key) else say(f"cause.{cause}.why")
