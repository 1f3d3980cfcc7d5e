"""What a query's meanings ask of an engine when the site says little of them."""

import datetime as dt
from collections.abc import Callable

import pytest

from portal.thesaurus.starter_file import read_starter
from search.engines.base import Clause
from search.language.concepts import Concept, Concepts
from search.query import Gazetteer, Knowledge, Reader, UnderstoodQuery, understand
from search.query.weights import WEIGHTS
from tests.search.builders import READERS

DAY = dt.date(2026, 11, 22)
CONCEPTS = Concepts.of(
    [
        Concept("kastelu", {"fi": "yökastelu"}, {}, {}, broader=("kasvatus",), related=("neuvola",)),
        Concept("kasvatus", {"fi": "kasvatus"}, {}, {}),
        Concept("neuvola", {"fi": "neuvola", "en": "child health clinic"}, {}, {}),
        Concept("vauva", {"fi": "vauva"}, {}, {}),
    ]
)


def ask(text: str, frequency: Callable[[str, str], int]) -> UnderstoodQuery:
    return understand(text, Reader("fi", DAY), Knowledge(READERS, Gazetteer.of([]), frequency, CONCEPTS))


def without(*tokens: str) -> Callable[[str, str], int]:
    """The index has everything but these tokens."""
    return lambda _field, token: int(token not in tokens)


def weight_of(clause: Clause, token: str) -> float:
    return max((each.weight for each in clause.alternatives if (each.field, each.token) == ("title_concepts", token)), default=0.0)


def test_neighbours_stand_in_for_a_concept_that_no_listing_is_about() -> None:
    (told,) = ask("yökastelu", without()).clauses
    (untold,) = ask("yökastelu", without("c:kastelu")).clauses
    assert weight_of(told, "c:neuvola") == WEIGHTS.concept_fields["title_concepts"] * WEIGHTS.related
    assert weight_of(untold, "c:neuvola") == WEIGHTS.concept_fields["title_concepts"] * WEIGHTS.stand_in
    assert weight_of(told, "c:kasvatus") < weight_of(untold, "c:kasvatus")


def test_a_meaning_says_enough_beside_words_of_another_language() -> None:
    understood = ask("child health clinic opening hours tomorrow morning", without())
    assert sum(clause.required for clause in understood.clauses) > 2
    assert understood.minimum_match == 1


def test_a_wishs_meaning_is_asked_for_beside_words_that_nobody_knows() -> None:
    def known(_field: str, token: str) -> int:
        return int("vauva" in token)

    (meaning,) = [clause for clause in ask("xyzzyplugh vauva", known).clauses if weight_of(clause, "c:vauva")]
    assert meaning.required
    (word,) = [clause for clause in ask("neuvola vauva", without()).clauses if weight_of(clause, "c:vauva")]
    assert not word.required


DANGER = {
    "fi": """itsetuhoinen; itsetuhoinen nuori; itsetuhoinen lapsi; tappouhkaus; elämä ei kannata; tekee mieli kuolla; lopetan elämäni;
        haluaisin kadota; en halua olla enää olemassa; puukottaa; mies hakkas; mies raivoaa; nettikiristys; kiristää kuvilla;
        söi pillereitä; kriisipuhelin; apua heti; ihmiskauppa; ympärileikkaus; psykoosi; harhoja; karannut kotoa; lapsi katosi;
        lapsi hukkui; lyö; mun mies löi mua; minua lyödään; isä lyö; isä hakkas mut; haluun tappaa itteni; kuulen ääniä;
        poikaystäväni löi minua eilen; isä tulee humalassa ja lyö; vauva ei hengitä; pelkään mennä kotiin; itse murha""",
    "sv": """förföljd; människohandel; skakat barn; jag vill dö; han slår; min man hotar mig; jag har blivit slagen; skära mig;
        rädd för pappa; våldtagen; självmordstankar""",
    "en": """sexual abuse; abuse; beaten; sextortion; human trafficking; help now; hits me; he hit me; my stepdad beats us; abusive;
        cutting myself; i want to kill myself; he threatens to kill me; dad hurts me; stabbed; i was raped""",
}
"""Language -> what people in danger type."""
EVERYDAY = {
    "fi": """lapsi lyö päiväkodissa; lapsi lyö muita lapsia; poika lyö koulussa; lapsi löi päänsä; tapan aikaa; kuolla tylsyyteen;
        kriisiviestintä; kriisi parisuhteessa; väkivaltaiset pelit; mummo kuoli; kissa kuoli; lapsi syö huonosti; lapsi pelkää pimeää;
        vauva potkii vatsassa; lapsi raivoaa; vapaa aika""",
    "sv": """dö; slå ihjäl tiden; barnet slog huvudet; rädd för mörkret; finns det inte plats; hjälp med läxor""",
    "en": """kill time; killing time with kids; hit songs; beat the heat; beat boredom with kids; kids hit music; cut hair; shelter dog;
        crisis in marriage; my child hit his head; toddler hits other kids; substance abuse; violent video games; flu shot;
        help with homework now""",
}
"""Language -> words of danger that mean something else."""


def phrases(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(lang, " ".join(text.split())) for lang, listed in texts.items() for text in listed.split(";")]


@pytest.fixture(scope="module")
def starter() -> Knowledge:
    concepts = [
        Concept(each.key, each.preferred, each.alternative, each.colloquial, each.broader, each.related, each.topics, each.crisis)
        for each in read_starter()
    ]
    return Knowledge(READERS, Gazetteer.of([]), without(), Concepts.of(concepts))


@pytest.mark.parametrize(("lang", "text"), phrases(DANGER))
def test_what_people_in_danger_type_is_a_crisis(starter: Knowledge, lang: str, text: str) -> None:
    assert understand(text, Reader(lang, DAY), starter).crisis


@pytest.mark.parametrize(("lang", "text"), phrases(EVERYDAY))
def test_the_same_words_of_everyday_life_are_none(starter: Knowledge, lang: str, text: str) -> None:
    assert not understand(text, Reader(lang, DAY), starter).crisis


@pytest.mark.parametrize(
    ("lang", "text", "key"),
    [
        ("sv", "ensam mamma", "yhden-vanhemman-perhe"),
        ("en", "toddler activities", "avoin-toiminta"),
        ("fi", "tapan aikaa", "tapahtuma"),
        ("fi", "tuun isäks mitä pitää osata", "perhevalmennus"),
        ("fi", "uus suomessa enkä tunne ketään", "maahan-muuttaneet"),
        ("fi", "tappelen teini-ikäisen kanssa", "nuoren-kotiriidat"),
        ("fi", "teinin kaa pelkkää tappelua", "nuoren-kotiriidat"),
        ("fi", "teini ei tuu yöksi kotiin", "kadonnut-tai-karannut"),
        ("en", "my teen did not come home last night", "kadonnut-tai-karannut"),
    ],
)
def test_everyday_words_lead_to_their_concept(starter: Knowledge, lang: str, text: str, key: str) -> None:
    assert key in {match.concept.key for match in understand(text, Reader(lang, DAY), starter).concepts}
