"""What becomes of articles: copies, texts without a pack, archives, failures tried again."""

import json

import pytest

from dragoman.record.store import open_record
from dragoman.scale import taking
from dragoman.scale.ingest import ingest
from dragoman.scale.reextract import reextract
from dragoman.sources.fetch import Fetcher
from dragoman.sources.manners import Manners
from dragoman.sources.outcome import Failure
from dragoman.sources.pages import extractor
from dragoman.sources.piece import Options

DISPATCH = (
    "Awa rencontre le ministre des Routes mardi à Belle-Rive pour y parler du pont. Les deux "
    "responsables ont constaté que les travaux avaient pris du retard cet hiver. Selon la "
    "maire, l'entreprise chargée du chantier n'a pas reçu les poutres commandées au printemps."
)
GERMAN = "Der Außenminister ist am Montag zu Gesprächen in Paris eingetroffen."


def lines(path, *articles):
    path.write_text("\n".join(json.dumps(article) for article in articles))
    return path


def at(place, text=DISPATCH, **said):
    return {"text": text, "url": f"https://{place}.example/1", "publisher": place, **said}


def page(words, town="Belle-Rive"):
    return (
        f"<html lang='fr'><body><article><h1>{town}</h1><p>Awa rencontre {words}, "
        f"mardi à {town}, le ministre des Routes.</p>"
        f"<p>Elle a parlé du pont de {town} et des travaux en retard.</p>"
        f"</article></body></html>"
    )


# Copies


def test_a_dispatch_on_three_sites_is_read_once_and_linked(record, read, tmp_path):
    path = lines(
        tmp_path / "a.jsonl",
        at("un"),
        at("deux"),
        at("trois", f"{DISPATCH} Lire aussi notre dossier."),
    )
    seen = []

    def noting(document):
        seen.append(document.publisher)
        return read(document)

    first = ingest([path], record=record, read=noting)
    second = ingest([path], record=record, read=noting)

    assert seen == ["un"]
    assert (first.read, first.copies, first.unchanged) == (1, 2, 0)
    assert (second.read, second.copies, second.unchanged) == (0, 0, 3)
    assert [copy.publisher for copy in record.intake.copies()] == ["deux", "trois"]
    assert (record.counts().versions, record.counts().copies) == (1, 2)


def test_a_copy_that_says_more_is_read_and_is_of_the_family(record, read, tmp_path):
    path = lines(tmp_path / "a.jsonl", at("un"), at("deux", f"{DISPATCH} Coût : 12 millions."))

    report = ingest([path], record=record, read=read)

    assert (report.read, report.copies) == (2, 0)
    [(later, earlier)] = record.families().items()
    assert later > earlier


def test_a_changed_article_is_a_version_and_no_copy(record, read, tmp_path):
    ingest([lines(tmp_path / "a.jsonl", at("un"))], record=record, read=read)

    changed = lines(tmp_path / "a.jsonl", at("un", f"{DISPATCH} Lire aussi."))
    report = ingest([changed], record=record, read=read)

    assert (report.read, report.new_versions, report.copies) == (1, 1, 0)


# Texts without a pack


def test_a_text_without_a_pack_waits_and_is_read_when_one_comes(
    record, read, tmp_path, monkeypatch
):
    path = lines(tmp_path / "a.jsonl", at("un"), {"text": GERMAN, "id": "de", "published": "2021"})

    first = ingest([path], record=record, read=read)
    again = ingest([path], record=record, read=read)

    assert (first.read, first.unread, first.failed) == (1, {"de": 1}, {})
    assert (again.unread, again.unchanged) == ({}, 2)
    assert record.intake.unread() == {"de": 1}
    assert record.counts().unread == 1

    monkeypatch.setattr(taking, "installed_languages", lambda: ("de", "fr"))
    told = []
    later = ingest([], record=record, read=read, on_progress=told.append)

    assert later.read == 1
    assert record.intake.unread() == {}
    assert [info.published for info in record.documents()] == [None, "2021"]
    assert told[0].phase == "catching_up"


def test_a_waiting_text_that_cannot_be_read_goes_on_waiting(record, read, tmp_path, monkeypatch):
    ingest([lines(tmp_path / "a.jsonl", {"text": GERMAN})], record=record, read=read)
    monkeypatch.setattr(taking, "installed_languages", lambda: ("de", "fr"))

    def breaking(document):
        raise ZeroDivisionError

    report = ingest([], record=record, read=breaking)

    assert report.failed == {"bug": 1}
    assert record.intake.unread() == {"de": 1}


# Archives

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
TOWNS = [f"Ville-{word}" for word in ("un", "deux", "trois", "quatre", "cinq", "six")]


WHOM = ("la maire", "le préfet", "la foule", "un juge", "le curé", "la presse")


def archive(make_warc, path, towns=TOWNS):
    met = zip(towns, WHOM, strict=False)
    return make_warc(path, [{"town": town, "body": page(whom, town)} for town, whom in met])


class Stopping:
    """A reader that asks for a stop at one article."""

    def __init__(self, read, at):
        self.read, self.at, self.seen = read, at, []

    def __call__(self, document):
        import os
        import signal

        self.seen.append(document.url.rpartition("/")[2])
        if len(self.seen) == self.at:
            os.kill(os.getpid(), signal.SIGINT)
        return self.read(document)


def test_a_stopped_archive_goes_on_where_it_was(record, read, tmp_path, make_warc):
    path = tmp_path / "a.warc.gz"
    offsets = archive(make_warc, path)
    stopping = Stopping(read, 2)

    first = ingest([path], record=record, read=stopping)
    state = record.intake.archive(path.as_posix())
    second = ingest([path], record=record, read=stopping)
    third = ingest([path], record=record, read=stopping)

    assert (first.read, first.stopped) == (2, True)
    assert (state.offset, state.held, state.whole) == (offsets[1], 2, False)
    assert stopping.seen == TOWNS
    assert (second.read, second.unchanged, second.stopped) == (4, 2, False)
    assert (third.read, third.unchanged) == (0, 6)


def test_a_changed_archive_begins_anew(record, read, tmp_path, make_warc):
    path = tmp_path / "a.warc.gz"
    archive(make_warc, path, TOWNS[:3])
    ingest([path], record=record, read=read)
    archive(make_warc, path)

    report = ingest([path], record=record, read=read)

    assert (report.read, report.unchanged) == (3, 3)


def test_an_archive_is_read_again_on_demand(record, read, tmp_path, make_warc):
    path = tmp_path / "a.warc.gz"
    archive(make_warc, path)
    ingest([path], record=record, read=read)

    report = ingest([path], record=record, read=read, reread=True)

    assert (report.read, report.unchanged) == (6, 0)
    assert record.counts().versions == 6


def test_one_record_of_an_archive_is_tried_again(record, read, tmp_path, make_warc):
    path = tmp_path / "a.warc.gz"
    archive(make_warc, path)
    broken = [True]

    def sometimes(document):
        if broken[0] and "trois" in document.text:
            raise ZeroDivisionError
        return read(document)

    ingest([path], record=record, read=sometimes)
    assert record.counts().failures == 1
    assert ingest([path], record=record, read=sometimes).read == 0
    broken[0] = False

    report = ingest([], record=record, read=sometimes, retry="bug")

    assert (report.read, report.unchanged, report.failed) == (1, 0, {})
    assert record.failures() == ()


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), OSError(5, "Input/output error")])
def test_an_archive_that_breaks_midway_goes_on_from_there_the_next_time(
    record, read, tmp_path, make_warc, monkeypatch, error
):
    from dragoman.sources import warc

    path = tmp_path / "a.warc.gz"
    archive(make_warc, path)
    whole, seen = warc._load_record, []

    def breaking(piece, found, position):
        seen.append(position)
        if len(seen) == 4:
            raise error
        return whole(piece, found, position)

    monkeypatch.setattr(warc, "_load_record", breaking)
    (tmp_path / "b.txt").write_text(DISPATCH)
    first = ingest([path, tmp_path / "b.txt"], record=record, read=read)
    second = ingest([path], record=record, read=read)

    assert first.read == 4  # three of the archive, and the text behind it
    assert first.failed_count == 1
    assert (second.read, second.unchanged, second.failed) == (3, 3, {})
    assert record.failures() == ()


# Trying again


def fetching():
    return Options(fetcher=Fetcher(agent="test", allow_private=True, manners=Manners(delay=0.0)))


def test_what_failed_by_one_cause_is_tried_again(record, read, tmp_path, site):
    site.put("/robots.txt", "User-agent: *\nAllow: /", "text/plain")
    (tmp_path / "empty.txt").write_text("")
    paths = [f"{site.url}/a", tmp_path / "empty.txt"]
    first = ingest(paths, record=record, read=read, options=fetching())
    assert first.failed == {"status": 1, "empty": 1}
    site.put("/a", page("la maire"))

    report = ingest([], record=record, read=read, options=fetching(), retry="status")

    assert (report.read, report.failed) == (1, {})
    assert [group.cause for group in record.failures()] == ["empty"]


def test_trying_again_heeds_robots(record, read, site):
    feed = f"<rss><channel><item><title>a</title><link>{site.url}/a</link></item></channel></rss>"
    site.put("/feed", feed, "text/xml")
    site.put("/a", page("la maire"))
    site.put("/robots.txt", "User-agent: *\nDisallow: /a", "text/plain")
    ingest([f"{site.url}/feed"], record=record, read=read, options=fetching())

    report = ingest([], record=record, read=read, options=fetching(), retry="robots")

    assert report.failed == {"robots": 1}
    assert "/a" not in site.paths


def test_a_text_that_waited_keeps_its_page_and_what_its_date_was_told_by(
    record, read, site, monkeypatch
):
    body = (
        "<html lang='de'><head><meta property='article:published_time' content='2021-05-03'>"
        f"</head><body><article><h1>Besuch</h1><p>{GERMAN} {GERMAN}</p></article></body></html>"
    )
    ingest([site.put("/a", body)], record=record, read=read, options=fetching())
    assert record.intake.unread() == {"de": 1}
    monkeypatch.setattr(taking, "installed_languages", lambda: ("de", "fr"))

    ingest([], record=record, read=read)

    [info] = record.documents()
    origin = record.intake.origin(info.id, whole=True)
    assert (origin.format, origin.date.source) == ("html", "metadata")
    assert origin.original.body == body.encode()


# Originals


def test_the_page_of_an_article_is_kept_and_extracted_again(record, read, site):
    url = site.put("/a", page("la maire"), ETag="x")
    ingest([url], record=record, read=read, options=fetching())
    [info] = record.documents()
    origin = record.intake.origin(info.id, whole=True)

    assert origin.original.body.decode() == page("la maire")
    assert (origin.format, origin.extractor) == ("html", extractor())
    assert reextract(record=record, read=read).read == 0

    same = reextract(record=record, read=read, extractor_now="other 2")

    assert (same.read, same.unchanged, same.new_versions) == (0, 1, 0)
    assert record.intake.origin(info.id).extractor == "other 2"
    assert reextract(record=record, read=read, extractor_now="other 2").unchanged == 0


def test_a_page_that_is_extracted_otherwise_is_a_new_version(record, read, site, monkeypatch):
    from dragoman.sources import pages

    url = site.put("/a", page("la maire"))
    ingest([url], record=record, read=read, options=fetching())
    cut = pages._paragraphs
    monkeypatch.setattr(pages, "_paragraphs", lambda *a, **k: cut(*a, **k).split("\n\n")[0])

    report = reextract(record=record, read=read, extractor_now="other 2")

    assert (report.read, report.new_versions) == (1, 1)
    old, new = record.documents(superseded=True)
    assert (old.current, new.current, new.version) == (False, True, 2)
    assert record.text(old.id).startswith(record.text(new.id))


def test_originals_may_be_left_out(record, read, site):
    url = site.put("/a", page("la maire"))
    options = Options(fetcher=fetching().fetcher, keep_originals=False)

    ingest([url], record=record, read=read, options=options)

    [info] = record.documents()
    assert record.intake.origin(info.id, whole=True).original is None


def test_origins_survive_closing(tmp_path, read, site):
    url = site.put(
        "/2021/05/07/a",
        page("la maire").replace("<body>", "<body><p>Publié le 3 juin 2021 à midi</p>"),
    )
    with open_record(tmp_path / "r.sqlite") as record:
        report = ingest([url], record=record, read=read, options=fetching())
    assert report.failures == () or isinstance(report.failures[0], Failure)

    with open_record(tmp_path / "r.sqlite") as record:
        [info] = record.documents()
        origin = record.intake.origin(info.id)

    assert origin.date.edtf == info.published
    assert {origin.date.edtf, *(date.edtf for date in origin.others)} == {
        "2021-05-07", "2021-06-03",
    }  # fmt: skip
