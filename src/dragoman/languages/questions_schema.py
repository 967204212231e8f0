"""How people word questions about the record, in each language we understand them in."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from dragoman.errors import PackError

QUESTION_LANGUAGES = ("fr", "en")
"""ISO 639-1 codes of the languages in which questions are understood."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Checked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EventWords(_Checked):
    """Words that ask for one sort of event, and which events of the record those are.

    Attributes:
        id: name of the sort; key of its name in the catalogues.
        types: PLOVER types it may have; empty for any.
        modes, acts: it must have one of these modes, or an act that begins like one
            of these; both empty for any.
        but: beginnings of acts that it must not have.
        directed: whether one side does it to the other.
        received: whether the words are told of a guest, so that who receives comes
            after "by".
        object: whether "of" stands before the one it is done to.
        forms: the words.
    """

    id: str
    types: frozenset[str] = frozenset()
    modes: frozenset[str] = frozenset()
    acts: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    directed: bool = False
    received: bool = False
    object: bool = False
    forms: tuple[str, ...]


class Prepositions(_Checked):
    """Words before a participant that tell its part: by whom, of whom, to whom, on a par."""

    by: tuple[str, ...]
    of: tuple[str, ...]
    receiver: tuple[str, ...]
    equal: tuple[str, ...]


class TimeWords(_Checked):
    """Words before a date that limit the question, and the months in order."""

    since: tuple[str, ...]
    until: tuple[str, ...]
    during: tuple[str, ...]
    between: tuple[str, ...]
    months: tuple[str, ...]


class QuestionWords(_Checked):
    """All of one language.

    Attributes:
        events: words of events.
        prepositions: words before participants.
        time: words before dates.
        foreign: words that make a title that of any state but the host.
        ignored: words that ask for nothing.
    """

    events: tuple[EventWords, ...]
    prepositions: Prepositions
    time: TimeWords
    foreign: tuple[str, ...]
    ignored: tuple[str, ...]


@cache
def load_question_words(language: str) -> QuestionWords:
    """Return the words of questions in one of `QUESTION_LANGUAGES`.

    Raises:
        PackError: if the file is malformed; names the field.
    """
    name = f"questions/{language}.yaml"
    text = (files("dragoman.languages") / "questions" / f"{language}.yaml").read_text("utf-8")
    try:
        return QuestionWords.model_validate(yaml.load(text, Loader=_LOADER))
    except ValidationError as invalid:
        first = invalid.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise PackError(f"{name}: field {field}: {first['msg']}.") from invalid
