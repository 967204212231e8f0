"""Build the sorted tables of src/dragoman/knowledge/data: names and places by folded form.

They hold nothing that the other tables do not, in an order in which one name is found without
reading the rest. Run it after a change of names: a test says so where it was forgotten.

Run: python -m scripts.knowledge.build_sorted
"""

from collections.abc import Iterator
from pathlib import Path

from dragoman.knowledge import exonyms, find, load_knowledge
from dragoman.knowledge.sorted import as_table

DATA = Path(__file__).parents[2] / "src/dragoman/knowledge/data"


def build() -> Iterator[tuple[str, str]]:
    """Yield the name of each table and its text."""
    yield find.INDEX, as_table(find.rows_of(load_knowledge().index_anew()))
    for language in ("en", "fr"):
        made = exonyms.rows_of(exonyms.exonyms_anew(language))
        yield exonyms.TABLE.format(language=language), as_table(made)


def main() -> None:
    """Write the tables."""
    for name, text in build():
        (DATA / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
