"""Give a match its value: one function for each operation of the grammar."""

from collections.abc import Callable

from dragoman.languages.times_schema import Operation
from dragoman.reading.times.counted import resolve_period, resolve_recent, resolve_shift
from dragoman.reading.times.matching import Match
from dragoman.reading.times.named import (
    resolve_calendar,
    resolve_century,
    resolve_decade,
    resolve_feast,
    resolve_nth,
    resolve_part,
)
from dragoman.reading.times.pairs import resolve_interval, resolve_list
from dragoman.reading.times.setting import Resolved, Setting, unknown

Resolver = Callable[[Match, Setting], tuple[Resolved, ...]]


def resolve(match: Match, setting: Setting) -> tuple[Resolved, ...]:
    """Return what a match means; most often one value, for lists one for each member."""
    return _RESOLVERS[match.rule.means.op](match, setting)


def _no_value(match: Match, _: Setting) -> tuple[Resolved, ...]:
    return (Resolved(match.span, None),)


def _vague(match: Match, _: Setting) -> tuple[Resolved, ...]:
    return unknown(match, "no one period is meant")


def _block(_: Match, __: Setting) -> tuple[Resolved, ...]:
    return ()


_RESOLVERS: dict[Operation, Resolver] = {
    "calendar": resolve_calendar,
    "interval": resolve_interval,
    "list": resolve_list,
    "shift": resolve_shift,
    "period": resolve_period,
    "recent": resolve_recent,
    "decade": resolve_decade,
    "century": resolve_century,
    "part": resolve_part,
    "nth": resolve_nth,
    "feast": resolve_feast,
    "vague": _vague,
    "duration": _no_value,
    "set": _no_value,
    "age": _no_value,
    "block": _block,
}
