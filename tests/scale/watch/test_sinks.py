"""Alerts that reach an Atom feed, a webhook and a command, or do not at first."""

import json
import sys

import feedparser
import pytest

from dragoman.errors import DragomanError
from dragoman.record.alerts import FiredAlert
from dragoman.scale.watch.alert import Alert, to_json
from dragoman.scale.watch.sinks import sign_body, write_atom

TALKS = "Mali rencontre Russie le 2021-05-03 à Belle-Rive & environs, selon la mairie."


def to(newsroom, **sink):
    newsroom.sinks = [{"name": "s", **sink}]
    newsroom.alerts = [{"name": "paire", "between": ["Mali", "Russie"], "to": ["s"]}]


def test_an_atom_feed_holds_the_alerts(newsroom):
    path = newsroom.folder / "alerts.xml"
    to(newsroom, kind="atom", path=str(path), keep=2)
    for number in range(3):
        newsroom.publish(f"a{number}", TALKS.replace("05-03", f"05-1{number}"))
        newsroom.watch()
        newsroom.clock.forward(60)

    feed = feedparser.parse(path.read_bytes())

    assert not feed.bozo
    assert [entry.title.split(" le ")[1][:10] for entry in feed.entries] == [
        "2021-05-12",
        "2021-05-11",
    ]
    assert feed.entries[0].link == f"{newsroom.site.url}/a2"
    assert "Belle-Rive & environs" in feed.entries[0].content[0].value
    assert len({entry.id for entry in feed.entries}) == 2
    assert feed.feed.updated == feed.entries[0].updated


@pytest.mark.parametrize(
    ("url", "linked"),
    [("https://e.example/1", True), ("javascript:alert(1)", False), ("data:text/html,x", False)],
)
def test_an_atom_feed_links_only_to_the_web(tmp_path, url, linked):
    alert = Alert(rule="r", kind="event", key="k", words="<script>alert(1)</script>", url=url)
    fired = FiredAlert(
        id=1, rule="r", key="k", fired_at="2021-05-03T10:00:00Z", body=to_json(alert)
    )

    write_atom(tmp_path / "a.xml", (fired,), lambda _: "title")

    written = (tmp_path / "a.xml").read_text()
    assert (url in written) == linked
    assert "<script" not in written


def test_a_folder_that_is_missing_is_told_and_tried_again(newsroom):
    path = newsroom.folder / "none" / "alerts.xml"
    to(newsroom, kind="atom", path=str(path))
    newsroom.publish("un", TALKS)
    report = newsroom.watch()
    assert report.undelivered == 1
    assert "cannot be written" in newsroom.undelivered[0][1]
    path.parent.mkdir()
    newsroom.clock.forward(31)

    assert newsroom.watch().undelivered == 0
    assert path.exists()


@pytest.fixture
def hook(newsroom, monkeypatch):
    monkeypatch.setenv("HOOK_SECRET", "geheim")
    to(newsroom, kind="webhook", url=f"{newsroom.site.url}/hook", secret_env="HOOK_SECRET",
       allow_private=True)  # fmt: skip
    newsroom.publish("un", TALKS)
    return newsroom


def test_a_webhook_is_signed(hook):
    hook.site.pages["/hook"] = (204, {}, b"")

    hook.watch()

    [(_, headers, body)] = hook.site.posted
    alert = json.loads(body)
    assert (alert["rule"], alert["words"], alert["type"]) == ("paire", TALKS, "CONSULT")
    assert alert["url"] == f"{hook.site.url}/un"
    stamp = headers["x-dragoman-timestamp"]
    assert headers["x-dragoman-signature"] == f"sha256={sign_body('geheim', stamp, body)}"
    assert headers["x-dragoman-signature"] != f"sha256={sign_body('other', stamp, body)}"


def test_a_webhook_that_fails_is_tried_again_with_the_same_delivery(hook):
    hook.site.pages["/hook"] = (500, {}, b"")
    hook.watch()
    hook.clock.forward(29)
    hook.watch()
    assert len(hook.site.posted) == 1
    hook.site.pages["/hook"] = (200, {}, b"")
    hook.clock.forward(2)
    hook.watch()
    hook.clock.forward(10**6)
    hook.watch()

    deliveries = {headers["x-dragoman-delivery"] for _, headers, _ in hook.site.posted}
    assert (len(hook.site.posted), len(deliveries)) == (2, 1)


def test_trying_a_webhook_ends(hook):
    hook.site.pages["/hook"] = (500, {}, b"")

    for _ in range(15):
        hook.watch()
        hook.clock.forward(4000)

    assert len(hook.site.posted) == 12


def test_a_webhook_leads_inside_only_if_allowed(hook):
    hook.sinks[0]["allow_private"] = False

    report = hook.watch()

    assert (report.undelivered, hook.site.posted) == (1, [])
    assert "leads into this machine" in hook.undelivered[0][1]


def test_a_webhook_does_not_follow_redirects(hook):
    hook.site.pages["/hook"] = (302, {"Location": "/other"}, b"")

    assert hook.watch().undelivered == 1
    assert "/other" not in hook.site.paths


def test_a_webhook_without_secret_is_refused_at_once(hook, monkeypatch):
    monkeypatch.delenv("HOOK_SECRET")

    with pytest.raises(DragomanError, match="HOOK_SECRET"):
        hook.watch()


def command(newsroom, code, **more):
    to(newsroom, kind="command", run=[sys.executable, "-c", code], **more)
    newsroom.publish("un", TALKS)


def test_a_command_gets_the_alert_as_json(newsroom):
    out = newsroom.folder / "out.json"
    command(newsroom, f"import sys; open({str(out)!r}, 'w').write(sys.stdin.read())")

    newsroom.watch()

    assert json.loads(out.read_text())["words"] == TALKS


FAILING = [
    ("import sys; sys.exit('kaputt')", {}, "ended with 1 kaputt"),
    ("import time; time.sleep(9)", {"timeout": 0.2}, "takes longer"),
]


@pytest.mark.parametrize(("code", "more", "told"), FAILING)
def test_a_command_that_fails_is_told_and_tried_again(newsroom, code, more, told):
    command(newsroom, code, **more)

    newsroom.watch()
    newsroom.clock.forward(31)
    report = newsroom.watch()

    assert report.undelivered == 1
    assert [told in why for _, why in newsroom.undelivered] == [True, True]


def test_a_command_that_is_missing_is_told(newsroom):
    to(newsroom, kind="command", run=["/no/such/program"])
    newsroom.publish("un", TALKS)

    assert newsroom.watch().undelivered == 1
    assert "cannot be run" in newsroom.undelivered[0][1]
