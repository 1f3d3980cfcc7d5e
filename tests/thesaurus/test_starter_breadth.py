"""No label of the starter thesaurus is so broad that it takes queries about something else: "person and not", a bare everyday word."""

import datetime as dt
from functools import cache
from pathlib import Path

import pytest

from portal.thesaurus.starter_file import read_starter
from portal.thesaurus.values import ConceptValue
from search.language.analysis import analyse_text
from search.language.concepts import Concept, Concepts
from search.language.people import people
from search.language.phrase_words import NEGATED, phrase_words
from search.query import Gazetteer, Knowledge, Reader, understand
from tests.search.builders import READERS

EVERYDAY = {
    "fi": """apu auttaa tarvita haluta mennä tulla olla voida saada tehdä jaksaa osata tietää puhua sanoa kysyä löytää etsiä alkaa loppua
        loppu jäädä lähteä ottaa antaa pitää katsoa kuulla tuntua tuntea miettiä ajatella käydä asua elää syödä nukkua leikkiä rakastaa
        vihata oppia odottaa jättää muuttaa soittaa kirjoittaa lukea maksaa ostaa asia juttu paikka aika päivä tänään huomenna ilta
        aamu yö viikko kuukausi vuosi viikonloppu kesä talvi koti koulu päiväkoti työ raha elämä ystävä kaveri naapuri tappaa kuolla
        kuolema lyödä hyvä huono paha uusi vanha pieni iso paljon vähän yksin yhdessä nyt heti aina ohje neuvo kerho palvelu ohjelma
        tapahtuma puhelin numero netti auto""",
    "sv": """hjälp hjälpa behöva vilja gå komma vara kunna få göra orka veta prata säga fråga hitta söka börja sluta slut ta ge se höra
        känna tänka bo leva äta sova leka älska hata lära ringa skriva läsa betala köpa sak plats tid dag idag imorgon kväll morgon natt
        vecka månad år helg sommar vinter hem skola dagis arbete liv vän granne dö slå döda bra dålig ny gammal liten stor ensam
        tillsammans nu alltid råd klubb service program telefon nummer""",
    "en": """help need want go come be can get do know talk say ask find search start end stop take give see hear feel think live eat
        sleep play love hate learn call write read pay buy hit kill die cut beat thing place time day today tomorrow evening morning
        night week month year weekend summer winter home school daycare work life friend neighbour good bad new old small big alone
        together now always advice club service programme phone number""",
}
"""By language: words that everybody uses about everything."""
OWN = {
    # It is what the concept is about, whoever says it.
    "apu": "apu auttaa hjälp help",
    "neuvonta-ja-ohjaus": "neuvo neuvoa råd advice",
    "kerhot-ja-kahvilat": "kerho klubb club",
    "tapahtuma": "tapahtuma",
    "koulu": "koulu skola school lärare",  # the Swedish stem of "lärare" is that of "lära"
    "varhaiskasvatus": "päiväkoti dagis daycare",
    "yksinaisyys": "yksin ensam",
    "ystavatoiminta": "ystävä",
    "asuminen": "asua",
    "tyottomyys": "työ",
    "suru": "kuolema kuolla die",
    "vanhemman-uupumus": "jaksaa",
    # In danger one word is all that somebody types; what else it may mean is held by the phrases of tests/search/test_meanings.
    "hatanumero": "tappaa",
    "lahisuhdevakivalta": "lyödä",
    "vakivallan-kayttaja": "lyödä",
    "itsemurha-ajatukset": "kill",
}
"""Concept -> everyday words that may mean it by themselves. A new one needs a reason as good as these."""
ABOUT_PEOPLE = {
    *("isat", "isovanhemmat", "vauva", "taapero", "nuoret", "sisarukset", "vanhemmuuden-tuki"),
    *("nuoren-seurustelu", "parisuhteen-tuki", "koulu"),
}
"""Concepts that one word for somebody may mean: they are about such people, or about being with them."""


@cache
def bases(text: str, lang: str) -> frozenset[str]:
    return frozenset(f"{lang}:{base}" for word in analyse_text(text, lang) for base in word.bases)


def breadth(concept: ConceptValue, lang: str, label: str) -> str:
    """Why the label takes too much; empty when it does not."""
    words = phrase_words(label, lang, to_the_letter=False)
    negation, somebody = frozenset({f"{lang}:{NEGATED}"}), frozenset(f"{lang}:{one}" for one in people(lang))
    telling = [word for word in words if not word & negation]
    if not telling:
        return "nothing but stop words or a negation"
    if len(telling) > 1:
        return ""
    (only,) = telling
    if only & somebody and len(words) == 2:
        return "a person and a negation"
    if len(words) > 1:
        return ""
    if only & somebody and concept.key not in ABOUT_PEOPLE:
        return "a person"
    own = bases(OWN.get(concept.key, ""), lang)
    return "an everyday word" if only <= bases(EVERYDAY[lang], lang) and not only & own else ""


def too_broad(concepts: list[ConceptValue]) -> list[str]:
    found = []
    for concept in concepts:
        names = {lang: (label,) for lang, label in concept.preferred.items()}
        for labels in (names, concept.alternative, concept.colloquial):
            found += [
                f"{concept.key}: {label!r} ({lang}): {why}"
                for lang, listed in labels.items()
                for label in listed
                if (why := breadth(concept, lang, label))
            ]
    return found


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("lapsi ei", "a person and a negation"),
        ("ei lasta", "a person and a negation"),
        ("äiti", "a person"),
        ("puhua", "an everyday word"),
        ("paha", "an everyday word"),
        ("en", "nothing but"),
        ("lapsi ei puhu", ""),
        ("kenelle puhua", ""),
        ("puheterapia", ""),
    ],
)
def test_a_label_that_takes_too_much_is_told(tmp_path: Path, label: str, why: str) -> None:
    path = tmp_path / "starter.yaml"
    path.write_text(f"concepts:\n- {{key: puhe, fi: puheterapia, sv: talterapi, en: speech therapy, said: {{fi: ['{label}']}}}}\n")
    found = too_broad(read_starter(path, frozenset()))
    assert [why in one for one in found] == ([True] if why else [])


def test_no_label_of_the_starter_is_too_broad() -> None:
    assert too_broad(read_starter()) == []


@pytest.fixture(scope="module")
def starter() -> Knowledge:
    concepts = [
        Concept(each.key, each.preferred, each.alternative, each.colloquial, each.broader, each.related, each.topics, each.crisis)
        for each in read_starter()
    ]
    return Knowledge(READERS, Gazetteer.of([]), lambda _field, _token: 1, Concepts.of(concepts))


@pytest.mark.parametrize(
    ("lang", "query", "key"),
    [
        ("sv", "min vilja", "seksuaalivakivalta"),
        ("sv", "hem från sjukhuset", "nimettomyys"),
        ("sv", "lovet är slut", "vanhemman-uupumus"),
        ("sv", "ringa in julen", "auttava-puhelin"),
        ("en", "language and talk therapy", "kriisipuhelin"),
        ("en", "love songs for children", "laheisten-tuki"),
        ("en", "call for papers", "auttava-puhelin"),
        ("fi", "koulu loppu", "vanhemman-uupumus"),
        ("fi", "paha haju", "nuoren-paha-olo"),
        ("fi", "puhua englantia", "nuoren-paha-olo"),
        ("fi", "soittaa pianoa", "auttava-puhelin"),
        ("fi", "iso talo", "nuoren-opinnot-ja-tyo"),
    ],
)
def test_words_about_something_else_do_not_mean_the_concept(starter: Knowledge, lang: str, query: str, key: str) -> None:
    understood = understand(query, Reader(lang, dt.date(2026, 11, 22)), starter)
    assert key not in {match.concept.key for match in understood.concepts}
    assert not understood.crisis


@pytest.mark.parametrize(
    ("lang", "query", "key"),
    [
        ("en", "someone to talk to", "kriisipuhelin"),
        ("fi", "kenelle voin soittaa", "auttava-puhelin"),
        ("fi", "kelle puhua", "nuoren-paha-olo"),
        ("fi", "mulla on paha olla", "nuoren-paha-olo"),
        ("fi", "ihan loppu", "vanhemman-uupumus"),
        ("sv", "mot min vilja", "seksuaalivakivalta"),
    ],
)
def test_what_people_in_need_say_still_does(starter: Knowledge, lang: str, query: str, key: str) -> None:
    understood = understand(query, Reader(lang, dt.date(2026, 11, 22)), starter)
    assert key in {match.concept.key for match in understood.concepts}
