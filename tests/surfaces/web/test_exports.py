"""Exports by REST are those of the command line."""

import pytest

from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tables import QUOTATIONS


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("docbin", "parquet")])
def test_the_file_is_that_of_the_command_line(get, library, name):
    answer = get(f"/api/v1/export/{name}")

    selection = Selection(record=library.record, language="fr")
    assert answer.status_code == 200
    assert answer.content == b"".join(FORMATS[name].write(selection, Tally()))
    assert answer.headers["content-type"].split(";")[0] == FORMATS[name].media_type.split(";")[0]
    assert f'{FORMATS[name].suffix}"' in answer.headers["content-disposition"]


def test_a_table_of_a_pair(get, library):
    answer = get("/api/v1/export/csv?one=Mali&other=Russie&table=quotations&since=2020")

    head = answer.text.splitlines()[0]
    assert head == ",".join(column.name for column in QUOTATIONS.columns)
    assert "dragoman-quotations.csv" in answer.headers["content-disposition"]


def test_who_has_the_newest_gets_nothing(get, web):
    tag = get("/api/v1/export/csv").headers["etag"]

    answer = web.get("/api/v1/export/csv", headers={"if-none-match": tag})

    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("csv?one=Ruritanie", 404, "Ruritanie"),
        ("csv?since=hier", 400, "EDTF"),
        ("csv?type=KISS", 400, "KISS"),
        ("csv?one=Mali&other=Mali", 400, "same side"),
        ("xml", 422, "csv"),
        ("csv?table=cats", 422, "events"),
    ],
)
def test_what_cannot_be_is_told_before_anything_is_sent(get, asked, status, told):
    answer = get(f"/api/v1/export/{asked}")

    assert answer.status_code == status
    assert told in answer.text
