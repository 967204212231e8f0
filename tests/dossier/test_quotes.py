"""Who said what: which quotations answer which question."""

import pytest

from dragoman.dossier.quotes import Wanted, find_sayings
from dragoman.dossier.serialise import to_json
from dragoman.dossier.sides import find_side

WORDS = "Nous aiderons nos amis du Mali"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({}, True, id="everything"),
        pytest.param({"by": "Russie"}, True, id="by-state"),
        pytest.param({"by": "Mali"}, False, id="by-other"),
        pytest.param({"about": "Mali"}, True, id="about"),
        pytest.param({"by": "Russie", "about": "Mali"}, True, id="by-about"),
        pytest.param({"about": "Russie"}, False, id="about-speaker"),
        pytest.param({"since": "2023"}, True, id="published-since"),
        pytest.param({"until": "2022"}, False, id="published-until"),
        pytest.param({"kind": "direct"}, True, id="direct"),
        pytest.param({"kind": "indirect"}, False, id="indirect"),
        pytest.param({"force": "say"}, True, id="says"),
        pytest.param({"force": "deny"}, False, id="denies"),
    ],
)
def test_what_is_asked_for(asked, found, record, knowledge):
    sides = {k: find_side(v, knowledge) for k, v in asked.items() if k in ("by", "about")}

    answer = find_sayings(record, knowledge, Wanted(**(asked | sides)))

    assert [saying.words for saying in answer.sayings] == ([WORDS] if found else [])
    assert answer.documents == int(found)


def test_saying_holds_speaker_and_evidence(record, knowledge):
    [saying] = find_sayings(record, knowledge, Wanted()).sayings

    assert saying.speaker is not None
    assert saying.speaker.name == "Sergueï Lavrov"
    assert saying.force == "say"
    assert saying.evidence.source.url == "https://example.org/lavrov"
    assert any(WORDS in passage.text for passage in saying.evidence.passages)


def test_same_question_gives_the_same_bytes(record, knowledge):
    one, other = (to_json(find_sayings(record, knowledge, Wanted())) for _ in range(2))

    assert one == other
