"""Lines of tab-separated values, as the event data of others come."""

from collections.abc import Iterable, Iterator, Sequence

from dragoman.surfaces.export.selection import Tally

_LINES = 500


def write_lines(
    names: Sequence[str], rows: Iterable[Sequence[object]], tally: Tally, *, missing: str
) -> Iterator[bytes]:
    """Yield a line of `names` and one for each row; None becomes `missing`.

    Tabs and line breaks inside a value become spaces: this form cannot quote.
    """
    lines = ["\t".join(names)]
    for row in rows:
        lines.append("\t".join(_cell(value, missing) for value in row))
        tally.written += 1
        if len(lines) >= _LINES:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    if lines:
        yield ("\n".join(lines) + "\n").encode()


def _cell(value: object, missing: str) -> str:
    if value is None or value == "":
        return missing
    return " ".join(str(value).split())
