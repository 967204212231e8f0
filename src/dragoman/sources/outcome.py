"""What comes of trying to load an article."""

from dataclasses import dataclass

from dragoman.errors import SourceError
from dragoman.sources.origin import Origin
from dragoman.types.document import Document


class RefusedError(SourceError):
    """An article, or a whole file, that cannot become a document.

    Attributes:
        cause: a short code, such as "language" or "empty"; see `CAUSES`.
        message: what is wrong, in one clause of English.
        advice: what to do about it, in one sentence.
        detail: the varying part of the message (a language, an encoding); None if none.
    """

    def __init__(self, cause: str, message: str, advice: str, *, detail: str | None = None) -> None:
        super().__init__(f"{message}. {advice}")
        self.cause = cause
        self.message = message
        self.advice = advice
        self.detail = detail


CAUSES = (
    "missing", "unreadable", "empty", "binary", "nul", "encoding", "too_big", "too_long",
    "format", "malformed", "no_article", "language", "no_text", "withdrawn", "bomb", "extra",
    "address", "robots", "status", "slow", "unreachable", "redirects", "summary_only",
)  # fmt: skip
"""Every cause for which an article is refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something about a loaded article that its reader should know.

    Attributes:
        code: "encoding", "charset", "language", "date_missing", "date_impossible",
            "date_unread" or "date_conflict".
        message: what was found and what was done about it, in one sentence.
        detail: the varying part of the message (an encoding, a date).
    """

    code: str
    message: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """An article that has become a document.

    Attributes:
        document: the document.
        path: the file it came from, as it was given.
        article: which article of that file ("line 12", an id); None if the only one.
        address: what versions of this article share: its URL, else the file it is
            in and its place there.
        origin: where text and date were taken from.
        notices: what its reader should know; often empty.
        offset: byte of an archive behind this article, from where the archive can be
            taken up again; None if that cannot be done.
        readable: whether an installed pack reads its language.
    """

    document: Document
    path: str
    article: str | None
    address: str
    origin: Origin
    notices: tuple[Notice, ...] = ()
    offset: int | None = None
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An article, or a whole file, that could not be loaded.

    Attributes:
        path: the file, as it was given.
        article: which article of that file; None for the whole file.
        cause, message, advice, detail: see `RefusedError`.
        offset: see `Loaded`.
    """

    path: str
    article: str | None
    cause: str
    message: str
    advice: str
    detail: str | None = None
    offset: int | None = None

    def __str__(self) -> str:
        """Return the failure in one line."""
        where = f"{self.path} ({self.article})" if self.article else self.path
        return f"{where}: {self.message}. {self.advice}"
