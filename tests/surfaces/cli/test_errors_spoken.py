import re

import pytest

from dragoman.errors import DragomanError
from dragoman.record.store import open_record
from dragoman.sources.outcome import CAUSES
from dragoman.surfaces.cli.spoken import told_elsewhere, told_failure, understood
from dragoman.surfaces.messages.catalogue import load_messages

FRENCH = load_messages("fr")


def missing(folder):
    open_record(folder / "none.sqlite", create=False)


def no_folder(folder):
    open_record(folder / "none" / "record.sqlite")


def a_folder(folder):
    open_record(folder, create=False)


def no_record(folder):
    (folder / "text.sqlite").write_text("not a record at all, only some words of text")
    open_record(folder / "text.sqlite", create=False)


def unknown_fact(folder):
    with open_record(folder / "new.sqlite") as record:
        record.fact("E-0123456789")


@pytest.mark.parametrize("go_wrong", [missing, no_folder, a_folder, no_record, unknown_fact])
def test_errors_of_the_record_are_told_in_french(go_wrong, tmp_path):
    with pytest.raises(DragomanError) as caught:
        go_wrong(tmp_path)

    told = understood(caught.value, FRENCH)

    assert told != str(caught.value)
    assert "{" not in told


@pytest.mark.parametrize("pattern", FRENCH.tables["told_elsewhere"], ids=lambda pair: pair[0][:30])
def test_a_translation_keeps_what_the_message_names(pattern):
    assert re.compile(pattern[0]).groups == len(set(re.findall(r"\{\d\}", pattern[1])))


def test_what_nobody_translated_is_told_as_it_is():
    assert told_elsewhere("something else is wrong.", FRENCH) == "something else is wrong."


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("detail", [None, "x"])
def test_every_cause_of_failure_is_told_in_french(cause, detail):
    told = told_failure(cause, "is wrong. Mend it.", detail, FRENCH)

    assert "Mend it" not in told
    assert FRENCH.has(f"cause_name.{cause}")
