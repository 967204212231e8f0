"""The error of a reading that does not fit its text."""

from dragoman.errors import RecordError
from dragoman.reading.verify import Problem
from dragoman.types.document import Document


class UnverifiedError(RecordError):
    """A reading does not fit its text; nothing of it was recorded.

    Attributes:
        problems: everything that does not fit; never empty.
    """

    def __init__(self, document: Document, problems: tuple[Problem, ...]) -> None:
        """Name the document and the first of `problems`."""
        self.problems = problems
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(
            f"{document.id}: its reading does not fit its text: {problems[0].where}: "
            f"{problems[0].what}{more}. Report it as a bug with the article."
        )
