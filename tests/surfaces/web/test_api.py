import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.team.gate import Gate

LISTS = ["events", "agreements", "quotations", "claims", "entities", "articles"]


PATHS = [*LISTS, "articles/{key}", "facts/{fact}", "dossiers/{one}/{other}", "export/{format}"]


@pytest.fixture(scope="module")
def schema(library):
    return schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", make_app(library, Gate(hosts=None, per_minute=1_000_000))
    )


def test_every_path_of_the_description_is_tried(schema):
    assert {f"/api/v1/{path}" for path in PATHS} == set(schema)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_no_request_breaks_the_server_or_its_description(schema, path):
    @settings(
        max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=schema[f"/api/v1/{path}"]["GET"].as_strategy())
    def ask(case):
        case.call_and_validate(excluded_checks=[positive_data_acceptance])  # EDTF is no pattern

    ask()


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_list_join_to_the_whole(get, name):
    whole = get(f"/api/v1/{name}?limit=500").json()
    joined, address = [], f"/api/v1/{name}?limit=1"
    while address:
        page = get(address).json()
        joined += page["items"]
        address = page["next"]

    assert joined == whole["items"]
    assert len(joined) == whole["total"] > 0


def test_events_between_two_name_both(get):
    events = get("/api/v1/events?one=Mali&other=Russie&limit=500").json()["items"]

    assert events
    for event in events:
        lands = {actor["country"] for actor in (*event["actors"], *event["recipients"])}
        assert "MLI" in lands
        assert lands & {"RUS", "SUN"}


def test_offsets_of_a_sentence_point_into_the_text_of_its_article(get):
    event = get("/api/v1/events?one=Mali&other=Russie&since=2019&until=2019").json()["items"][0]
    text = get(f"/api/v1/articles/{event['article']}").json()["text"]

    [first, *_] = event["sentences"]
    assert "accord de coopération militaire" in text[first["start"] : first["end"]]


def test_what_has_not_changed_is_not_sent_again(get, web):
    tag = get("/api/v1/events").headers["etag"]

    again = web.get("/api/v1/events", headers={"if-none-match": tag})
    other = web.get("/api/v1/events?limit=1", headers={"if-none-match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("events?since=hier", 400),
        ("events?one=Zzzyx", 404),
        ("facts/E-0000000000", 404),
        ("articles/99999", 404),
        ("dossiers/RUS/SUN", 400),
        ("events?limit=501", 422),
    ],
)
def test_what_cannot_be_answered_is_explained_in_json(get, address, status):
    answer = get(f"/api/v1/{address}")

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_metrics_count_answers_and_what_the_record_holds(library):
    client = TestClient(make_app(library, Gate(hosts=None, per_minute=1_000_000)))
    client.get("/healthz")
    client.get("/nowhere")

    told = dict(line.rsplit(" ", 1) for line in client.get("/metrics").text.splitlines())
    assert told['dragoman_http_requests_total{method="GET",status="200"}'] == "1"
    assert told['dragoman_http_requests_total{method="GET",status="404"}'] == "1"
    assert told['dragoman_record{of="documents"}'] == str(library.record.counts().documents)
