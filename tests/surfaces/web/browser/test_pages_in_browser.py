"""Every page in a real browser: nothing asked elsewhere, no barrier that axe can find."""

import shutil

import pytest

from dragoman.surfaces.web.team.accounts import Accounts
from dragoman.surfaces.web.team.gate import Gate, Rate

axe = pytest.importorskip("axe_playwright_python.sync_playwright")

PAGES = [
    "/",
    "/actors",
    "/dossier/MLI/RUS",
    "/dossier/MLI/RUS?since=2019&status=denied",
    "/dossier/MLI/RUS/visits",
    "/dossier/MLI/RUS/quotations",
    "/actor/MLI",
    "/article/1",
    "/agreements",
    "/visits",
    "/deliveries",
    "/quotations",
    "/network",
    "/search?q=accord",
    "/review",
    "/audit",
    "/sign-in",
    "/search?q=accord&type=SUPPORT&status=actual",
    "/sign-out",
    "/find?one=Mlai",
    "/nowhere",
]
SEATS = [
    pytest.param({"language": "fr", "width": 1280}, id="fr-1280"),
    pytest.param({"language": "en", "width": 390, "dark": True}, id="en-390-dark"),
]
_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture(scope="session")
def address(record_file, serve, tmp_path_factory):
    own = shutil.copy(record_file, tmp_path_factory.mktemp("browser") / "own.sqlite")
    return serve(own)


@pytest.mark.slow
@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("page", PAGES)
def test_page_has_no_barrier_and_asks_nothing_elsewhere(sit, address, page, seat):
    seated = sit(**seat)
    seated.page.goto(address + page)
    look(seated)


def look(seated):
    """Say what axe finds in a page, what it asked for elsewhere, and whether it is too wide."""
    for details in seated.page.query_selector_all("details"):
        details.evaluate("element => { element.open = true }")

    found = axe.Axe().run(seated.page, options=_RULES).response["violations"]

    told = [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]
    assert told == []
    assert seated.blocked == []
    refused = ("404", "403", "429")
    assert [c for c in seated.complaints if not any(code in c for code in refused)] == []
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert seated.page.evaluate(width) == 0


@pytest.mark.slow
@pytest.mark.parametrize("seat", SEATS)
def test_facts_and_refusals_have_no_barrier(sit, address, record_file, serve, tmp_path, seat):
    seated = sit(**seat)
    page = seated.page
    page.goto(f"{address}/article/1")
    page.goto(address + page.locator('a[href^="/fact/"]').first.get_attribute("href"))
    look(seated)

    page.goto(f"{address}/review")
    page.evaluate("document.querySelectorAll('[name=mark]').forEach(e => { e.value = 'x' })")
    page.click("button[value=accept]")
    assert page.locator("h1").is_visible()
    assert "403" in "".join(seated.complaints)
    look(seated)

    accounts = Accounts(tmp_path / "accounts.sqlite")
    accounts.add("lire", "reader", "un long mot de passe")
    gate = Gate(accounts)
    gate.tries = Rate(0)
    page.goto(serve(record_file, gate))
    assert page.url.endswith("/sign-in")
    look(seated)
    page.fill("input[name=name]", "lire")
    page.fill("input[name=password]", "un long mot de passe")
    # The console tells of the refusal some time after the page is there: wait for the answer.
    with page.expect_response(lambda response: response.status == 429):
        page.click("main button")
    page.wait_for_load_state()
    look(seated)


def test_axe_really_looks(sit, address):
    seated = sit()
    seated.page.goto(address)
    seated.page.evaluate("document.querySelector('label').outerHTML = '<input name=bare>'")

    found = axe.Axe().run(seated.page, options=_RULES).response["violations"]
    assert "label" in {violation["id"] for violation in found}


def test_without_script_everything_is_there(sit, address):
    seated = sit(script=False)
    page = seated.page
    page.goto(address)
    page.fill("input[name=one]", "Mali")
    page.fill("input[name=other]", "Russie")
    page.click(".finder button")
    assert page.url.endswith("/dossier/MLI/RUS")

    page.click("details.proof summary >> nth=0")
    assert page.locator("details.proof mark").first.is_visible()
    page.click("details.proof[open] .cite a >> nth=0")
    assert "/article/" in page.url
    assert page.locator(".m").first.is_visible()


def test_pointing_at_a_fact_lights_its_words(sit, address):
    page = sit().page
    page.goto(f"{address}/article/1")
    line = page.locator("[data-fact]").first
    fact = line.get_attribute("data-fact")
    line.locator(".to").focus()

    lit = page.locator(f'[data-facts~="{fact}"].lit')
    assert lit.count() >= 1
    page.locator(".brand").focus()
    assert lit.count() == 0


def test_slider_of_the_network_asks_for_its_period(sit, address):
    page = sit().page
    page.goto(f"{address}/network")
    page.locator("input[name=from]").focus()
    page.keyboard.press("ArrowRight")

    page.wait_for_url("**/network?from=*")
    assert page.locator("h1").is_visible()


ODD = ["/actors", "/visits", "/dossier/MLI/DEU", "/article/1"]
EMPTY = ["/", "/agreements", "/review", "/search?q=paix", "/dossier/MLI/RUS"]


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_long_names_and_names_from_right_to_left_have_no_barrier(sit, serve, odd_file, width):
    seated = sit(width=width, language="fr" if width == 390 else "en")
    address = serve(odd_file)
    for page in ODD:
        seated.page.goto(address + page)
        look(seated)
        assert seated.page.evaluate(_CUT) == [], page


# Tables of the pages that are wider than their room: their last columns would be out of sight.
_CUT = """[...document.querySelectorAll('.wide:has(table.list)')]
    .filter(room => room.scrollWidth > room.clientWidth + 1).map(room => room.outerHTML)"""


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_an_empty_record_has_no_barrier(sit, serve, empty_file, width):
    seated = sit(width=width, language="fr" if width == 1280 else "en")
    address = serve(empty_file)
    for page in EMPTY:
        seated.page.goto(address + page)
        look(seated)


def test_a_timeline_is_zoomed_into_and_out_of(sit, address):
    page = sit(script=False).page
    page.goto(f"{address}/dossier/MLI/RUS")
    whole = page.locator(".frieze rect").count()
    page.locator(".zoom a").first.click()
    assert "since=" in page.url
    assert 0 < page.locator(".frieze rect").count() < whole
    page.locator(".zoom a", has_text="Toute la période").click()
    assert page.locator(".frieze rect").count() == whole
