"""Tables, and fields that are named."""

import csv
import io
import json
import sys

import pytest

from dragoman.sources import pdf, tables
from dragoman.sources.load import load
from dragoman.sources.mapping import Mapping
from dragoman.sources.outcome import Failure
from dragoman.sources.piece import Options

TEXT = "Le ministre malien a rencontré lundi son homologue russe à Bamako."
OTHER = "La délégation algérienne est repartie hier sans avoir signé le texte."


def write(path, content):
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def load_all(path, **options):
    return list(load([path], Options(**options)))


def told(outcome):
    if isinstance(outcome, Failure):
        return outcome.cause, outcome.article
    document = outcome.document
    return document.text, document.title, document.published, document.publisher, document.url


ROWS = [
    {"text": TEXT, "title": "Un; deux", "published": "2021-05-03", "publisher": "A", "url": ""},
    {"text": f"{OTHER}\nEncore.", "title": "", "published": "05/2021", "publisher": "", "url":
     "https://e.org/2"},
]  # fmt: skip
EXPECTED = [
    (TEXT, "Un; deux", "2021-05-03", "A", None),
    (f"{OTHER}\nEncore.", None, "2021-05", None, "https://e.org/2"),
]


def as_csv(delimiter=",", names=None):
    names = names or {}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([names.get(name, name) for name in ROWS[0]])
    writer.writerows(row.values() for row in ROWS)
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_told_by_its_columns(tmp_path, delimiter, encoding):
    path = write(tmp_path / "data.txt", as_csv(delimiter).encode(encoding))

    outcomes = load_all(path)

    assert [told(outcome) for outcome in outcomes] == EXPECTED
    assert [outcome.article for outcome in outcomes] == ["row 1", "row 2"]
    assert outcomes[0].address == f"{path.as_posix()}#row 1"
    assert outcomes[1].address == "https://e.org/2"


NAMES = {"text": "contenu", "published": "paru", "title": "titre"}
MAPPING = Mapping(text="contenu", published="paru", title="titre")


def test_columns_may_be_named(tmp_path):
    path = write(tmp_path / "data", as_csv(";", NAMES))

    assert [told(outcome) for outcome in load_all(path, mapping=MAPPING)] == EXPECTED


@pytest.mark.parametrize("name", ["data.csv", "data.parquet"])
def test_a_missing_column_names_those_there_are(tmp_path, name):
    path = tmp_path / name
    if name.endswith("csv"):
        write(path, as_csv(";", NAMES))
    else:
        write_parquet(path, NAMES)

    [failure] = load_all(path)

    assert (failure.cause, failure.detail) == ("no_article", "text")
    assert "contenu" in failure.message
    assert "--text-field" in failure.advice


def test_bad_rows_are_named_and_the_others_are_taken(tmp_path):
    lines = ["text,title", f"{TEXT},A", f"{OTHER},B,C", "", ",D", f"{OTHER},E"]
    path = write(tmp_path / "a.csv", "\n".join(lines))

    assert [told(outcome)[:2] for outcome in load_all(path)] == [
        (TEXT, "A"),
        ("malformed", "row 2"),
        ("empty", "row 4"),
        (OTHER, "E"),
    ]


def write_parquet(path, names=None):
    import pyarrow
    from pyarrow import parquet

    names = names or {}
    columns = {names.get(key, key): [row[key] or None for row in ROWS] for key in ROWS[0]}
    columns["more"] = [b"\0" * 1000, None]
    parquet.write_table(pyarrow.table(columns), path)
    return path


def test_parquet_is_read(tmp_path):
    assert [told(one) for one in load_all(write_parquet(tmp_path / "a"))] == EXPECTED
    mapped = write_parquet(tmp_path / "b", NAMES)
    assert [told(one) for one in load_all(mapped, mapping=MAPPING)] == EXPECTED


def test_damaged_parquet_is_refused(tmp_path):
    data = write_parquet(tmp_path / "a").read_bytes()

    [failure] = load_all(write(tmp_path / "b", data[: len(data) // 2]))

    assert failure.cause == "malformed"


@pytest.mark.parametrize(("module", "library", "content"), [
    (tables, "pyarrow", b"PAR1aaaa"),
    (pdf, "pypdf", b"%PDF-1.4"),
])  # fmt: skip
def test_a_missing_extra_is_named(tmp_path, monkeypatch, module, library, content):
    monkeypatch.setitem(sys.modules, library, None)

    [failure] = load_all(write(tmp_path / "a", content))

    assert failure.cause == "extra"
    assert "pip install 'dragoman[" in failure.advice


def test_fields_of_json_may_be_named_and_reach_into_objects(tmp_path):
    rows = [{"body": {"main": TEXT}, "when": "2021-05-03", "text": "not this"}]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))

    [loaded] = load_all(path, mapping=Mapping(text="body.main", published="when"))

    assert told(loaded)[:3] == (TEXT, None, "2021-05-03")
