"""Synthetic articles are what a reading of them would be recorded as."""

import zlib

from benchmarks.synthetic import EVENTS, Press

from dragoman.ontology.model import load_ontology
from dragoman.reading.serialise import from_json
from dragoman.reading.verify import verify
from dragoman.record.ids import IdMaker
from dragoman.record.incoming import FACT_TABLES, as_waiting
from dragoman.record.rows import lay_out, pack
from dragoman.scale.shards import is_whole


def test_rows_are_what_the_readings_are_laid_out_as():
    press = Press(states=("AAA", "BBB", "CCC", "DDD"))
    for article in press.articles(3):
        document, reading = article.document, from_json(zlib.decompress(article.reading))
        ids = IdMaker(document.sha256)
        laid = lay_out(reading, document, key=0, ids=ids, decided_at="")

        assert verify(reading, document) == ()
        assert all(load_ontology().allows(event.type.value) for event in reading.events)
        assert pack(reading) == article.reading
        assert len(reading.events) == EVENTS
        for name in FACT_TABLES:
            assert article.rows[name] == as_waiting(name, getattr(laid, name)), name
        named = {row[0]: row for row in as_waiting("entities", laid.entities)}
        assert {row[0]: row for row in article.entities} == named


def test_a_shard_is_the_same_whenever_it_is_made(tmp_path):
    one = Press().write(tmp_path / "one", 5, 10)
    press = Press()
    press.draw_word()

    assert press.write(tmp_path / "other", 5, 10) == one
    assert press.write(tmp_path / "next", 5, 15) != one
    assert is_whole(tmp_path / "one", one)
