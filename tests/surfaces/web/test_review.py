import json
import re
import shutil
from io import BytesIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from dragoman.dossier.actor import actor_dossier
from dragoman.dossier.sides import find_side
from dragoman.surfaces.web.app import make_app
from dragoman.surfaces.web.library import library_at
from dragoman.surfaces.web.team.gate import Gate


@pytest.fixture
def own(record_file, knowledge, tmp_path):
    """A copy of the record that may be judged."""
    return library_at(shutil.copy(record_file, tmp_path / "own.sqlite"), knowledge)


@pytest.fixture
def client(own):
    return TestClient(make_app(own, Gate(hosts=None)))


class Desk:
    """A reviewer at the page: what is shown, and how it is judged."""

    def __init__(self, client):
        self.client = client
        self.page = client.get("/review?order=document").text

    @property
    def fact(self):
        found = re.search(r'name="fact" value="([^"]+)"', self.page)
        return found[1] if found else None

    @property
    def progress(self):
        return re.search(r'<progress id="done" max="(\d+)" value="(\d+)"', self.page).groups()

    def do(self, action, **values):
        mark = re.search(r'name="mark" value="([^"]+)"', self.page)[1]
        form = {"action": action, "fact": self.fact or "", "order": "document", "mark": mark}
        answer = self.client.post("/review", data=form | values)
        assert answer.status_code == 200
        self.page = answer.text


@pytest.fixture
def desk(client):
    return Desk(client)


def test_accepting_leads_on_and_counts(desk, own):
    first = desk.fact
    desk.do("accept")

    assert desk.fact != first
    assert desk.progress[1] == "1"
    [held] = own.record.corrections.of(first)
    assert (held.field, held.by) == ("accepted", "local")


def test_a_rejected_event_leaves_the_chronology_and_comes_back_undone(desk, own):
    first = desk.fact
    before = len(own.record.events())
    desk.do("reject")
    assert len(own.record.events()) == before - 1

    desk.do("undo")
    assert desk.fact == first
    assert len(own.record.events()) == before


def test_a_correction_changes_what_the_dossier_says(desk, own, knowledge):
    first = desk.fact
    event = own.record.fact(first).event
    desk.do("save", type=event.type.value, status="denied", date="2001-02-03", place="Kati")

    dossier = actor_dossier(own.record, knowledge, find_side("Mali", knowledge))
    [entry] = [e for e in (*dossier.chronology, *dossier.undated) if first in e.facts]
    assert (entry.status, entry.when, entry.place) == ("denied", "2001-02-03", "Kati")


def test_a_correction_that_cannot_be_is_refused(desk, client):
    mark = re.search(r'name="mark" value="([^"]+)"', desk.page)[1]
    form = {"action": "save", "fact": desk.fact, "mark": mark, "type": "CONSULT"}

    answer = client.post("/review", data=form | {"status": "actual", "date": "hier"})
    assert answer.status_code >= 400
    assert "hier" in answer.text


def roles(own, fact):
    event = own.record.fact(fact)
    return (
        {actor.entity for actor in event.actors},
        {actor.entity for actor in event.recipients},
    )


def typed(page, role):
    """What the form holds in a role; the empty line for one more is left out."""
    return re.findall(rf'<input name="{role}" value="([^"]*)"', page)


def test_roles_are_put_right_and_undone_together(desk, own):
    first, before = desk.fact, roles(own, desk.fact)
    held = own.record.fact(first).event
    as_they_are = {"type": held.type.value, "status": held.status.value, "date": "2001"}
    desk.do("save", cast="1", actors=["Niger; France"], recipients=[""], **as_they_are)

    assert roles(own, first) == ({"NER", "FRA"}, set())
    assert desk.fact != first
    desk.do("undo")
    assert desk.fact == first
    assert roles(own, first) == before
    assert own.record.corrections.of(first) == ()


def test_a_key_swaps_the_roles(desk, own):
    first, before = desk.fact, roles(own, desk.fact)
    desk.do("swap")

    assert roles(own, first) == before[::-1]


def test_form_holds_who_takes_part_and_keeps_them_unless_changed(desk, own):
    first, before = desk.fact, roles(own, desk.fact)
    event = own.record.fact(first)
    shown = {role: typed(desk.page, role) for role in ("actors", "recipients")}
    assert shown["actors"] == [actor.name for actor in event.actors]
    kept = {"type": event.event.type.value, "status": event.event.status.value}
    kept |= {"mode": event.event.mode.value if event.event.mode else ""}
    kept |= {"date": event.event.when.value if event.event.when else ""}
    kept |= {"place": event.event.place.value if event.event.place else ""}
    desk.do("save", cast="1", **kept, **shown)

    assert roles(own, first) == before
    assert [one.field for one in own.record.corrections.of(first)] == ["accepted"]


def test_a_name_that_nobody_bears_comes_back_to_be_put_right(desk, client, own):
    mark = re.search(r'name="mark" value="([^"]+)"', desk.page)[1]
    form = {"action": "save", "cast": "1", "fact": desk.fact, "mark": mark, "type": "CONSULT"}
    form |= {"status": "actual", "actors": ["Nigre", "Mali"], "place": "Kati"}
    answer = client.post("/review", data=form)

    assert answer.status_code == 400
    assert "Niger" in answer.text
    assert typed(answer.text, "actors") == ["Nigre", "Mali"]
    assert 'value="Kati"' in answer.text
    assert own.record.corrections.of(desk.fact) == ()


def test_whom_a_reviewer_adds_comes_out_in_the_gold(desk, client, own):
    fact = desk.fact
    held = own.record.fact(fact).event
    as_it_is = {"type": held.type.value, "status": held.status.value}
    desk.do("save", cast="1", actors=["Niger"], recipients=["Mali"], **as_it_is)
    for _ in range(100):
        if desk.fact is None:
            break
        desk.do("accept")

    key = own.record.fact(fact).document.id
    with ZipFile(BytesIO(client.get("/review/gold.zip").content)) as files:
        [name] = [name for name in files.namelist() if int(name[:6]) == key]
        article = json.loads(files.read(name))
    [event] = [event for event in article["events"] if event["id"] == held.id]
    actors = {actor["id"]: actor for actor in article["actors"]}
    [niger] = [actors[id] for id in event["actor"]]
    assert (niger["name"], niger["kind"], niger["country"]) == ("Niger", "state", "NER")
    assert niger["mentions"] == []
    assert [actors[id]["country"] for id in event["recipient"]] == ["MLI"]


def test_judgements_survive_a_new_reading(desk, own):
    accepted = desk.fact
    desk.do("accept")
    rejected = desk.fact
    desk.do("reject")
    record = own.record
    key = record.fact(accepted).document.id
    from dragoman.surfaces.export.reviewed import reviewed

    document, _ = reviewed(record, key)
    record.add(document, record.reading(key), replace=True)

    assert [one.field for one in record.corrections.of(accepted)] == ["accepted"]
    assert rejected not in {event.fact for event in record.events()}


def test_skipping_judges_nothing_and_j_and_k_go_back_and_forth(desk):
    first = desk.fact
    desk.do("skip")
    second = desk.fact
    assert second != first
    desk.do("previous")
    assert desk.fact == first
    desk.do("next")
    assert desk.fact == second
    assert desk.progress[1] == "0"


def test_all_judged_comes_out_as_gold(desk, client, own):
    rejected = desk.fact
    local = own.record.fact(rejected).event.id
    key = own.record.fact(rejected).document.id
    desk.do("reject")
    for _ in range(100):
        if desk.fact is None:
            break
        desk.do("accept")
    assert desk.progress[0] == desk.progress[1]

    with ZipFile(BytesIO(client.get("/review/gold.zip").content)) as files:
        articles = {int(name[:6]): json.loads(files.read(name)) for name in files.namelist()}
    assert len(articles) == len(own.record.documents())
    assert local not in {event["id"] for event in articles[key]["events"]}


def test_half_judged_articles_do_not_come_out(desk, client):
    desk.do("accept")

    with ZipFile(BytesIO(client.get("/review/gold.zip").content)) as files:
        assert files.namelist() == []


def test_queue_by_rule_holds_what_the_rule_found(client, own):
    page = client.get("/review?rule=test.event").text
    none = client.get("/review?rule=no.such").text

    assert 'name="rule" value="test.event"' in page
    assert 'max="1" value="0"' in none


def test_keys_can_be_changed_and_switched_off(desk, client):
    mark = re.search(r'name="mark" value="([^"]+)"', desk.page)[1]
    changed = {"mark": mark, "on": "1", "accept": "o", "reject": "n", "edit": 'é"'}

    page = client.post("/review/keys", data=changed).text
    assert 'value="accept" data-key="o"' in page
    assert "é&#34;" in page

    page = client.post("/review/keys", data={"mark": mark}).text
    assert "data-key" not in page


@pytest.mark.parametrize("mark", ["", "0" * 64, None])
def test_a_form_that_is_none_of_ours_does_nothing(client, own, mark):
    page = client.get("/review").text
    fact = re.search(r'name="fact" value="([^"]+)"', page)[1]
    form = {"action": "reject", "fact": fact} | ({"mark": mark} if mark is not None else {})

    assert client.post("/review", data=form).status_code == 403
    assert own.record.corrections.of(fact) == ()


def test_a_form_sent_by_another_site_does_nothing(desk, client):
    mark = re.search(r'name="mark" value="([^"]+)"', desk.page)[1]
    form = {"action": "accept", "fact": desk.fact, "mark": mark}

    answer = client.post("/review", data=form, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403


def test_everything_is_in_the_log(desk, client):
    desk.do("accept")
    desk.do("undo")

    page = client.get("/audit", headers={"accept-language": "en"}).text
    assert "local" in page
    assert "undone" in page


def test_home_tells_which_relations_turned(desk, client, own):
    assert 'id="turns"' not in client.get("/").text
    rupture = {"type": "SANCTION", "mode": None, "act": "rupture", "status": "actual"}
    own.record.corrections.correct(desk.fact, rupture | {"date": "2020-01-02"}, by="local")

    turns = client.get("/").text.partition('id="turns"')[2].partition("<h2")[0]
    assert "2 janvier 2020" in turns or "2 January 2020" in turns


def test_dossiers_of_active_pairs_are_made_before_anybody_asks(own):
    own.prepare(1)
    [pair] = own.record.survey.pairs(1)
    one, other = own.side(pair.one), own.side(pair.other)

    assert own.pair(one, other) is own.pair(one, other)
    assert ("pair", one.id, other.id) in {key for _, key in own._kept}
