import re
import sqlite3

import pytest
from starlette.testclient import TestClient

from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.team.accounts import AccountError, Accounts
from dragoman.surfaces.web.team.gate import Gate, Rate

WORD = "un long mot de passe"


@pytest.fixture(scope="module")
def accounts(tmp_path_factory):
    made = Accounts(tmp_path_factory.mktemp("team") / "accounts.sqlite")
    made.add("lire", "reader", WORD)
    made.add("juger", "reviewer", WORD)
    made.add("mener", "admin", WORD)
    return made


@pytest.fixture
def client(library, accounts):
    return TestClient(make_app(library, Gate(accounts, hosts=None)))


def sign_in(client, name, password=WORD):
    page = client.get("/sign-in").text
    mark = re.search(r'name="mark" value="([^"]+)"', page)[1]
    form = {"name": name, "password": password, "mark": mark}
    return client.post("/sign-in", data=form, follow_redirects=False)


@pytest.mark.parametrize("address", ["/", "/dossier/MLI/RUS", "/review", "/audit", "/article/1"])
def test_a_stranger_is_asked_to_sign_in(client, address):
    answer = client.get(address, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


@pytest.mark.parametrize("address", ["/api/v1/events", "/metrics"])
def test_a_program_without_a_session_is_refused(client, address):
    assert client.get(address).status_code == 401


@pytest.mark.parametrize(
    ("name", "review", "audit"), [("lire", 403, 403), ("juger", 200, 403), ("mener", 200, 200)]
)
def test_each_role_may_do_its_own(client, name, review, audit):
    assert sign_in(client, name).status_code == 303

    assert client.get("/").status_code == 200
    assert client.get("/review").status_code == review
    assert client.get("/audit").status_code == audit


def test_menu_leads_a_reader_to_no_review(client):
    sign_in(client, "lire")

    assert 'href="/review"' not in client.get("/").text


@pytest.mark.parametrize(
    ("name", "password"), [("lire", "faux mot de passe"), ("personne", WORD), ("", "")]
)
def test_a_wrong_name_or_password_opens_nothing(client, name, password):
    assert sign_in(client, name, password).status_code in (403, 422)
    assert client.get("/", follow_redirects=False).status_code == 303


def test_tries_are_limited(client):
    client.app.state.gate.tries = Rate(2)
    answers = [sign_in(client, "lire", "faux mot de passe").status_code for _ in range(3)]

    assert answers == [403, 403, 429]


def test_signing_out_ends_the_session(client):
    sign_in(client, "mener")
    assert "mener" in client.get("/").text
    mark = re.search(r'name="mark" value="([^"]+)"', client.get("/sign-out").text)[1]
    token = client.cookies["session"]
    client.post("/sign-out", data={"mark": mark})

    client.cookies.set("session", token)
    assert client.get("/", follow_redirects=False).status_code == 303


def test_session_cookie_is_out_of_reach_of_scripts(client):
    cookie = sign_in(client, "lire").headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_file_holds_neither_password_nor_token(client, accounts):
    sign_in(client, "lire")
    token = client.cookies["session"]

    with sqlite3.connect(accounts._path) as connection:
        held = "\n".join(connection.iterdump())
    assert "$argon2id$" in held
    assert WORD not in held
    assert token not in held


@pytest.mark.parametrize(
    ("name", "role", "password", "why"),
    [
        ("a", "boss", WORD, "no role"),
        ("", "reader", WORD, "name the account"),
        ("local", "reader", WORD, "name the account"),
        ("a", "reader", "court", "at least 12"),
    ],
)
def test_an_account_that_cannot_be_is_refused(accounts, name, role, password, why):
    with pytest.raises(AccountError, match=why):
        accounts.add(name, role, password)


def test_a_new_password_ends_the_sessions(accounts):
    accounts.add("passer", "reader", WORD)
    token = accounts.sign_in("passer", WORD)
    assert accounts.user(token).name == "passer"

    accounts.add("passer", "reviewer", WORD + "!")
    assert accounts.user(token) is None
    assert accounts.remove("passer")
    assert not accounts.remove("passer")


def test_a_file_that_holds_no_accounts_is_told(tmp_path):
    path = tmp_path / "not.sqlite"
    path.write_text("This is a text and no data base at all, long enough to be told." * 20)

    with pytest.raises(AccountError, match="holds no accounts"):
        Accounts(path)


def test_another_host_name_is_turned_away(library):
    client = TestClient(make_app(library, Gate()))

    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "127.0.0.1:8310"}).status_code == 200


def test_rate_lets_so_many_through():
    rate = Rate(3)

    assert [rate.allows("a") for _ in range(4)] == [True, True, True, False]
    assert rate.allows("b")
