"""Articles as JSON writes them, turned into documents."""

import msgspec

from dragoman.sources.decode import refuse_nul
from dragoman.sources.headers import split_header
from dragoman.sources.language import find_language
from dragoman.sources.origin import Dated, Origin
from dragoman.sources.outcome import Notice, RefusedError
from dragoman.sources.publication import settle_date
from dragoman.types.document import Document

LONGEST_ARTICLE = 200_000
"""Code points an article may have. A newspaper page has about 30,000."""

_FORM = (
    "An article is an object with `text` and, if known, `id`, `title`, `published`, `url`, "
    "`publisher`."
)


_NO_DATE = Notice(
    code="date_missing",
    message="no date of publication: days such as “Tuesday” stay unknown; give it in a first "
    "line such as `date: 2023-02-07`, or as `published` in JSON",
    detail="",
)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as its source gives it, before anything is checked but types.

    Attributes:
        id: what its source calls it; None if it does not.
        text: the body.
        title, url, publisher: as given; None or empty if unknown.
        published: date of publication in any form that `read_date` reads.
        language: what the source says the language is.
    """

    text: str
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | int | None = None
    language: str | None = None


def article_from_json(value: object) -> Article:
    """Return the article that a decoded JSON value describes.

    Raises:
        RefusedError: naming the field that is missing or of another type.
    """
    try:
        return msgspec.convert(value, Article)
    except msgspec.ValidationError as invalid:
        raise RefusedError(
            "no_article", f"is no article: {invalid}", _FORM, detail=str(invalid)
        ) from invalid


def article_from_text(text: str, *, name: str) -> Article:
    """Return the article of a text file, its header lines taken off.

    Args:
        text: the whole file.
        name: what to call the article.
    """
    headed = split_header(text)
    return Article(
        id=name,
        text=headed.text,
        title=headed.fields.get("title"),
        url=headed.fields.get("url"),
        publisher=headed.fields.get("publisher"),
        published=headed.fields.get("date"),
        language=headed.fields.get("language"),
    )


def to_document(
    article: Article, origin: Origin, *, name: str, dates: tuple[Dated, ...] = ()
) -> tuple[Document, Origin, tuple[Notice, ...]]:
    """Return the document of `article`, its origin and what its reader should know about it.

    Args:
        article: the article as given.
        origin: where it was taken from; its date is found here.
        name: what to call it if it has no id.
        dates: dates of publication that other places than the article itself tell.

    Raises:
        RefusedError: if it is empty or too long.
    """
    if not article.text.strip():
        raise RefusedError("empty", "is empty", "Give the text of an article, or leave it out.")
    refuse_nul(article.text)
    for field in (article.title, article.url, article.publisher):
        refuse_nul(field or "")
    if len(article.text) > LONGEST_ARTICLE:
        raise RefusedError(
            "too_long",
            f"has {len(article.text):,} characters and an article may have {LONGEST_ARTICLE:,}",
            "Split it into articles, one per file or per line of JSON.",
            detail=str(len(article.text)),
        )
    language, notices = find_language(article.text, declared=article.language)
    given = str(article.published or "").strip()
    told = (Dated("given", given), *dates) if given else dates
    date, others, more = settle_date(told, url=article.url, text=article.text, language=language)
    if date is None and not more:
        more = (_NO_DATE,)
    document = Document(
        id=str(article.id) if article.id not in (None, "") else name,
        text=article.text,
        title=article.title or None,
        language=language,
        published=date.edtf if date else None,
        publisher=article.publisher or None,
        url=article.url or None,
    )
    return document, origin.dated(date, others), (*notices, *more)
