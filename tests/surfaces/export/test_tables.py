"""Tables read back by pandas, polars, DuckDB and the csv module, and held against the record."""

import csv
import io
import json
import os
from pathlib import Path

import duckdb
import jsonschema
import polars
import pytest
from pyarrow import parquet

from dragoman.surfaces.export.columns import SCHEMA
from dragoman.surfaces.export.csv_table import _cell
from dragoman.surfaces.export.folder import describe
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection
from dragoman.surfaces.export.tables import DOCUMENTS, EVENTS, PARTICIPANTS, QUOTATIONS, TABLES

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"


def rows_of_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_csv_has_a_row_for_every_event(export, record):
    data, tally = export("csv")

    rows = rows_of_csv(data)
    assert {row["fact"] for row in rows} == {event.fact for event in record.events()}
    assert tally.written == len(rows) == len(record.events())


def test_offsets_point_at_the_words(export, record):
    rows = rows_of_csv(export("csv")[0])

    texts = {document.sha256: record.text(document.id) for document in record.documents()}
    assert rows
    for row in rows:
        text = texts[row["sha256"]]
        assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == row["sentence"]
        assert text[int(row["trigger_start"]) : int(row["trigger_end"])] == row["trigger"]


def test_the_same_values_in_every_tabular_form(export):
    plain = rows_of_csv(export("csv")[0])
    lines = [json.loads(line) for line in export("jsonl")[0].splitlines()]
    packed = parquet.read_table(io.BytesIO(export("parquet")[0])).to_pylist()

    assert len(plain) == len(lines) == len(packed) > 0
    for text, line, cell in zip(plain, lines, packed, strict=True):
        assert text["fact"] == line["fact"] == cell["fact"]
        assert line["actors"] == cell["actors"]
        assert text["actors"] == "|".join(line["actors"])
        assert (text["earliest"] or None) == line["earliest"]
        assert str(cell["earliest"]) == str(line["earliest"])
        assert float(text["score"]) == line["score"] == cell["score"]


def test_a_visit_is_told_with_its_date_and_parties(export):
    lines = [
        json.loads(line) for line in export("jsonl", types=frozenset({"CONSULT"}))[0].splitlines()
    ]

    visit = next(line for line in lines if line["mode"] == "visit" and line["date"] == "2023-02-07")
    assert (visit["actors"], visit["actor_countries"]) == (["Sergueï Lavrov"], ["RUS"])
    assert visit["recipient_entities"] == ["MLI"]
    assert visit["date_reasoning"] == "mardi, counted back from 2023-02-08"
    assert (visit["url"], visit["schema"]) == ("https://example.org/lavrov", SCHEMA)


def test_duckdb_and_polars_read_the_parquet(export, tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(export("parquet")[0])

    [[counted, latest]] = duckdb.sql(
        f"select count(*), max(latest) from '{path}' where list_contains(actor_countries, 'RUS')"
    ).fetchall()
    frame = polars.read_parquet(path)

    russian = frame.filter(polars.col("actor_countries").list.contains("RUS"))
    assert counted == russian.height > 0
    assert latest == russian["latest"].max()


def test_participants_join_events(export):
    events = {row["fact"]: row for row in rows_of_csv(export("csv")[0])}
    parts = rows_of_csv(export("csv", table=PARTICIPANTS)[0])

    for fact, row in events.items():
        for role, column in (("actor", "actors"), ("recipient", "recipients")):
            named = [p["name"] for p in parts if (p["fact"], p["role"]) == (fact, role)]
            assert "|".join(named) == row[column]


def test_participants_say_how_sure_their_roles_are(export, record):
    held = {
        (event.fact, part.value): part.confidence
        for event in record.events()
        for part in (*event.event.actors, *event.event.recipients)
    }
    parts = rows_of_csv(export("csv", table=PARTICIPANTS)[0])
    local = {actor.id: actor.actor for event in record.events() for actor in event.actors}

    told = [part for part in parts if part["role"] == "actor"]
    assert told
    for part in told:
        assert float(part["confidence"]) == held[part["fact"], local[part["actor"]]]
    assert {part["confidence"] for part in parts if part["role"] == "about"} <= {""}


def test_types_leave_quotations_and_other_documents_out(export):
    wanted = frozenset({"RETREAT"})

    assert rows_of_csv(export("csv", table=QUOTATIONS, types=wanted)[0]) == []
    events = rows_of_csv(export("csv", types=wanted)[0])
    documents = rows_of_csv(export("csv", table=DOCUMENTS, types=wanted)[0])
    assert {row["type"] for row in events} == {"RETREAT"}
    assert {row["sha256"] for row in documents} == {row["sha256"] for row in events}


def test_a_selection_without_facts_is_a_table_without_rows(export):
    for name in ("csv", "jsonl", "parquet"):
        data, tally = export(name, types=frozenset({"PROTEST"}))
        assert tally.written == 0
        if name == "parquet":
            assert parquet.read_table(io.BytesIO(data)).num_rows == 0
        if name == "csv":
            assert data.decode().strip() == ",".join(column.name for column in EVENTS.columns)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("- Non, dit-il.", "'- Non, dit-il."),
        ("Mali", "Mali"),
        (("a|b", None, "c\\"), "a\\|b||c\\\\"),
        (-4.0, -4.0),
        (None, ""),
    ],
)
def test_cells_of_csv(value, cell):
    assert _cell(value) == cell


def test_parquet_describes_its_columns(export):
    schema = parquet.read_schema(io.BytesIO(export("parquet")[0]))

    assert schema.metadata[b"dragoman.schema"] == SCHEMA.encode()
    described = {field.name: field.metadata[b"description"].decode() for field in schema}
    assert described == {column.name: column.about for column in EVENTS.columns}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_the_data_package_describes_the_csv(export, table):
    package = json.loads(describe(FORMATS["csv"], TABLES))
    [resource] = [one for one in package["resources"] if one["name"] == table.name]
    types = {"string": str, "number": float, "integer": int, "date": str}

    rows = rows_of_csv(export("csv", table=table)[0])

    assert rows
    for row in rows:
        assert list(row) == [field["name"] for field in resource["schema"]["fields"]]
        for field in resource["schema"]["fields"]:
            assert row[field["name"]] or not field["constraints"]["required"]
            if row[field["name"]]:
                types[field["type"]](row[field["name"]])
    keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_json_lines_fit_the_schema_of_the_documentation(export, table):
    package = json.loads(describe(FORMATS["jsonl"], TABLES))
    [resource] = [one for one in package["resources"] if one["name"] == table.name]
    fields = resource["schema"]["fields"]
    types = {"date": "string"}
    schema = {
        "type": "object",
        "properties": {
            field["name"]: {
                "type": [types.get(field["type"], field["type"])]
                + ([] if field["constraints"]["required"] else ["null"])
            }
            for field in fields
        },
        "required": [field["name"] for field in fields],
    }

    lines = export("jsonl", table=table)[0].splitlines()

    assert lines
    for line in lines:
        jsonschema.validate(json.loads(line), schema)


def described_tables() -> str:
    """Return the chapter of docs/exports.md that describes the tables."""
    lines = []
    for table in TABLES.values():
        lines += [f"### {table.name}", "", f"One row: {table.about}.", ""]
        lines += ["| Column | Form | Meaning |", "| --- | --- | --- |"]
        for column in table.columns:
            form = column.kind + ("" if column.required else ", may be empty")
            about = column.about.replace("|", "\\|")
            lines.append(f"| `{column.name}` | {form} | {about} |")
        lines.append("")
    return "\n".join(lines)


def test_golden_documentation_of_the_tables():
    text = DOCS.read_text(encoding="utf-8")
    head, _, rest = text.partition("<!-- tables -->\n")
    held, _, tail = rest.partition("<!-- end of tables -->\n")

    if os.environ.get("DRAGOMAN_GOLDEN") == "write":
        written = f"{head}<!-- tables -->\n{described_tables()}<!-- end of tables -->\n{tail}"
        DOCS.write_text(written, encoding="utf-8")
        held = described_tables()

    assert held == described_tables()


def test_many_facts_stream_in_batches(record, monkeypatch):
    monkeypatch.setattr("dragoman.record.streaming._BATCH", 2)

    streamed = [told.fact.fact for told in Selection(record=record).events("time")]

    assert streamed == [event.fact for event in record.events()]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_no_two_columns_share_a_name(table):
    names = [column.name for column in table.columns]

    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
