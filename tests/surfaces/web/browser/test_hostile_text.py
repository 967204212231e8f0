"""Script in an article is text: it never runs, wherever the article is shown."""

import pytest

SCRIPT = "<script>window.ran = true</script>"
IMAGE = '<img src=x onerror="window.ran = true">'
ENTRY = "javascript:window.ran=true"


@pytest.fixture(scope="module")
def address(written, serve, tmp_path_factory):
    hostile = written.Cast(
        one=f"Le Mali {SCRIPT}",
        one_kind="person",
        other=f'la Russie" onmouseover="window.ran=true" {IMAGE}',
        other_kind="person",
        title=f"Titre {SCRIPT} {IMAGE}",
        publisher=f"Gazette {IMAGE}",
        tail=f" {SCRIPT} {IMAGE} {ENTRY} {{{{ 7*7 }}}}",
    )
    path = tmp_path_factory.mktemp("hostile") / "hostile.sqlite"
    return serve(written.write_events(path, documents=2, each=6, casts=[hostile]))


PAGES = [
    "/", "/actors", "/dossier/MLI/RUS", "/actor/MLI", "/article/1", "/visits", "/quotations",
    "/network", "/review", "/audit",
    "/actors?q=%3Cscript%3Ewindow.ran%3Dtrue%3C%2Fscript%3E",
    "/find?one=%3Cscript%3Ewindow.ran%3Dtrue%3C%2Fscript%3E",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_script_in_an_article_never_runs(sit, address, page):
    seated = sit()
    seated.page.goto(address + page)
    for element in seated.page.query_selector_all(".m, .fact, td, a")[:40]:
        element.dispatch_event("mouseover")

    assert seated.page.evaluate("window.ran") is None
    assert seated.blocked == []
    body = seated.page.content()
    assert "onerror=&quot;" in body or "<img src=x" not in body
    assert "&lt;script&gt;window.ran" in body or "window.ran" not in body


def test_the_policy_would_stop_it_even_so(sit, address):
    page = sit().page
    page.goto(f"{address}/article/1")
    added = "const s = document.createElement('script'); s.textContent = 'window.ran = true';"
    page.evaluate(f"{added} document.body.append(s);")

    assert page.evaluate("window.ran") is None
