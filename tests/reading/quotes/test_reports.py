"""Which stretches are quotations, and whose."""

import pytest

from dragoman.reading.quotes.find import find_reports, find_speaker_spans

# text, [(kind, words, speaker)]
CASES = [
    pytest.param(
        "La ministre a parlé hier. « Le pont sera rouvert lundi », a-t-elle promis.",
        [("direct", "Le pont sera rouvert lundi", "-elle")],
        id="pronoun",
    ),
    pytest.param(
        "« Nous partons demain matin », a dit le général Moreau. « Nous ne reviendrons pas ici. »",
        [
            ("direct", "Nous partons demain matin", "le général Moreau"),
            ("direct", "Nous ne reviendrons pas ici.", "le général Moreau"),
        ],
        id="running",
    ),
    pytest.param(
        "« Nous sommes très inquiets ici, a déclaré le maire, et nous attendons des vivres. »",
        [
            ("direct", "Nous sommes très inquiets ici", "le maire"),
            ("direct", "et nous attendons des vivres.", "le maire"),
        ],
        id="incise-inside",
    ),
    pytest.param(
        "« Nous sommes très inquiets ici », a déclaré le maire, « et nous attendons des vivres ».",
        [
            ("direct", "Nous sommes très inquiets ici", "le maire"),
            ("direct", "et nous attendons des vivres", "le maire"),
        ],
        id="incise-between",
    ),
    pytest.param(
        "C'est ce qu'explique l'historien Paul Morel :\n\n« Le fleuve a toujours été là.\n\n"
        "Il a nourri deux peuples voisins. »",
        [
            ("direct", "Le fleuve a toujours été là.", "l'historien Paul Morel"),
            ("direct", "Il a nourri deux peuples voisins.", "l'historien Paul Morel"),
        ],
        id="colon-paragraphs",
    ),
    pytest.param(
        "Le maire a affirmé que la digue, « vieille de cent ans déjà », serait refaite en mai.",
        [
            (
                "indirect",
                "la digue, « vieille de cent ans déjà », serait refaite en mai",
                "Le maire",
            ),
            ("direct", "vieille de cent ans déjà", "Le maire"),
        ],
        id="mixed",
    ),
    pytest.param(
        "La présidente a déclaré que « la loi sera votée avant Noël ».",
        [("direct", "la loi sera votée avant Noël", "La présidente")],
        id="clause-quoted-whole",
    ),
    pytest.param(
        "Le port serait fermé jusqu'à lundi, selon la préfecture.",
        [("indirect", "Le port serait fermé jusqu'à lundi", "la préfecture")],
        id="according-after",
    ),
    pytest.param("Le film « Les enfants du grand fleuve » sort mercredi.", [], id="title"),
    pytest.param("Il vend une « voiture volante » à Lyon.", [], id="scare-quotes"),
    pytest.param("On estime que la ville compte un million d'habitants.", [], id="nobody"),
    pytest.param("Le maire n'a pas dit que la route serait coupée.", [], id="denied"),
    pytest.param("Selon nos informations, le ministre partira lundi.", [], id="newspaper"),
    pytest.param("Les chiffres montrent que le chômage recule.", [], id="things"),
    pytest.param(
        "Une aide est promise. « Le port rouvrira avant Noël. »\n\n"
        "« Le port rouvrira avant Noël », a promis la préfète.",
        [("direct", "Le port rouvrira avant Noël", "la préfète")],
        id="pulled",
    ),
    pytest.param(
        "Le bateau, surnommé par les marins « la reine des quatre mers », part.", [], id="nickname"
    ),
    pytest.param(
        "Malgré la pluie et les retards, Moreau a déclaré : « Nous serons prêts à temps ».",
        [("direct", "Nous serons prêts à temps", "Moreau")],
        id="aside-before-subject",
    ),
    pytest.param(
        "Pour la ministre Anna Berg, les retards « montrent que rien n'était prêt ».",
        [("direct", "montrent que rien n'était prêt", "la ministre Anna Berg")],
        id="for-whom",
    ),
    pytest.param(
        "« La paix a un prix pour tous », comme le dit le général Moreau.",
        [("direct", "La paix a un prix pour tous", "le général Moreau")],
        id="as-said",
    ),
    pytest.param(
        "« C'est une épreuve et, pour beaucoup de familles, elle dure », a dit le maire.",
        [("direct", "C'est une épreuve et, pour beaucoup de familles, elle dure", "le maire")],
        id="no-incise",
    ),
    pytest.param(
        "Le maire a rejeté les accusations selon lesquelles il a vendu le port.",
        [],
        id="accusations-of-others",
    ),
    pytest.param("", [], id="empty"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_reports(text: str, expected: list[tuple[str, str, str]], parse):
    found = [
        (report.kind, report.span.of(text), speaker.span.of(text) if speaker else None)
        for report, speaker in find_reports(parse(text))
    ]

    assert found == expected


def test_speakers_are_named_without_actors(parse):
    text = "« La route est coupée ce midi », dit Anna Berg. Selon la police, tout va bien."

    assert [span.of(text) for span in find_speaker_spans(parse(text))] == ["Anna Berg", "la police"]
