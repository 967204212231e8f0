import re

import pytest

from dragoman.ontology.model import load_ontology
from dragoman.surfaces.messages.catalogue import LANGUAGES, choose_language, load_messages

_SLOT = re.compile(r"\{(\w+)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key(language):
    ours, first = load_messages(language), load_messages(LANGUAGES[0])

    assert set(ours.entries) == set(first.entries)
    assert set(ours.tables) == set(first.tables)


@pytest.mark.parametrize("key", sorted(load_messages("fr").entries))
def test_a_message_has_the_same_slots_in_every_language(key):
    slots = [set(_SLOT.findall(load_messages(code).entries[key])) for code in LANGUAGES]

    if key.startswith("events."):  # who acts may be said another way, but must be said
        assert bool(slots[0]) == bool(slots[1])
    else:
        assert slots[0] == slots[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_the_ontology_has_a_name(language):
    say, ontology = load_messages(language), load_ontology()

    missing = [code for code in ontology.contexts if not say.has(f"context.{code}")]
    missing += [term.id for term in ontology.statuses if not say.has(f"status.{term.id}")]
    missing += [stage for stage in ontology.stages if not say.has(f"stage.{stage}")]
    missing += [kind.id for kind in ontology.types if not say.has(f"events.{kind.id}")]
    missing += [kind.id for kind in ontology.types if not say.has(f"type.{kind.id}")]
    acts = (*ontology.acts, *ontology.milestones)
    missing += [act.id for act in acts if not say.has(f"events.{act.id.replace('.', '_')}")]

    assert missing == []


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("fr", {"LANG": "en_GB.UTF-8"}, "fr"),
        (None, {"LANG": "fr_FR.UTF-8"}, "fr"),
        (None, {"LC_ALL": "en_GB.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LANG": "fr_ML.UTF-8"}, "fr"),
        (None, {"LANG": "C"}, "en"),
        (None, {}, "en"),
        ("de", {}, "en"),
    ],
)
def test_language_is_chosen_as_posix_does(asked, environment, language):
    assert choose_language(asked, environment) == language


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("fr", 0, "0 mention"),
        ("fr", 1, "1 mention"),
        ("fr", 2, "2 mentions"),
        ("en", 0, "0 mentions"),
    ],
)
def test_number_chooses_the_form(language, count, text):
    assert load_messages(language)("read.mentions", count=count) == text
