"""Tables as frames: the same rows as the files."""

import csv
import io

import pytest

from dragoman.errors import DragomanError
from dragoman.record.store import open_record
from dragoman.surfaces.export.formats import FORMATS
from dragoman.surfaces.export.selection import Selection, Tally
from dragoman.surfaces.export.tables import TABLES
from dragoman.surfaces.frames import export, to_pandas, to_polars


@pytest.fixture
def record(record_file):
    with open_record(record_file, create=False) as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_frames_hold_what_the_files_hold(record, table):
    data = b"".join(
        FORMATS["csv"].write(Selection(record=record), Tally(), table=TABLES[table])
    ).decode()
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    key = TABLES[table].key[0]

    pandas, polars = to_pandas(record, table), to_polars(record, table)

    names = [column.name for column in TABLES[table].columns]
    assert list(pandas.columns) == polars.columns == names
    assert list(pandas[key]) == polars[key].to_list() == [row[key] for row in rows]


def test_a_pair_by_name(record):
    frame = to_polars(record, between=("Mali", "Russie"), types=["CONSULT"])

    assert frame.height > 0
    for row in frame.iter_rows(named=True):
        assert "MLI" in {*row["actor_countries"], *row["recipient_countries"]}


def test_a_frame_without_rows_has_its_columns(record):
    frame = to_pandas(record, types=["PROTEST"])

    assert len(frame) == 0
    assert "actors" in frame.columns


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"about": "Ruritanie"}, "Ruritanie"),
        ({"since": "hier"}, "EDTF"),
        ({"types": ["KISS"]}, "no type KISS"),
        ({"statuses": ["perhaps"]}, "no status perhaps"),
        ({"table": "cats"}, "no table cats"),
        ({"between": ("Mali", "Mali")}, "same side"),
        ({"between": ("Mali", "Russie"), "about": "Mali"}, "not both"),
    ],
)
def test_what_is_not_known_is_told(record, asked, told):
    with pytest.raises(DragomanError, match=told):
        to_pandas(record, **asked)


def test_a_file_that_fails_leaves_none_behind(record, tmp_path):
    with pytest.raises(DragomanError, match="no format xml"):
        export(record, "xml", tmp_path / "x.xml")
    with pytest.raises(DragomanError, match="no table"):
        export(record, "csv", tmp_path / "x.csv", table="cats")

    assert list(tmp_path.iterdir()) == []
