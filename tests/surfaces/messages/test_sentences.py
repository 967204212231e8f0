import pytest

from dragoman.dossier.entry import AgreementLine, Entry, Party, QuotationLine
from dragoman.dossier.evidence import Evidence, Source
from dragoman.surfaces.messages.catalogue import load_messages
from dragoman.surfaces.messages.sentences import Narrator

EVIDENCE = Evidence(
    fact="E-1",
    source=Source(
        document=1, name="x", title=None, publisher=None, url=None, published=None, sha256="0",
        version=1,
    ),
    rule="test",
    passages=(),
    fields=(),
)  # fmt: skip


def party(name, kind="state", *, fr=None, en=None, country=None):
    names = {"fr": fr, "en": en} if fr and en else {}
    return Party(
        entity=name, name=name, names=names, kind=kind, country=country,
        country_names=dict(zip(("fr", "en"), country, strict=True)) if country else {}, role=None,
    )  # fmt: skip


MALI = party("MLI", fr="Mali", en="Mali")
RUSSIA = party("RUS", fr="Russie", en="Russia")
USSR = party("SUN", fr="Union soviétique", en="Soviet Union")
FRANCE = party("FRA", fr="France", en="France")
LAVROV = party("Sergueï Lavrov", "person", country=("Russie", "Russia"))
DIOP = party("Abdoulaye Diop", "person", country=("Mali", "Mali"))
TROOPS = party("troupes françaises", "military", country=("France", "France"))


def entry(type_, **told):
    return Entry(
        facts=("E-1",), type=type_, mode=told.get("mode"), act=told.get("act"), status="actual",
        when=None, actors=told.get("actors", ()), recipients=told.get("recipients", ()),
        place=told.get("place"), quantities=told.get("quantities", ()), contexts=(),
        trigger=told.get("trigger", "x"), attributed_to=None, agreements=(), claims=(), sources=1,
        evidence=(EVIDENCE,), confidence=1.0,
    )  # fmt: skip


MALI_TROOPS = party("dernières troupes françaises du Mali", "military")

STATES = party("Etats-Unis", fr="États-Unis", en="United States")

LINES = [
    (
        entry("COERCE", mode="arrest", actors=(STATES,), recipients=(LAVROV,), place="Etats-Unis"),
        "Arrestation de Sergueï Lavrov (Russie) par les États-Unis, aux États-Unis",
        "Arrest of Sergueï Lavrov (Russia) by the United States, in the United States",
    ),
    (
        entry("AGREE", actors=(LAVROV,), recipients=(MALI,), trigger="promet"),
        "Accord de principe ou promesse de Sergueï Lavrov (Russie) au Mali"
        "\u00a0: «\u00a0promet\u00a0»",
        "Agreement in principle or promise by Sergueï Lavrov (Russia) to Mali: “promet”",
    ),
    (
        entry("AGREE", actors=(LAVROV, MALI), trigger="accord"),
        "Accord de principe ou promesse entre Sergueï Lavrov (Russie) et le Mali"
        "\u00a0: «\u00a0accord\u00a0»",
        "Agreement in principle or promise between Sergueï Lavrov (Russia) and Mali: “accord”",
    ),
    (
        entry("CONSULT", mode="visit", actors=(LAVROV,), recipients=(MALI,), place="x " * 40),
        "Visite de Sergueï Lavrov (Russie) au Mali",
        "Visit of Sergueï Lavrov (Russia) to Mali",
    ),
    (
        entry("RETREAT", mode="withdraw", actors=(MALI_TROOPS,), recipients=(MALI,)),
        "Retrait des dernières troupes françaises du Mali",
        "Withdrawal of “dernières troupes françaises du Mali” from Mali",
    ),
    (
        entry("CONSULT", mode="visit", actors=(LAVROV,), recipients=(MALI,)),
        "Visite de Sergueï Lavrov (Russie) au Mali",
        "Visit of Sergueï Lavrov (Russia) to Mali",
    ),
    (
        entry("CONSULT", mode="visit", actors=(DIOP,), recipients=(LAVROV,), place="Moscou"),
        "Visite d'Abdoulaye Diop (Mali) auprès de Sergueï Lavrov (Russie), à Moscou",
        "Visit of Abdoulaye Diop (Mali) to Sergueï Lavrov (Russia), in Moscow",
    ),
    (
        entry("CONSULT", act="meeting", actors=(DIOP, LAVROV), place="Moscou"),
        "Rencontre entre Abdoulaye Diop (Mali) et Sergueï Lavrov (Russie), à Moscou",
        "Meeting between Abdoulaye Diop (Mali) and Sergueï Lavrov (Russia), in Moscow",
    ),
    (
        entry("CONSULT", act="meeting", actors=(DIOP, LAVROV), place="Russie"),
        "Rencontre entre Abdoulaye Diop (Mali) et Sergueï Lavrov (Russie), en Russie",
        "Meeting between Abdoulaye Diop (Mali) and Sergueï Lavrov (Russia), in Russia",
    ),
    (
        entry("CONSULT", mode="visit", actors=(DIOP,), recipients=(USSR,), place="Union"),
        "Visite d'Abdoulaye Diop (Mali) en Union soviétique",
        "Visit of Abdoulaye Diop (Mali) to the Soviet Union",
    ),
    (
        entry("RETREAT", mode="withdraw", actors=(TROOPS,), recipients=(MALI,), place="Mali"),
        "Retrait des troupes françaises du Mali",
        "Withdrawal of “troupes françaises” (France) from Mali",
    ),
    (
        entry(
            "COOPERATE",
            act="delivery",
            actors=(RUSSIA,),
            recipients=(MALI,),
            quantities=("deux avions",),
        ),
        "Livraison de deux avions par la Russie au Mali",
        "Delivery of “deux avions” by Russia to Mali",
    ),
    (
        entry("ACCUSE", mode="allege", actors=(FRANCE,), recipients=(RUSSIA,)),
        "Accusation portée par la France contre la Russie",
        "Accusation by France against Russia",
    ),
    (
        entry("COOPERATE", actors=(MALI, RUSSIA), trigger="coopèrent"),
        "Coopération entre le Mali et la Russie\u00a0: «\u00a0coopèrent\u00a0»",
        "Cooperation between Mali and Russia: “coopèrent”",
    ),
    (
        entry("MILESTONE", act="independence", actors=(MALI,)),
        "Indépendance du Mali",
        "Independence of Mali",
    ),
    (
        entry("SUPPORT", act="agreement.signed", actors=(MALI, RUSSIA)),
        "Signature d'un accord entre le Mali et la Russie",
        "Signature of an agreement between Mali and Russia",
    ),
    (entry("CONSULT", mode="visit"), "Visite", "Visit"),
    (
        entry("UNHEARD_OF", actors=(MALI,), trigger="y"),
        "Événement\u00a0: le Mali\u00a0: «\u00a0y\u00a0»",
        "Event: Mali: “y”",
    ),
]


@pytest.mark.parametrize(("told", "french", "english"), LINES)
def test_events_read_well(told, french, english):
    lines = [Narrator(load_messages(code)).tell(told) for code in ("fr", "en")]

    assert lines == [french, english]


def agreement(title, **more):
    return AgreementLine(
        fact="G-1", event="E-1", title=title, stage="signed", when=None, parties=(MALI, RUSSIA),
        status="actual", attributed_to=None, subjects=(), evidence=EVIDENCE,
        signatories=more.get("signatories", ()), place=more.get("place"),
        occasion=more.get("occasion"),
    )  # fmt: skip


AGREEMENTS = [
    (
        agreement("un accord de défense"),
        "Signature d'un accord de défense entre le Mali et la Russie",
    ),
    (agreement("accord de pêche"), "Signature d'un accord de pêche entre le Mali et la Russie"),
    (agreement("l'accord de pêche"), "Signature de l'accord de pêche entre le Mali et la Russie"),
    (
        agreement("premiers accords entre le Mali et la Russie"),
        "Signature de premiers accords entre le Mali et la Russie",
    ),
    (
        agreement("le traité", place="près de Moscou", occasion="le sommet d'été"),
        "Signature du traité entre le Mali et la Russie, près de Moscou, en marge du sommet d'été",
    ),
    (
        agreement(None, signatories=(LAVROV, DIOP)),
        "Signature d'un accord entre le Mali et la Russie\u00a0; signataires\u00a0: "
        "Sergueï Lavrov (Russie) et Abdoulaye Diop (Mali)",
    ),
]


@pytest.mark.parametrize(("line", "french"), AGREEMENTS)
def test_agreements_read_well(line, french):
    assert Narrator(load_messages("fr")).tell_agreement(line) == french


def saying(kind, force, words):
    return QuotationLine(
        fact="Q-1", side="MLI", kind=kind, words=words, speaker=DIOP, role=None, force=force,
        when=None, evidence=EVIDENCE,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "french", "english"),
    [
        (
            saying("indirect", "deny", "un contrat ait été signé"),
            "Abdoulaye Diop (Mali) dément\u00a0: un contrat ait été signé",
            "Abdoulaye Diop (Mali) denies: un contrat ait été signé",
        ),
        (
            saying("direct", "deny", "Nous n'avons rien signé"),
            "Abdoulaye Diop (Mali)\u00a0: «\u00a0Nous n'avons rien signé\u00a0»",
            "Abdoulaye Diop (Mali): “Nous n'avons rien signé”",
        ),
        (
            saying("indirect", "say", "la pluie tombera"),
            "Abdoulaye Diop (Mali)\u00a0: la pluie tombera",
            "Abdoulaye Diop (Mali): la pluie tombera",
        ),
    ],
)
def test_what_somebody_denies_is_not_told_as_what_he_says(line, french, english):
    told = [Narrator(load_messages(code)).tell_quotation(line) for code in ("fr", "en")]

    assert [one.replace("\u2068", "").replace("\u2069", "") for one in told] == [french, english]
