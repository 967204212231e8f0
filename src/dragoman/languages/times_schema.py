"""Schema of the folder ``times/``: how a language words dates, as rules with examples."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from dragoman.types.time import TimeKind

Unit = Literal[
    "hour", "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century"
]
Direction = Literal["past", "future", "this", "near", "last", "next"]
Anchor = Literal["publication", "narrative", "event"]
Capitals = Literal["month", "name"]
Operation = Literal[
    "calendar", "interval", "list", "shift", "period", "recent", "decade", "century", "part",
    "nth", "feast", "vague", "duration", "set", "age", "block",
]  # fmt: skip


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Found(_Checked):
    """One expression that an example holds.

    Attributes:
        text: the words of the span, verbatim.
        value: the EDTF it must get; None where it cannot be known.
        kind: what it is.
    """

    text: str
    value: str | None = None
    kind: TimeKind = "date"


class Example(_Checked):
    """A sentence with all the dates and intervals it holds.

    Attributes:
        text: the sentence, our own.
        published: EDTF of publication; None if unknown.
        finds: every expression in text order; durations, sets and ages need only be
            listed where the example is about them.
        why: what it shows, for the reader.
        issue: the issue that asked for it.
    """

    text: str
    published: str | None = None
    finds: tuple[Found, ...] = ()
    why: str = ""
    issue: int | None = None


class Means(_Checked):
    """What the words of a rule mean.

    Attributes:
        op: the operation of ``reading/times`` that gives the value.
        unit: for shifts and periods, where the words hold no unit of their own.
        count: for shifts, where the words hold no number; signed.
        direction: which of the possible days is meant; None lets tense decide.
        anchor: what it is counted from.
        exact: for shifts, whether the day is meant rather than the month or year.
    """

    op: Operation
    unit: Unit | None = None
    count: int | None = None
    direction: Direction | None = None
    anchor: Anchor = "publication"
    exact: bool = False


class Rule(_Checked):
    """One way to word a time.

    The pattern is a regular expression over text without capitals and accents. In it
    a space stands for any gap, "_" for an optional one, "{name}" for a macro and
    "<slot>" for a table of words, captured; a second one is "<slot2>". What stands
    between "[[" and "]]" is the span; without them, the whole match.

    Attributes:
        id: unique name.
        pattern: as above.
        means: what it means.
        capitals: what the original letters must be: "month" asks for a small letter,
            or for a word all in capitals; "name" refuses a capital right after.
        wins: taken before longer matches of other rules that it overlaps.
        finds: examples that are its tests.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_.-]*$")
    pattern: str
    means: Means
    capitals: Capitals | None = None
    wins: bool = False
    finds: tuple[Example, ...] = ()


class Feast(_Checked):
    """A feast or a day known by name.

    Attributes:
        names: how it is called.
        month, day: its fixed day.
        easter: days after Easter Sunday, for movable ones.
        value: EDTF, for a day of one year only.
    """

    names: tuple[str, ...]
    month: int | None = None
    day: int | None = None
    easter: int | None = None
    value: str | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Feast":
        ways = (
            self.month is not None and self.day is not None,
            self.easter is not None,
            self.value,
        )
        if sum(bool(way) for way in ways) != 1:
            raise ValueError(f"feast {self.names[:1]} needs month and day, or easter, or value")
        return self


class TenseRules(_Checked):
    """What in a clause tells whether its day lies before or after publication.

    Attributes:
        future: lemmas of verbs whose infinitive is still to come ("devoir", "aller").
        expected: lemmas of participles of what is to come ("prévoir", "attendre").
        aiming: prepositions before an infinitive that is to come ("pour").
        before: words right before the date that place it in the past ("depuis").
        after: words right before the date that place it ahead ("d'ici").
        perfect: lemmas of participles that parsers take for adjectives ("sont morts").
        nominal: prepositions that tie a date to a noun.
        conditional: endings of the conditional, which a parser may take for a past.
        irregular: stems of the conditional that are no infinitive.
        open: words right before the date that tell nothing ("jusqu'à").
    """

    future: frozenset[str]
    expected: frozenset[str]
    aiming: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    open: tuple[str, ...]
    perfect: frozenset[str]
    nominal: tuple[str, ...]
    conditional: tuple[str, ...]
    irregular: tuple[str, ...]


class Around(_Checked):
    """Words right before and right behind a date that make it a near one ("vers 1960")."""

    before: tuple[str, ...]
    after: tuple[str, ...]


class TimeGrammar(_Checked):
    """All that a language pack knows of times.

    Attributes:
        months, seasons, weekdays: word to number: 1 to 12, 21 to 24, 0 (Monday) to 6.
        english: months of another language, read only in full dates.
        units: word to unit.
        numbers: word to number; larger ones are put together from these.
        ordinals: word to number; -1 is "last".
        directions: adjective to direction.
        edges: words for parts of a month or a year ("début"); they coarsen nothing.
        feasts: feasts.
        around: words that make a date a near one.
        reigns: words before the name of somebody whose time in power is meant.
        tense: clues of tense.
        macros: named fragments of patterns.
        rules: the rules, tried together; the longest match wins.
    """

    months: dict[str, int]
    english: dict[str, int]
    seasons: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, Unit]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    directions: dict[str, Direction]
    feasts: tuple[Feast, ...]
    around: Around
    reigns: tuple[str, ...]
    tense: TenseRules
    macros: dict[str, str]
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _unique(self) -> "TimeGrammar":
        seen: set[str] = set()
        for rule in self.rules:
            if rule.id in seen:
                raise ValueError(f"rule id {rule.id!r} stands twice; rename one")
            seen.add(rule.id)
        return self
