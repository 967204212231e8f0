"""A reader of two states and what is between them, and a watch over a site on loopback."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.knowledge import load_knowledge
from dragoman.record.store import open_record
from dragoman.scale.watch.config import Sources
from dragoman.scale.watch.run import Watch
from dragoman.scale.watch.sinks import make_sinks
from dragoman.sources.fetch import Fetcher, FetchLimits
from dragoman.sources.manners import Manners
from dragoman.types.actor import Actor, Mention
from dragoman.types.event import Claim, Event, EventMention
from dragoman.types.reading import Provenance, Reading
from dragoman.types.span import Sourced, Span

STATES = {"Mali": "MLI", "Russie": "RUS", "France": "FRA"}
VERBS = {"rencontre": "CONSULT", "sanctionne": "SANCTION", "aide": "AID"}
TELLING = re.compile(
    r"(Mali|Russie|France) (rencontre|sanctionne|aide) (Mali|Russie|France)"
    r"(?: le (\d{4}-\d\d-\d\d))?[^.]*\."
)


def value(content, start, end):
    return Sourced(value=content, spans=(Span(start, end),), rule="test")


def read_states(document):
    """Read "Mali rencontre Russie le 2021-05-03 ..." as what it says."""
    actors, events, claims = [], [], []

    def actor(match, group):
        span = Span(*match.span(group))
        name = match[group]
        number = f"a{len(actors) + 1}"
        actors.append(
            Actor(
                id=number,
                name=value(name, *match.span(group)),
                kind=value("state", *match.span(group)),
                country=value(STATES[name], *match.span(group)),
                entity=value(STATES[name], *match.span(group)),
                mentions=(Mention(span=span, head=span, form="name", rule="test"),),
            )
        )
        return value(number, *match.span(group))

    for match in TELLING.finditer(document.text):
        sentence = Span(*match.span())
        number = f"e{len(events) + 1}"
        events.append(
            Event(
                id=number,
                type=value(VERBS[match[2]], *match.span(2)),
                status=value("actual", *match.span(2)),
                actors=(actor(match, 1),),
                recipients=(actor(match, 3),),
                when=value(match[4], *match.span(4)) if match[4] else None,
                mentions=(
                    EventMention(trigger=Span(*match.span(2)), sentence=sentence, rule="test"),
                ),
            )
        )
        if "première fois" in match[0]:
            start = document.text.index("première fois", sentence.start)
            claims.append(
                Claim(
                    id=f"c{len(claims) + 1}",
                    kind="first",
                    span=Span(start, start + len("première fois")),
                    about=number,
                    sentence=sentence,
                    rule="test",
                )
            )
    return Reading(
        document=document.sha256,
        published=document.published,
        provenance=Provenance(dragoman="0", pack="fr:0", knowledge="0", model="none"),
        sentences=(Span(0, len(document.text)),),
        actors=tuple(actors),
        events=tuple(events),
        claims=tuple(claims),
    )


class Clock:
    """A clock that moves when it is told, or when somebody sleeps."""

    def __init__(self):
        self.now = datetime(2021, 6, 1, 12, tzinfo=UTC)
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.forward(seconds)

    def forward(self, seconds):
        self.now += timedelta(seconds=seconds)


class Newsroom:
    """A site with a feed, a record, and a watch over it that can be begun again and again."""

    def __init__(self, site, folder):
        self.site, self.folder, self.clock = site, folder, Clock()
        self.shown, self.polled, self.failed, self.undelivered = [], [], [], []
        self.read = read_states
        self.entries = []
        self.etag = 0
        self.alerts = [{"name": "paire", "between": ["Mali", "Russie"]}]
        self.sinks = []
        self.more = {}

    def publish(self, name, sentence):
        """Put an article on the site and announce it in the feed."""
        rest = f"Ceci est la dépêche {name} de la Gazette, écrite pour l'essai du {name}."
        self.site.put(
            f"/{name}",
            f"<html lang='fr'><body><article><h1>{name}</h1><p>{sentence}</p><p>{rest}</p>"
            "</article></body></html>",
        )
        self.announce(name)

    def announce(self, name):
        self.entries.append(name)
        items = "".join(
            f"<item><guid>{one}</guid><title>{one}</title><link>{self.site.url}/{one}</link></item>"
            for one in self.entries
        )
        self.etag += 1
        feed = f"<rss version='2.0'><channel><title>Gazette</title>{items}</channel></rss>"
        self.site.put("/feed", feed, "application/rss+xml", ETag=f'"{self.etag}"')

    def sources(self):
        return Sources.model_validate(
            {
                "feed": [{"url": f"{self.site.url}/feed"}],
                "alert": self.alerts,
                "sink": self.sinks,
                "every": "10m",
                **self.more,
            }
        )

    def watch(self, *, once=True):
        limits = FetchLimits(seconds=2.0, silence=1.0)
        fetcher = Fetcher(
            agent="test", allow_private=True, limits=limits, manners=Manners(delay=0.0)
        )
        sources = self.sources()
        with open_record(self.path, clock=self.clock) as record:
            watch = Watch(
                sources=sources,
                record=record,
                read=lambda document: self.read(document),
                knowledge=load_knowledge(),
                fetcher=fetcher,
                sinks=make_sinks(
                    sources,
                    record,
                    fetcher=fetcher,
                    tell=lambda alert: f"{alert.rule}: {alert.words}",
                    show=self.shown.append,
                ),
                on_poll=self.polled.append,
                on_failure=self.failed.append,
                on_undelivered=lambda sink, why: self.undelivered.append((sink, str(why))),
                clock=self.clock,
                sleep=self.clock.sleep,
                chance=lambda: 0.0,
            )
            return watch.run(once=once)

    @property
    def path(self):
        return self.folder / "watch.sqlite"

    def record(self):
        return open_record(self.path, clock=self.clock)

    def asked(self, path):
        return self.site.paths.count(path)


@pytest.fixture
def newsroom(site, tmp_path):
    return Newsroom(site, tmp_path)
