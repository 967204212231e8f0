"""The text of PDF files, with the extra `pdf`."""

import io
import re

from dragoman.sources.articles import Article
from dragoman.sources.origin import Dated
from dragoman.sources.outcome import RefusedError

_MOST_PAGES = 200
_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_HYPHEN = re.compile(r"(\w)-\n(?=[a-zà-öø-ÿ])")


def read_pdf(data: bytes) -> tuple[Article, tuple[Dated, ...], str]:
    """Return the article in a PDF file, what it tells of its date, and what extracted it.

    Raises:
        RefusedError: if it is damaged, locked, has no text, or the extra is missing.
    """
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise RefusedError(
            "extra",
            "is a PDF file, which needs the extra `pdf`",
            "Install it: pip install 'dragoman[pdf]'.",
            detail="pdf",
        ) from error
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError("unreadable", "is locked with a password", "Unlock it first.")
        if len(reader.pages) > _MOST_PAGES:
            raise RefusedError(
                "too_long",
                f"has {len(reader.pages)} pages and one article may have {_MOST_PAGES}",
                "Split it into articles.",
                detail=str(len(reader.pages)),
            )
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
        title = about.title if about else None
        made = str(about.get("/CreationDate", "")) if about else ""
    except RefusedError:
        raise
    # The library lets through whatever its parsers stumble over in a damaged file.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError,
            RecursionError, AssertionError, NotImplementedError, OSError) as error:  # fmt: skip
        raise RefusedError(
            "malformed", f"is a damaged PDF ({type(error).__name__}: {error})", "Fetch it again.",
            detail=str(error),
        ) from error  # fmt: skip
    if not text.strip():
        raise RefusedError(
            "no_text", "is a PDF without text, perhaps a scan", "Run it through text recognition."
        )
    dates: tuple[Dated, ...] = ()
    if match := _DATE.match(made):
        dates = (Dated("metadata", "-".join(part for part in match.groups() if part)),)
    article = Article(text=_HYPHEN.sub(r"\1", text), title=str(title) if title else None)
    return article, dates, f"pypdf {pypdf.__version__}"
