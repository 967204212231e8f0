"""Articles in tables: CSV and its kin, Parquet."""

import codecs
import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dragoman.sources import limits
from dragoman.sources.decode import decode
from dragoman.sources.formats import table_dialect
from dragoman.sources.mapping import Mapping
from dragoman.sources.opening import seekable
from dragoman.sources.outcome import Failure, Loaded, Notice, RefusedError
from dragoman.sources.piece import Options, Piece

Outcomes = Iterator[Loaded | Failure]
_SAMPLE = 200_000
_AT_ONCE = 128


def load_csv(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of a table whose first line names its columns, a row at a time."""
    encoding, notices = _encoding(piece.head)
    separator, columns = table_dialect(piece.head.decode(encoding, "replace"))
    _check_columns(columns, options.mapping)
    lines = io.TextIOWrapper(piece.stream, encoding=encoding, errors="replace", newline="")
    csv.field_size_limit(limits.LONGEST_LINE)
    rows = csv.reader(lines, delimiter=separator)
    number = -1
    while True:
        number += 1
        label = f"row {number}"
        try:
            cells = next(rows, None)
        except csv.Error as error:
            broken = RefusedError(
                "malformed", f"is a broken row ({error})", "Mend it.", detail=str(error)
            )
            yield piece.refused(broken, label)
            continue
        if cells is None:
            break
        if number == 0 or not any(cell.strip() for cell in cells):
            continue
        row = {name: cell for name, cell in zip(columns, cells, strict=False) if cell.strip()}
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            ragged = RefusedError(
                "malformed",
                f"has {len(cells)} cells for {len(columns)} columns",
                "Put cells that hold the separator between quotation marks.",
            )
            yield piece.refused(ragged, label)
            continue
        yield from _row(piece, row, "csv", options.mapping, label, notices)


def _encoding(head: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Return the encoding of a table, by its first bytes."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", ()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ()
    sample = head[:_SAMPLE]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        _, notices = decode(sample)
        return (notices[0].detail if notices else "cp1252"), notices
    return "utf-8", ()


def _check_columns(columns: list[str], mapping: Mapping) -> None:
    """Raise if a table lacks the columns that are asked for."""
    wanted = [mapping.text or "text"]
    wanted += [
        name
        for name in (mapping.title, mapping.published, mapping.url, mapping.publisher, mapping.id)
        if name
    ]
    missing = [name for name in wanted if name.split(".")[0] not in columns]
    if missing:
        raise RefusedError(
            "no_article",
            f"has no column {missing[0]!r}; its columns are {', '.join(columns[:30])}",
            "Name the column of the text with --text-field, of the date with --date-field.",
            detail=missing[0],
        )


def _row(
    piece: Piece,
    row: dict[str, Any],
    form: str,
    mapping: Mapping,
    label: str,
    notices: tuple[Notice, ...] = (),
) -> Outcomes:
    article = {name: _cell(value) for name, value in mapping.apply(row).items()}
    article.setdefault("text", "")
    yield piece.value(article, form, Mapping(), label, notices)


def _cell(value: object) -> object:
    """Return a cell as an article may hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, str | int) or value is None else str(value)


def load_parquet(piece: Piece, options: Options) -> Outcomes:
    """Yield the articles of a Parquet file, a few rows at a time."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise RefusedError(
            "extra",
            "is a Parquet file, which needs the extra `parquet`",
            "Install it: pip install 'dragoman[parquet]'.",
            detail="parquet",
        ) from error
    with seekable(piece.stream) as file:
        try:
            table = parquet.ParquetFile(file)
            names = table.schema_arrow.names
            _check_columns(names, options.mapping)
            number = 0
            batches = table.iter_batches(
                batch_size=_AT_ONCE, columns=options.mapping.columns(names)
            )
            for batch in batches:
                for row in batch.to_pylist():
                    number += 1
                    yield from _row(piece, row, "parquet", options.mapping, f"row {number}")
        except pyarrow.ArrowException as error:
            raise RefusedError(
                "malformed",
                f"is a damaged Parquet file ({error})",
                "Fetch it again.",
                detail=str(error),
            ) from error
