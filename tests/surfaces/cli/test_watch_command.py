"""`dragoman watch`: its file, its sinks, its exit codes."""

import hashlib
import hmac
import json
import os
import signal
import sys

import pytest

from dragoman.surfaces.cli import exits


def page(words, title="Nouvelle"):
    return (
        f"<html lang='fr'><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{words}</p><p>Ceci est écrit pour l'essai et ne dit rien de plus.</p>"
        "</article></body></html>"
    )


def watched(site, tmp_path, more="", **rule):
    said = "\n".join(f"{name} = {json.dumps(value)}" for name, value in rule.items())
    (tmp_path / "sources.toml").write_text(
        f'delay = "0s"\nallow_private = true\n{more}\n[[feed]]\nurl = "{site.url}/feed"\n'
        f'[[alert]]\nname = "paire"\nbetween = ["Mali", "Russie"]\n{said}\n'
    )


def announce(site, *names):
    items = "".join(
        f"<item><guid>{name}</guid><title>{name}</title><link>{site.url}/{name}</link></item>"
        for name in names
    )
    site.put("/feed", f"<rss><channel><title>Gazette</title>{items}</channel></rss>", "text/xml")


SINKS = """
[[sink]]
name = "file"
kind = "atom"
path = "alerts.xml"
[[sink]]
name = "hook"
kind = "webhook"
url = "{url}/hook"
secret_env = "HOOK_SECRET"
allow_private = true
[[sink]]
name = "run"
kind = "command"
run = [{python}, "-c", "import sys; open('got', 'wb').write(sys.stdin.buffer.read())"]
"""


def test_watch_once_takes_in_fires_every_sink_and_is_quiet_the_next_time(
    states, site, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOOK_SECRET", "sesame")
    watched(site, tmp_path, to=["terminal", "file", "hook", "run"])
    sinks = SINKS.format(url=site.url, python=json.dumps(sys.executable))
    with (tmp_path / "sources.toml").open("a") as file:
        file.write(sinks)
    site.put("/hook", "ok")
    site.put("/un", page("Le Mali rencontre Russie le 2021-05-03 à Bamako."))
    announce(site, "un")

    code, out, err = states("watch", "sources.toml", "--once")
    again, quiet, _ = states("watch", "sources.toml", "--once")

    assert (code, again, quiet) == (exits.DONE, exits.DONE, "")
    assert out.startswith("paire: ")
    assert "Mali rencontre Russie" in out
    assert "1 new article" in err
    assert "Polls: 1; articles read: 1; copies: 0; failures: 0; alerts: 1." in err
    [(_, headers, body)] = site.posted
    signed = headers["x-dragoman-timestamp"].encode() + b"." + body
    assert headers["x-dragoman-signature"] == (
        "sha256=" + hmac.new(b"sesame", signed, hashlib.sha256).hexdigest()
    )
    assert json.loads((tmp_path / "got").read_text()) == json.loads(body)
    assert "Mali rencontre Russie" in (tmp_path / "alerts.xml").read_text()


def test_watch_tells_feeds_and_articles_that_fail(states, site, tmp_path):
    watched(site, tmp_path)
    announce(site, "gone")

    some, _, err = states("watch", "sources.toml", "--once")
    site.pages.pop("/feed")
    none, _, more = states("watch", "sources.toml", "--once", "--record", "other.sqlite")

    assert (some, none) == (exits.SOME_FAILED, exits.USER_ERROR)
    assert f"{site.url}/gone" in err
    assert "404" in more
    assert "tried again later" in more


def test_what_fails_is_told_in_french_too(states, site, tmp_path):
    watched(site, tmp_path)
    announce(site, "gone")

    _, _, article = states("--lang", "fr", "watch", "sources.toml", "--once")
    site.pages.pop("/feed")
    _, _, feed = states("--lang", "fr", "watch", "sources.toml", "--once", "--record", "b.sqlite")

    assert "nouvel essai plus tard" in feed
    for told in (article, feed):
        assert "le serveur répond 404" in told
        assert "answered" not in told


WRONG = [
    ('every = "soon"', "sources.toml: every: write"),
    ("surprise = 1", "surprise"),
    ("every = ", "no sound TOML"),
]


@pytest.mark.parametrize(
    "line",
    [
        'every = "soon"', "surprise = 1", "every = ", '[[sink]]\nname = "a"\nkind = "atom"',
        '[[sink]]\nname = "a"\nkind = "fax"',
        '[[alert]]\nname = "a"\ntypes = ["FOO"]', '[[alert]]\nname = "a"\nstatuses = ["foo"]',
        '[[alert]]\nname = "a"\nfirst = true', '[[alert]]\nname = "a"',
        '[[alert]]\nname = "a"\nbetween = ["Mali", "Togo"]\nindex = {days = 9}',
        '[[alert]]\nname = "a"\nbetween = ["Mali", "Togo"]\nfirst = true\nindex = {below = 1}',
        '[[alert]]\nname = "a"\nabout = "Mali"\nto = ["b"]', '[[feed]]\nurl = "gopher://e.org"',
        '[[alert]]\nname = "paire"\nabout = "Mali"',
    ],
)  # fmt: skip
def test_a_wrong_file_of_sources_is_told_in_french(light, site, tmp_path, line):
    watched(site, tmp_path, more=line)

    _, _, english = light("--lang", "en", "watch", "sources.toml", "--once")
    code, _, french = light("--lang", "fr", "watch", "sources.toml", "--once")

    assert code == exits.USER_ERROR
    assert english.count("\n") == french.count("\n") == 1
    rest = french.removeprefix("dragoman\u00a0: ").replace(" ", "").replace("\u00a0", "")
    assert rest != english.removeprefix("dragoman: ").replace(" ", "")
    assert "is " not in french


@pytest.mark.parametrize(("line", "told"), WRONG)
def test_a_wrong_file_of_sources_is_one_line(light, site, tmp_path, line, told):
    watched(site, tmp_path, more=line)

    code, out, err = light("watch", "sources.toml", "--once")

    assert (code, out, err.count("\n")) == (exits.USER_ERROR, "", 1)
    assert told in err


def test_a_missing_file_of_sources_and_a_missing_secret_are_named(light, site, tmp_path):
    watched(site, tmp_path)
    with (tmp_path / "sources.toml").open("a") as file:
        file.write(SINKS.format(url=site.url, python='"true"'))

    missing, _, one = light("watch", "none.toml")
    unsigned, _, other = light("watch", "sources.toml", "--once")

    assert (missing, unsigned) == (exits.USER_ERROR, exits.USER_ERROR)
    assert "none.toml" in one
    assert "HOOK_SECRET" in other


def test_a_name_in_a_rule_that_nobody_knows_brings_near_ones(light, site, tmp_path):
    watched(site, tmp_path)
    path = tmp_path / "sources.toml"
    path.write_text(path.read_text().replace("Russie", "Rusie"))

    code, _, err = light("watch", "sources.toml", "--once")

    assert code == exits.USER_ERROR
    assert "Russie" in err


def test_ctrl_c_ends_a_watch(states, site, tmp_path, monkeypatch):
    watched(site, tmp_path)
    announce(site)
    press = lambda *_: os.kill(os.getpid(), signal.SIGINT)  # noqa: E731
    monkeypatch.setattr("dragoman.scale.watch.run.Watch._rest", press)

    code, _, err = states("watch", "sources.toml")

    assert code == exits.INTERRUPTED
    assert "Watching 1 feed, into dragoman.sqlite." in err
