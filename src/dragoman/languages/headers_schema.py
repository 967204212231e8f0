"""How the head of an article is worded: the names of its lines, the order of a date."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

HeaderField = Literal["date", "title", "url", "publisher", "language"]


class HeaderWords(BaseModel):
    """The section `headers` of a pack.

    Attributes:
        fields: what a header line may be called in this language, lower case, beside
            the English name of the field itself.
        published: words that stand before the date of publication in a page's own text,
            lower case ("publié le").
        day_first: whether 03/05/2021 is the third of May.
        ordinals: endings that may follow the number of a day ("1er").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: dict[HeaderField, tuple[str, ...]]
    published: tuple[str, ...] = ()
    day_first: bool
    ordinals: tuple[str, ...] = ()
