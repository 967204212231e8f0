"""A record copied between engines."""

import pytest

from dragoman.errors import RecordError
from dragoman.record import copying
from dragoman.record.dialect import matching
from dragoman.record.searching import index_pending
from dragoman.record.store import open_record


@pytest.fixture
def full(tmp_path, visit):
    """A file with articles, indexed words, and a failure."""
    with open_record(tmp_path / "full.sqlite") as record:
        for number in range(3):
            record.add(*visit(number))
        record.add(*visit(1), replace=True)  # numbers with gaps
        record.add_failure(path="a.txt", cause="empty", message="m", advice="a")
        with record._database.writing() as connection:
            index_pending(connection)
        yield record


def quietly(*_):
    pass


def test_a_copy_holds_the_same_and_has_the_same_digest(full, fresh, contents):
    with open_record(fresh) as copy:
        copied = full.copy_to(copy, quietly)

        assert contents(copy) == contents(full)
        with copy._database.reading() as connection:
            assert copying.digest(connection) == copied.digest
        assert copy.health().problems == ()


def test_words_are_found_in_a_copy(full, fresh):
    with open_record(fresh) as copy:
        full.copy_to(copy, quietly)

        with copy._database.reading() as one, full._database.reading() as other:
            found = one.scalars(matching(one, ["accord de peche"])).all()
            assert sorted(found) == sorted(other.scalars(matching(other, ["accord de peche"])))
            assert found


def test_a_copy_goes_on_as_its_original_would(full, fresh, visit):
    with open_record(fresh) as copy:
        full.copy_to(copy, quietly)

        numbers = [record.add(*visit(9)).document for record in (copy, full)]

        assert numbers[0] == numbers[1]
        assert copy.health().problems == ()


def test_there_and_back_is_the_same(full, fresh, tmp_path):
    with open_record(fresh) as copy, open_record(tmp_path / "back.sqlite") as back:
        there = full.copy_to(copy, quietly)

        assert copy.copy_to(back, quietly) == there


def test_a_record_that_holds_something_is_not_copied_into(full, fresh, visit):
    with open_record(fresh) as other:
        other.add(*visit(7))

        with pytest.raises(RecordError, match="is not empty"):
            full.copy_to(other, quietly)

        assert other.counts().versions == 1


def test_a_copy_that_differs_is_not_kept(full, fresh, monkeypatch):
    digests = iter(("one", "another"))
    monkeypatch.setattr(copying, "digest", lambda _: next(digests))
    with open_record(fresh) as copy:
        with pytest.raises(RecordError, match="differs"):
            full.copy_to(copy, quietly)

        assert copy.counts().versions == 0


def test_a_digest_tells_any_difference(full):
    with full._database.writing() as connection:
        before = copying.digest(connection)
        connection.exec_driver_sql("UPDATE facts SET confidence = confidence / 2 WHERE kind = 'Q'")

        assert copying.digest(connection) != before
