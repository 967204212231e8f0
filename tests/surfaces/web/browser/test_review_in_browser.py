"""Two hundred facts reviewed with the keys alone."""

import pytest

FACTS = 200


@pytest.fixture
def address(written, serve, tmp_path):
    return serve(written.write_events(tmp_path / "review.sqlite", documents=12, each=20))


@pytest.mark.slow
def test_two_hundred_facts_by_keyboard_alone(sit, address):
    seated = sit(language="en")
    page = seated.page
    page.goto(f"{address}/review")

    def shown():
        return page.locator("input[name=fact]").first.get_attribute("value")

    def judged():
        return int(page.locator("progress").get_attribute("value"))

    def press(key):
        with page.expect_navigation():
            page.keyboard.press(key)

    seen, cast = set(), []
    for turn in range(FACTS):
        seen.add(shown())
        if turn % 50 == 25:
            press("x")
            press("Backspace")
        if turn % 20 == 10:
            page.keyboard.press("e")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.press("Control+a")
            page.keyboard.type("2001-02")
            with page.expect_navigation():
                page.keyboard.press("Enter")
        elif turn % 50 == 15:
            cast.append(shown())
            page.keyboard.press("r")
            page.keyboard.type("France")
            with page.expect_navigation():
                page.keyboard.press("Enter")
        elif turn % 50 == 35:
            press("s")
        else:
            press("x" if turn % 3 == 2 else "a")

    assert len(seen) == FACTS
    assert judged() == FACTS
    page.goto(f"{address}/fact/{cast[0]}")
    assert "France" in page.locator("main").inner_text()
    assert seated.complaints == []


def test_keys_do_nothing_while_one_writes_or_when_switched_off(sit, address):
    page = sit(language="en").page
    page.goto(f"{address}/review")
    page.keyboard.press("e")
    page.locator("input[name=place]").focus()
    page.keyboard.type("ax")
    assert page.locator("progress").get_attribute("value") == "0"
    assert page.locator("input[name=place]").input_value().endswith("ax")

    page.keyboard.press("Escape")
    page.keyboard.press("h")
    page.locator("input[name=on]").uncheck()
    with page.expect_navigation():
        page.locator(".help button").click()
    page.goto(f"{address}/review")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert page.locator("progress").get_attribute("value") == "0"
