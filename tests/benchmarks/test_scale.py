"""The benchmark of scale asks a record of synthetic events what its users ask."""

import json

from benchmarks import scale


def test_a_small_record_is_loaded_and_asked(tmp_path, monkeypatch):
    out = tmp_path / "scale.json"
    asked = ["scale", "--events", "160", "--engines", "sqlite", "--out", str(out)]
    monkeypatch.setattr("sys.argv", asked)

    scale.main()

    told = json.loads(out.read_text("utf-8"))["results"]["sqlite"]
    assert (told["articles"], told["events"]) == (20, 160)
    for question in ("first_page_of_a_pair_ms", "one_word_ms", "two_words_ms"):
        assert 0 < told[question]["p50"] <= told[question]["p95"] <= told[question]["most"]
