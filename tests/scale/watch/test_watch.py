"""Feeds watched on loopback, over restarts, failures and kills."""

import gzip
import os
import signal

import pytest

from dragoman.scale.ingest import ingest

TALKS = "Mali rencontre Russie le 2021-05-03 à Belle-Rive, selon la mairie."
BLOW = "Russie sanctionne Mali le 2021-05-20 pour une affaire de ponts."
AID = "Mali aide Russie le 2021-05-25 en lui envoyant des poutres."


def test_what_is_new_is_taken_in_once(newsroom):
    newsroom.publish("un", TALKS)

    first = newsroom.watch()
    newsroom.clock.forward(60)
    second = newsroom.watch()

    assert (first.polls, first.ingest.read, first.alerts) == (1, 1, 1)
    assert (second.polls, second.ingest.read, second.alerts) == (1, 0, 0)
    assert newsroom.asked("/un") == 1
    assert newsroom.site.asked[-1][1]["if-none-match"] == '"1"'
    assert newsroom.shown == [f"paire: {TALKS}"]


def test_nothing_of_what_the_record_held_before_is_news(newsroom):
    newsroom.publish("un", TALKS)
    newsroom.alerts = []
    newsroom.watch()
    newsroom.alerts = [{"name": "paire", "between": ["Mali", "Russie"]}]
    newsroom.publish("deux", BLOW)

    report = newsroom.watch()

    assert report.alerts == 1
    assert newsroom.shown == [f"paire: {BLOW}"]


def test_what_another_command_recorded_is_news(newsroom, tmp_path):
    newsroom.publish("un", BLOW)
    newsroom.watch()
    file = tmp_path / "a.txt"
    file.write_text(f"{TALKS} Le ministre a parlé du pont avec la maire de la ville.")
    with newsroom.record() as record:
        ingest([file], record=record, read=newsroom.read)

    newsroom.watch()

    assert newsroom.shown == [f"paire: {BLOW}", f"paire: {TALKS}"]


def test_one_happening_fires_once_whoever_tells_it(newsroom):
    newsroom.publish("un", TALKS)
    newsroom.publish("deux", TALKS.replace("selon la mairie", "a dit hier soir le maire du lieu"))

    report = newsroom.watch()

    assert (report.ingest.read, report.alerts) == (2, 1)


RULES = [
    ({"between": ["Mali", "Russie"], "types": ["SANCTION"]}, [BLOW]),
    ({"about": "Mali"}, [TALKS, BLOW, AID]),
    ({"about": "France"}, []),
    ({"types": ["AID", "CONSULT"]}, [TALKS, AID]),
    ({"between": ["Mali", "Russie"], "statuses": ["planned"]}, []),
    ({"statuses": ["actual"]}, [TALKS, BLOW, AID]),
    ({"between": ["RUS", "MLI"], "first": True}, [TALKS, BLOW, AID]),
]


@pytest.mark.parametrize(("rule", "fired"), RULES)
def test_rules(newsroom, rule, fired):
    newsroom.alerts = [{"name": "r", **rule}]
    for name, sentence in {"un": TALKS, "deux": BLOW, "trois": AID}.items():
        newsroom.publish(name, sentence)

    newsroom.watch()

    assert newsroom.shown == [f"r: {sentence}" for sentence in fired]


def test_a_first_is_what_the_record_holds_no_earlier_of(newsroom):
    newsroom.alerts = [{"name": "r", "between": ["Mali", "Russie"], "first": True}]
    later = TALKS.replace("2021-05-03", "2021-05-30").replace("la mairie", "une autre voix")
    newsroom.publish("un", TALKS)
    newsroom.watch()
    newsroom.publish("deux", later)
    newsroom.publish("trois", BLOW)

    newsroom.watch()

    assert newsroom.shown == [f"r: {TALKS}", f"r: {BLOW}"]


def test_a_claimed_first_fires_too(newsroom):
    newsroom.alerts = [{"name": "r", "between": ["Mali", "Russie"], "first": True}]
    claimed = "Mali rencontre Russie le 2021-05-30 pour la première fois depuis dix ans."
    newsroom.publish("un", TALKS)
    newsroom.publish("deux", claimed)

    newsroom.watch()

    assert newsroom.shown == [f"r: {TALKS}", f"r: {claimed}"]
    with newsroom.record() as record:
        kinds = [one.body for one in record.intake.watching.alerts()]
    assert '"kind":"claim"' in kinds[0]


def test_an_index_fires_when_it_crosses_its_threshold(newsroom):
    newsroom.alerts = [
        {"name": "froid", "between": ["Mali", "Russie"],
         "index": {"below": 0, "days": 60, "fewest": 2}},
    ]  # fmt: skip
    newsroom.publish("un", TALKS)
    newsroom.publish("deux", AID)
    assert newsroom.watch().alerts == 0
    for number in range(1, 10):
        day = f"2021-05-{number + 10}"
        telling = BLOW.replace("2021-05-20", day).replace("ponts", f"ponts et de quais {number}")
        newsroom.publish(f"coup-{number}", telling)

    report = newsroom.watch()

    assert report.alerts == 1
    with newsroom.record() as record:
        [alert] = record.intake.watching.alerts()
    assert '"kind":"index"' in alert.body
    assert newsroom.watch().alerts == 0


def test_an_index_that_comes_up_beyond_its_threshold_has_crossed_it(newsroom):
    newsroom.alerts = [
        {"name": "froid", "between": ["Mali", "Russie"],
         "index": {"below": 0, "days": 60, "fewest": 1}},
    ]  # fmt: skip
    newsroom.publish("zero", "Rien ne se passe aujourd'hui entre les deux rives du fleuve.")
    assert newsroom.watch().alerts == 0
    newsroom.publish("un", BLOW)

    assert [newsroom.watch().alerts, newsroom.watch().alerts] == [1, 0]


def test_an_index_that_was_beyond_its_threshold_before_is_no_news(newsroom):
    newsroom.publish("un", BLOW)
    newsroom.watch()
    newsroom.alerts = [
        {"name": "froid", "between": ["Mali", "Russie"],
         "index": {"below": 0, "days": 60, "fewest": 1}},
    ]  # fmt: skip
    newsroom.publish("deux", BLOW.replace("ponts", "quais").replace("20", "21"))

    assert newsroom.watch().alerts == 0


def test_an_old_happening_does_not_move_the_index(newsroom):
    newsroom.alerts = [
        {"name": "froid", "between": ["Mali", "Russie"],
         "index": {"below": 0, "days": 10, "fewest": 1}},
    ]  # fmt: skip
    newsroom.publish("un", AID)
    newsroom.watch()
    newsroom.publish("deux", BLOW.replace("2021-05-20", "1999-05-20"))

    assert newsroom.watch().alerts == 0


# Failing and coming back


def test_an_article_that_fails_for_a_while_is_tried_again(newsroom):
    newsroom.announce("un")
    newsroom.site.pages["/un"] = (503, {}, b"")

    first = newsroom.watch()
    newsroom.publish("un", TALKS)
    newsroom.entries.pop()
    too_soon = newsroom.watch()
    newsroom.clock.forward(61)
    later = newsroom.watch()

    assert (first.ingest.failed, too_soon.ingest.read, later.ingest.read) == ({"status": 1}, 0, 1)
    with newsroom.record() as record:
        assert record.failures() == ()


def test_an_article_that_is_gone_is_not_asked_for_again(newsroom):
    newsroom.announce("un")

    newsroom.watch()
    newsroom.clock.forward(10**6)
    newsroom.watch()

    assert newsroom.asked("/un") == 1
    assert newsroom.failed[0].detail == "404"


def test_trying_again_ends(newsroom):
    newsroom.announce("un")
    newsroom.site.pages["/un"] = (500, {}, b"")

    for _ in range(9):
        newsroom.watch()
        newsroom.clock.forward(10**6)

    assert newsroom.asked("/un") == 6


def test_a_feed_that_fails_is_left_alone_longer_and_longer(newsroom):
    newsroom.site.pages["/feed"] = (500, {}, b"")
    waits = []
    for _ in range(4):
        report = newsroom.watch()
        assert (report.polls, report.failed_polls) == (1, 1)
        assert newsroom.watch().polls == 0
        with newsroom.record() as record:
            state = record.intake.watching.feed(f"{newsroom.site.url}/feed")
        from datetime import datetime

        waits.append((datetime.fromisoformat(state.next_at) - newsroom.clock.now).total_seconds())
        newsroom.clock.forward(waits[-1])

    assert waits == [1200, 2400, 4800, 9600]
    newsroom.publish("un", TALKS)
    assert newsroom.watch().ingest.read == 1


def test_a_server_that_asks_for_patience_gets_it(newsroom):
    newsroom.site.pages["/feed"] = (429, {"Retry-After": "7200"}, b"")

    newsroom.watch()
    newsroom.clock.forward(7000)
    assert newsroom.watch().polls == 0
    newsroom.clock.forward(300)

    assert newsroom.watch().polls == 1


def test_robots_are_heeded_for_feed_and_pages(newsroom):
    newsroom.publish("un", TALKS)
    newsroom.site.put("/robots.txt", "User-agent: *\nDisallow: /un", "text/plain")
    report = newsroom.watch()
    assert report.ingest.failed == {"robots": 1}

    newsroom.site.put("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    newsroom.clock.forward(10**6)

    assert newsroom.watch().failed_polls == 1
    assert (newsroom.asked("/un"), newsroom.asked("/feed")) == (0, 1)


@pytest.mark.parametrize("kind", ["pdf", "nothing"])
def test_a_feed_that_is_none_is_told(newsroom, kind):
    newsroom.site.put("/feed", b"%PDF-1.4" if kind == "pdf" else b"", "text/plain")

    report = newsroom.watch()

    assert report.failed_polls == 1
    assert newsroom.polled[0].refused


@pytest.mark.parametrize("pack", [str.encode, lambda text: gzip.compress(text.encode())])
def test_a_sitemap_can_be_watched_packed_or_not(newsroom, pack):
    newsroom.publish("un", TALKS)
    listed = f"<urlset><url><loc>{newsroom.site.url}/un</loc></url></urlset>"
    newsroom.site.put("/feed", pack(listed), "application/xml")

    report = newsroom.watch()

    assert (report.ingest.read, report.alerts) == (1, 1)


# Stopping and killing


class Killed(BaseException):
    """The program ends here, as if it was killed."""


KILLED_AT = ["settle_entry", "fire", "settle_delivery", "set_feed", "add"]


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("place", KILLED_AT)
def test_killed_anywhere_it_loses_and_doubles_nothing(newsroom, monkeypatch, place, when):
    from dragoman.record.store import Record
    from dragoman.record.watching import Watching

    newsroom.publish("zero", "Rien ne se passe aujourd'hui entre les deux rives du fleuve.")
    newsroom.watch()
    newsroom.publish("un", TALKS)
    newsroom.publish("deux", BLOW)
    owner = Record if place == "add" else Watching
    real = getattr(owner, place)

    def killing(self, *args, **kwargs):
        if when == "after":
            real(self, *args, **kwargs)
        raise Killed

    monkeypatch.setattr(owner, place, killing)
    with pytest.raises(Killed):
        newsroom.watch()
    monkeypatch.setattr(owner, place, real)
    newsroom.clock.forward(61)

    newsroom.watch()

    with newsroom.record() as record:
        assert record.counts().versions == 3
        assert len(record.intake.watching.alerts()) == 2
        assert record.health().problems == ()
    assert sorted(set(newsroom.shown)) == sorted([f"paire: {TALKS}", f"paire: {BLOW}"])
    if place != "settle_delivery":  # between showing and noting it may be shown twice
        assert len(newsroom.shown) == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_goes_on_until_it_is_asked_to_stop(newsroom, number):
    newsroom.publish("un", TALKS)
    slept = []

    def sleep(seconds):
        slept.append(seconds)
        newsroom.clock.forward(seconds)
        if len(slept) == 10:
            newsroom.clock.forward(700)
            newsroom.publish("deux", BLOW)
        if len(slept) > 20:
            os.kill(os.getpid(), number)

    newsroom.clock.sleep = sleep
    report = newsroom.watch(once=False)

    assert (report.polls, report.ingest.read, report.alerts) == (2, 2, 2)
    assert report.ingest.stopped
