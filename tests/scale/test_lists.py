"""Feeds and sitemaps that were broken off, and begun again."""

import signal

import pytest

from dragoman.scale.ingest import ingest
from dragoman.sources.fetch import Fetcher
from dragoman.sources.manners import Manners
from dragoman.sources.piece import Options


def fetching():
    return Options(fetcher=Fetcher(agent="test", allow_private=True, manners=Manners(delay=0.0)))


WORDS = {
    "un": "Awa rencontre la maire de Belle-Rive pour parler du pont et des travaux en retard.",
    "deux": "Le ministre des Pêches inaugure une halle, et les vendeuses montrent leurs étals.",
    "trois": "Moussa annonce que la route du nord sera fermée tout l'hiver, faute de poutres.",
}


def page(name):
    article = f"<article><h1>{name}</h1><p>{WORDS[name]}</p></article>"
    return f"<html lang='fr'><body>{article}</body></html>"


def listed(site, form):
    """Put a feed or a sitemap of three pages on `site`; return its address."""
    urls = [site.put(f"/{name}", page(name)) for name in ("un", "deux", "trois")]
    if form == "feed":
        items = "".join(f"<item><title>{url}</title><link>{url}</link></item>" for url in urls)
        return site.put("/list", f"<rss><channel>{items}</channel></rss>", "text/xml")
    items = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return site.put("/list", f"<urlset>{items}</urlset>", "text/xml")


@pytest.mark.parametrize("form", ["feed", "sitemap"])
def test_a_resumed_list_fetches_only_what_was_not_taken(record, read, site, form):
    address = listed(site, form)

    def stopping(document):
        signal.raise_signal(signal.SIGINT)
        return read(document)

    first = ingest([address], record=record, read=stopping, options=fetching())
    second = ingest([address], record=record, read=read, options=fetching())

    assert first.stopped
    assert (second.read, second.unchanged) == (3 - first.read, first.read)
    assert [site.paths.count(path) for path in ("/un", "/deux", "/trois")] == [1, 1, 1]


def test_a_list_that_was_taken_whole_is_looked_at_again(record, read, site):
    address = listed(site, "feed")

    ingest([address], record=record, read=read, options=fetching())
    ingest([address], record=record, read=read, options=fetching())

    assert site.paths.count("/un") == 2
    assert record.intake.taken(address) == frozenset()
