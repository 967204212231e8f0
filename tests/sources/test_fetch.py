"""Fetching from real servers, good and bad."""

import gzip
import ssl
import time
import zlib

import pytest

from dragoman.sources import addresses
from dragoman.sources.addresses import is_public, tidy
from dragoman.sources.fetch import Fetcher, FetchError, FetchLimits
from dragoman.sources.manners import Manners
from dragoman.sources.outcome import RefusedError

PAGE = "<html><body><p>Le ministre a parlé.</p></body></html>"


@pytest.fixture
def fetcher():
    limits = FetchLimits(seconds=1.0, silence=0.5, size=100_000, redirects=3)
    return Fetcher(
        agent="dragoman/test",
        allow_private=True,
        limits=limits,
        manners=Manners(delay=0.0),
    )


def refused(fetcher, url):
    with pytest.raises(RefusedError) as caught:
        fetcher.get(url, heed_robots=False)
    return caught.value


def test_a_page_comes_with_what_its_server_says(fetcher, site):
    url = site.put("/a", PAGE, "text/html; charset=ISO-8859-1", ETag='"1"')

    answer = fetcher.get(f"{url}?utm_source=x&id=7#part", heed_robots=False)

    assert answer.body == PAGE.encode()
    assert (answer.charset, answer.media_type, answer.etag) == ("iso-8859-1", "text/html", '"1"')
    assert answer.url == f"{url}?id=7"
    assert site.asked[0][1]["user-agent"] == "dragoman/test"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_packed_pages_are_unpacked(fetcher, site, coding):
    body = gzip.compress(PAGE.encode()) if coding == "gzip" else zlib.compress(PAGE.encode())
    url = site.put("/a", body, Content_Encoding=coding)

    assert fetcher.get(url, heed_robots=False).body == PAGE.encode()


def test_an_unchanged_page_is_not_sent_again(fetcher, site):
    url = site.put("/a", PAGE, ETag='"1"')

    answer = fetcher.get(url, etag='"1"', heed_robots=False)

    assert (answer.status, answer.body) == (304, b"")


def test_redirects_are_followed_to_the_end(fetcher, site):
    url = site.put("/end", PAGE)
    site.pages["/start"] = (301, {"Location": "/middle"}, b"")
    site.pages["/middle"] = (302, {"Location": url}, b"")

    answer = fetcher.get(f"{site.url}/start", heed_robots=False)

    assert (answer.url, answer.body) == (url, PAGE.encode())


def test_a_circle_of_redirects_ends(fetcher, site):
    site.pages["/a"] = (302, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": "/a"}, b"")

    assert refused(fetcher, f"{site.url}/a").cause == "redirects"
    assert len(site.asked) == 4


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://x/", "gopher://x", "javascript:1"])
def test_a_redirect_out_of_the_web_is_refused(fetcher, site, to):
    site.pages["/a"] = (302, {"Location": to}, b"")

    assert refused(fetcher, f"{site.url}/a").cause == "address"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "http://", "http://[x"]
)
def test_only_http_and_https_are_fetched(fetcher, url):
    assert refused(fetcher, url).cause == "address"


INSIDE = [
    "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://0.0.0.0/", "http://10.1.2.3/",
    "http://192.168.1.1/", "http://169.254.169.254/latest/", "http://172.16.0.9/",
    "http://[::ffff:127.0.0.1]/", "http://[fe80::1]/", "http://[fd00::1]/", "http://2130706433/",
    "http://0x7f000001/", "http://127.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/",
    "http://224.0.0.1/", "http://100.64.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_nothing_inside_is_fetched_unless_allowed(url):
    found = refused(Fetcher(agent="x", manners=Manners(delay=0)), url)

    assert found.cause in ("address", "unreachable")
    assert found.cause == "address" or "not found" in found.message


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_the_open_web_is_public(address):
    assert is_public(address)


def test_a_name_that_leads_inside_is_refused_after_a_redirect_too(site, monkeypatch):
    port = int(site.url.rpartition(":")[2])
    names = {"outside.example": "127.0.0.1", "inside.example": "127.0.0.1"}
    real = addresses.socket.getaddrinfo
    monkeypatch.setattr(
        addresses.socket,
        "getaddrinfo",
        lambda host, *rest, **more: real(names.get(host, host), *rest, **more),
    )
    # The first name counts as public here, as a rebinding name would at first.
    checked = addresses.is_public
    first = iter([True])
    monkeypatch.setattr(addresses, "is_public", lambda a: next(first, False) and not checked(a))
    site.pages["/a"] = (302, {"Location": f"http://inside.example:{port}/secret"}, b"")
    site.put("/secret", PAGE)

    found = refused(
        Fetcher(agent="x", manners=Manners(delay=0)), f"http://outside.example:{port}/a"
    )

    assert found.cause == "address"
    assert site.paths == ["/a"]


def test_a_host_with_one_private_address_is_refused_whole(monkeypatch):
    answers = [(2, 1, 6, "", ("8.8.8.8", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(addresses.socket, "getaddrinfo", lambda *_, **__: answers)

    assert refused(Fetcher(agent="x", manners=Manners(delay=0)), "http://a.example/").cause == (
        "address"
    )


def test_a_page_too_big_is_refused_before_it_is_read(fetcher, site):
    url = site.put("/a", b"x" * 200_000)

    assert refused(fetcher, url).cause == "too_big"


def test_a_page_without_length_is_cut_off_at_the_limit(fetcher, site):
    def endless(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(2000):
            request.wfile.write(b"mot " * 1000)

    site.pages["/a"] = endless

    assert refused(fetcher, f"{site.url}/a").cause == "too_big"


def test_a_bomb_is_refused_with_little_memory(fetcher, site):
    fetcher.limits = FetchLimits(size=20_000_000)
    url = site.put("/a", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    assert refused(fetcher, url).cause == "bomb"


@pytest.mark.parametrize("drip", ["body", "head"])
def test_a_server_that_drips_is_cut_off_in_time(fetcher, site, drip):
    def slowly(request):
        if drip == "body":
            request.send_response(200)
            request.end_headers()
        else:
            request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(100):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.1)

    site.pages["/a"] = slowly
    begun = time.monotonic()

    assert refused(fetcher, f"{site.url}/a").cause == "slow"
    assert time.monotonic() - begun < 3


def test_a_silent_server_is_left(fetcher, site):
    site.pages["/a"] = lambda _: time.sleep(1)

    assert refused(fetcher, f"{site.url}/a").cause == "slow"


def test_a_server_that_breaks_off_is_told(fetcher, site):
    def broken(request):
        request.send_response(200)
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(b"<html>")

    site.pages["/a"] = broken

    found = refused(fetcher, f"{site.url}/a")

    assert found.cause == "unreachable"
    assert found.message == "cannot be reached (the answer broke off after 6 of 5000 bytes)"


def test_a_closed_door_is_told(fetcher, site):
    found = refused(fetcher, "http://127.0.0.1:1/")

    assert found.cause == "unreachable"
    assert "0x" not in found.message


def test_a_broken_coding_is_told(fetcher, site):
    url = site.put("/a", b"no gzip at all", Content_Encoding="gzip")

    assert refused(fetcher, url).cause == "unreachable"


def test_https_to_a_plain_server_is_told(fetcher, site):
    assert refused(fetcher, site.url.replace("http:", "https:")).cause == "unreachable"


def test_certificates_are_checked():
    from dragoman.sources.connection import _tls

    assert _tls().verify_mode == ssl.CERT_REQUIRED
    assert _tls().check_hostname


@pytest.mark.parametrize(("status", "wait", "seconds"), [(404, None, None), (503, "7", 7.0)])
def test_an_error_of_the_server_is_told(fetcher, site, status, wait, seconds):
    site.pages["/a"] = (status, {"Retry-After": wait} if wait else {}, b"")

    with pytest.raises(FetchError) as caught:
        fetcher.get(f"{site.url}/a", heed_robots=False)

    assert (caught.value.cause, caught.value.status) == ("status", status)
    assert caught.value.retry_after == seconds


ROBOTS = (
    "User-agent: *\nDisallow: /closed\n\nUser-agent: dragoman\nDisallow: /private\nCrawl-delay: 3"
)


def test_robots_are_heeded_by_name_and_asked_once(fetcher, site):
    site.put("/robots.txt", ROBOTS, "text/plain")
    for path in ("/private/a", "/closed", "/b"):
        site.put(path, PAGE)
    fetcher.manners.sleep = lambda _: None

    with pytest.raises(RefusedError) as caught:
        fetcher.get(f"{site.url}/private/a")
    fetcher.get(f"{site.url}/closed")
    fetcher.get(f"{site.url}/b")

    assert caught.value.cause == "robots"
    assert site.paths == ["/robots.txt", "/closed", "/b"]


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (429, False)]
)
def test_a_site_whose_robots_cannot_be_fetched(fetcher, site, status, allowed):
    site.pages["/robots.txt"] = (status, {}, b"")
    url = site.put("/a", PAGE)

    if allowed:
        assert fetcher.get(url).status == 200
    else:
        with pytest.raises(RefusedError, match=r"robots\.txt cannot be fetched"):
            fetcher.get(url)


def test_a_host_is_asked_no_faster_than_agreed():
    slept = []
    now = [100.0]

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    manners = Manners(delay=2.0, timer=lambda: now[0], sleep=sleep, chance=lambda: 0.5)

    for url in ("http://a/1", "http://a/2", "http://b/1", "http://a/3"):
        manners.wait(url)
    manners.postpone("http://b/", 10)
    manners.wait("http://b/2")

    assert slept == pytest.approx([2.25, 2.25, 10 - 2.25 + 2.25])


def test_crawl_delay_of_robots_is_kept(fetcher, site):
    slept = []
    site.put("/robots.txt", ROBOTS, "text/plain")
    url = site.put("/a", PAGE)
    fetcher.manners.sleep = slept.append
    fetcher.manners.jitter = 0.0

    fetcher.get(url)
    fetcher.get(url)

    assert slept[-1] == pytest.approx(3.0, abs=0.5)


TIDIED = [
    ("https://Ex.org/a?xtor=RSS-1#top", "https://Ex.org/a"),
    ("http://ex.org", "http://ex.org/"),
    ("http://ex.org/?b=1&utm_medium=x&a=%C3%A9", "http://ex.org/?b=1&a=%C3%A9"),
    ("http://ex.org/?b=&c", "http://ex.org/?b=&c"),
]


@pytest.mark.parametrize(("url", "kept"), TIDIED)
def test_addresses_lose_what_counts_visitors(url, kept):
    assert tidy(url) == kept
