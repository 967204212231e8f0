"""Which language an article is in, and whether a pack reads it."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from dragoman.languages.pack import installed_languages
from dragoman.sources.outcome import Notice, RefusedError

_TOLD_APART = ("ar", "de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk", "zh")
_SAMPLE = 500
_WORD = re.compile(r"[^\W\d_]{2}")
_SURE = 0.8
_CODE = re.compile(r"[a-z]{2,3}(?=[-_]|$)")


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted({*_TOLD_APART, *installed_languages()}))
    return identifier


def find_language(text: str, *, declared: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """Return the ISO 639-1 code of the language `text` is in; a pack need not read it.

    Args:
        text: the article; its first 500 characters decide.
        declared: what its source says, such as "fr" or "fr-FR"; believed if given.

    Raises:
        RefusedError: if the text has no words.
    """
    if declared and (code := _CODE.match(declared.strip().lower())):
        return code[0], ()
    sample = text[:_SAMPLE]
    if not _WORD.search(sample):
        raise RefusedError(
            "empty", "holds no words", "Give the text of an article, or leave it out."
        )
    covered = installed_languages()
    ranking = [(str(code), float(score)) for code, score in _identifier().rank(sample)]
    best, score = ranking[0]
    if best in covered or score >= _SURE:
        return best, ()
    nearest = next(code for code, _ in ranking if code in covered)
    notice = Notice(
        code="language",
        message=f"too little text to be sure of its language: read as {nearest!r}",
        detail=nearest,
    )
    return nearest, (notice,)


def check_language(page_says: str | None, text: str) -> str | None:
    """Return the language a page declares, unless its words are plainly in another.

    Templates of sites declare "en" above articles in French.
    """
    if not page_says or not (code := _CODE.match(page_says.strip().lower())):
        return None
    best, score = _identifier().rank(text[:_SAMPLE])[0]
    return code[0] if str(best) == code[0] or float(score) < _SURE else None


def is_readable(language: str) -> bool:
    """Tell whether an installed pack reads `language`."""
    return language in installed_languages()


def uncovered(code: str) -> RefusedError:
    """Return why an article in a language without a pack is not read."""
    return RefusedError(
        "language",
        f"no pack reads {code!r}",
        f"Installed packs: {', '.join(installed_languages())}. Leave it out, or say its language "
        f"in a header line (`language: {installed_languages()[0]}`) if this is wrong.",
        detail=code,
    )
