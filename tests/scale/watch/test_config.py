"""The file that says what to watch."""

import pytest

from dragoman.scale.watch.config import SourcesError, load_sources

FEED = '[[feed]]\nurl = "https://e.org/feed"\n'


def load(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text)
    return load_sources(path)


def test_a_whole_file(tmp_path):
    sources = load(
        tmp_path,
        'every = "2h"\ndelay = "500s"\n'
        + FEED
        + 'every = 90\n[[alert]]\nname = "a"\nbetween = ["Mali", "Russie"]\n'
        'index = { above = 3.5 }\nto = ["terminal", "f"]\n'
        '[[sink]]\nname = "f"\nkind = "atom"\npath = "a.xml"\n',
    )

    assert (sources.every, sources.delay, sources.feed[0].every) == (7200, 500, 90)
    assert sources.alert[0].index.above == 3.5
    assert sources.sink[0].keep == 200


def test_the_documented_example_is_sound(tmp_path):
    from pathlib import Path

    text = (Path(__file__).parents[3] / "docs" / "cli.md").read_text(encoding="utf-8")
    example = text.split("```toml\n")[1].split("```")[0]

    sources = load(tmp_path, example)

    assert [rule.name for rule in sources.alert] == ["Mali-Russie", "refroidissement"]
    assert [sink.kind for sink in sources.sink] == ["atom", "webhook", "command"]


ALERT = FEED + '[[alert]]\nname = "a"\n'
WRONG = [
    ("", "feed"),
    ("[[feed]]\nurl = 'file:///etc/passwd'\n", "feed 1, url"),
    ("[[feed]\n", "no sound TOML"),
    (FEED + FEED, "'https://e.org/feed' is there twice"),
    ("every = 'often'\n" + FEED, "15m"),
    ("evry = '1m'\n" + FEED, "evry"),
    (ALERT, "say of what"),
    (ALERT + "types = ['TALK']", "unknown type TALK"),
    (ALERT + "statuses = ['real']", "unknown status real"),
    (ALERT + "about = 'Mali'\nfirst = true", "need `between`"),
    (ALERT + "between = ['a', 'b']\nindex = {}", "either `below` or `above`"),
    (ALERT + "between = ['a', 'b']\nindex = {below = 1}\nfirst = true", "stands with"),
    (ALERT + "between = ['a']", "between"),
    (ALERT + "about = 'Mali'\nto = ['mail']", "'mail', which is no sink"),
    (FEED + "[[sink]]\nname = 's'\nkind = 'pigeon'", "sink 1: its `kind` must be"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_is_wrong_is_named_in_one_line(tmp_path, text, told):
    with pytest.raises(SourcesError) as caught:
        load(tmp_path, text)

    assert told in str(caught.value)
    assert "\n" not in str(caught.value) or "TOML" in str(caught.value)
    assert "sources.toml" in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourcesError, match="cannot be read"):
        load_sources(tmp_path / "none.toml")
