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


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted({*_TOLD_APART, *installed_languages()}))
    return identifier


def find_language(text: str, *, declared: str | None = None) -> tuple[str, tuple[Notice, ...]]:
    """Return the ISO 639-1 code of the language `text` is in, one that a pack reads.

    Args:
        text: the article; its first 500 characters decide.
        declared: what its source says, such as "fr" or "fr-FR"; believed if given.

    Raises:
        RefusedError: if no pack reads the language, or the text has no words.
    """
    covered = installed_languages()
    if declared:
        code = declared.strip().lower().replace("_", "-").split("-")[0]
        if code not in covered:
            raise _uncovered(code)
        return code, ()
    sample = text[:_SAMPLE]
    if not _WORD.search(sample):
        raise RefusedError(
            "empty", "holds no words", "Give the text of an article, or leave it out."
        )
    ranking = [(str(code), float(score)) for code, score in _identifier().rank(sample)]
    best, score = ranking[0]
    if best in covered:
        return best, ()
    if score >= _SURE:
        raise _uncovered(best)
    nearest = next(code for code, _ in ranking if code in covered)
    notice = Notice(
        code="language",
        message=f"too little text to be sure of its language: read as {nearest!r}",
        detail=nearest,
    )
    return nearest, (notice,)


def _uncovered(code: str) -> RefusedError:
    return RefusedError(
        "language",
        f"no pack reads {code!r}",
        f"Installed packs: {', '.join(installed_languages())}. Leave it out, or say its language "
        f"in a header line (`language: {installed_languages()[0]}`) if this is wrong.",
        detail=code,
    )
