"""One version of one article, as it was given to us."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one article. Its text is frozen: every offset points into it.

    Attributes:
        id: the name its source gives it (an address, a file name, a gold id).
        text: the body, exactly as decoded; offsets count its code points.
        title: headline, or None.
        language: ISO 639-1 code, such as "fr".
        published: EDTF date of publication, as precise as it is known
            ("2023-02-07", "2023-02", "2023~"); None if unknown.
        publisher: who published it, or None.
        url: where it was published, or None. Two documents with one address and
            different text are versions of one article.
    """

    id: str
    text: str
    title: str | None = None
    language: str = "fr"
    published: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def sha256(self) -> str:
        """Hex SHA-256 of the text in UTF-8: the identity of this version."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
