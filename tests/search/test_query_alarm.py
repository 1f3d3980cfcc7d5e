"""Words of danger tell of a crisis, except where they certainly tell of an ordinary day."""

import datetime as dt

import pytest

from portal.thesaurus.starter_file import read_starter
from search.language.concepts import Concept, Concepts
from search.query import Gazetteer, Knowledge, Reader, understand
from tests.search.builders import READERS

DAY = dt.date(2026, 11, 22)
PLEAS = {
    "fi": """mies lyö; mies hakkaa; mies hakkaa mua; isä hakkaa; äiti lyö; mua lyödään; mut hakattiin; ukko hakkas mut eilen; poikaystävä
        löi; vaimo lyö minua; isäpuoli hakkaa äitiä; isä lyö pikkusiskoa; mies löi lasta; löin lastani; isä löi mua vyöllä; mies
        heittelee tavaroita ja lyö; mies lyö humalassa; kuka auttaa kun mies lyö; mieheni potkii minua; mies kuristaa; mies kuristi
        mut; ex uhkaa tappaa; exmies seuraa mua; mies uhkailee; mies puukotti; pelkään miestäni; pelkään isää; pelkään kotona; lapsi
        karannut; lapsi karkasi kotoa; teini karkasi; tyttö on karannut; poika karkas eikä vastaa puhelimeen; lapsi karkasi
        laitoksesta; lapsi kadonnut; lapsi katosi; lapsi ei tullut kotiin; tarviiko soittaa poliisi; soitanko poliisille; pitääkö
        kutsua poliisi; poliisi kävi meillä yöllä kun mies riehui; mies riehuu; soittakaa poliisi; haluan kuolla; haluun kuolla; en
        jaksa elää; en jaksa enää elää; tapan itseni; kaikille ois parempi ilman mua; parempi ilman
        mua; itsemurha; tyttö viiltelee; viiltelen; poika puhuu itsemurhasta; kaveri puhuu
        itsemurhasta; ystävä miettii itsemurhaa; kaveri uhkaa itsemurhalla; kaverin itsemurha; läheinen teki itsemurhan; teini sanoi
        ettei halua elää; mut raiskattiin; raiskaus; setä koskee mua; lapsi söi pesuainetta; lapsi joi lamppuöljyä; lapsi ei
        hengitä; vauva ei herää; lapsi tajuton; hätä; soita ambulanssi; ambulanssi; turvakoti; lähisuhdeväkivalta; isä on aseen
        kanssa; ravistin vauvaa; pelkään että satutan vauvaa; mies raivoaa ja heittelee tavaroita; kotona hakataan; isä kännissä ja
        lyö äitiä; iskä lyö; mutsi hakkaa mua; veli hakkaa mua; mun faija käy päälle; mies löi turpaan; sain turpaan kotona;
        pakotetaan naimisiin; ex vainoaa; joku seuraa mua; mies lyö nyrkillä; mies hakkaa ovea; isä lyö remmillä; lyö naamaan; mies
        lyö nyrkkiä pöytään; mies potkii koiraa ja mua; mies hakkaa mun autoa; kurkusta kuristi; mies kuristi kaulaliinalla; setä
        koskee jalkaan; teini karkaa; lapsi karkaa kotoa; lapsi karkaa öisin; poika karannut kavereiden kanssa; mies tappaa koiran;
        löi lasta puhelimella; nuori karkaa yöllä; lasta lyödään; lapsia lyödään kotona; lapsi lyö äitiä; lapsi lyö minua; lapsi lyö
        veitsellä; lapsi lyö kotona mies; lapsi sanoo että isi lyö; teini lyö minua; poika lyö tyttöystävää; joku löi lasta; lapsi
        itkee kun isi lyö""",
    "sv": """han slår mig; min man slår; pappa slår; jag vill dö; självmord; våldtäkt; rädd för min man; barnet har rymt hemifrån; mitt
        barn är försvunnet; barnet har rymt från förskolan; ring polisen; han hotar döda mig; jag skär mig; barnet andas inte; skyddshem""",
    "en": """he hits me; my husband beats me; dad hits mom; i want to die; suicide; i was raped; my child ran away from home; my daughter
        is missing; my child is missing in the park; my daughter ran away in the park; call the police; should i
        call the police; he choked me; he threatens me; women shelter; baby not breathing; my son cuts himself; my teenager ran away""",
}
"""Language -> what must raise the panel, whatever else it costs."""
ORDINARY = {
    "fi": """lyödä palloa; pesäpallo lyö palloa; poliisi; poliisi koulussa; poliisi kylässä lapsille; poliisin tapahtuma lapsille; mistä
        poliisilupa; passi poliisilta lapselle; lapsi karkaa; lapsi karkaa sängystä; lapsi karkaa sylistä; lapsi karkaa kaupassa;
        koira karkasi; kissa karannut; hakkaa halkoja; hakata halkoja; lyödä vetoa; lyö rumpuja; lapsi lyö rumpua; lyödä naulaa;
        kello lyö; sydän hakkaa; lyötiin hynttyyt yhteen; ambulanssi leikki; poliisiautoja; paloauto ja ambulanssi tapahtuma; tappaa
        aikaa; tappava helle; nälkä tappaa; kuolla nauruun; kuolen tylsyyteen; kännykkä katosi; lelu kadonnut; kadonnut pipo; avain
        hukassa; lapsi heräilee öisin; vauva ei herää syömään; teini ei herää kouluun; nuori ei herää aamulla; lapsi pelkää koiria;
        pelkään hammaslääkäriä; pelkään lentämistä; pelottava elokuva; lapsi pelkää mörköjä; ampumahiihto; jousiammunta; ammuttiin
        raketteja; vesipyssy; puukko vuolukurssi; puukon käyttö partiossa; hukkuminen uimakoulu; uimakoulu lapselle; putosi
        kärryiltä; myrkkysieni retki; verenluovutus; nenäverenvuoto lapsella; hakata matot; lapsi potkii palloa; poika potkii
        palloa; vauva potkii mahassa; potkupallo; purra kynsiä; lapsi puree toisia; taapero puree; lapsi tönii muita; lapset
        tappelee keskenään; lyö päätä seinään; seuraa vanhemmille; seuraa taaperolle; heittää keihästä; heittää frisbeetä;
        uhkapelit; uhkaa myöhästyä; uhmaikä; kiristää vyö; kiusaa; tuli uhkasakko; itsepuolustuskurssi; turvaistuin; turvallisuus
        netissä; äiti kuoli; koira kuoli; kuolinpesä; hautajaiset; lapsen suru; elämä raskasta; hakkerit; hakkasin lumia; huutaa
        lapselle; hermot menee; huumausainepoliisi vierailu; nuorisopoliisi; ankkuripoliisi; puhelin katosi; saada turpaan pelissä;
        lyönti pesäpallossa; lyödä golfia; hätähousu; mies lyö golfia; isä hakkaa halkoja mökillä; poika lyö pesäpalloa; äiti hakkaa
        mattoja; hampaaseen koskee lapsella; lapseni korvaan koskee; isä ampuu jousella; tappaa hyttysiä;
        taapero karkaa aina; muksu karkaa puistossa; pupu karkasi; sukulaisten kanssa tikanheittoa;
        lapsi lyö; lapsi lyö muita; 3-vuotias lyö; taapero löi kaveria; lapsi hakkaa muita leikissä; 5v lyö päiväkodissa; lapsi
        puree ja lyö""",
    "sv": """polis; polisen på besök; slå boll; slå rekord; slå in paket; barnet slår andra barn; barnet rymmer från förskolan; hunden
        rymde; hugga ved; döda tid; klockan slår; hjärtat slår; skjuta upp; leka ambulans; rädd för hundar; brandbil och polisbil;
        nyckeln försvann; slå på trumma""",
    "en": """police; police visit for kids; police car toys; hit the ball; hit a ball with a bat; chop wood; beat the drum; drum beat
        class; toddler runs away in shop; child runs off; dog ran away; my cat died; kill time; dying to meet other moms; ambulance
        toy; emergency exit; shoot hoops; photo shoot family; lost my phone; baby kicks in belly; kick a ball; child bites; punch
        and cookies; scared of dogs; beat a video game; hit and run game""",
}
"""Language -> the same words on an ordinary day."""


def queries(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(lang, " ".join(text.split())) for lang, listed in texts.items() for text in listed.split(";")]


@pytest.fixture(scope="module")
def starter() -> Knowledge:
    concepts = [
        Concept(each.key, each.preferred, each.alternative, each.colloquial, each.broader, each.related, each.topics, each.crisis)
        for each in read_starter()
    ]
    return Knowledge(READERS, Gazetteer.of([]), lambda _field, _token: 1, Concepts.of(concepts))


def is_crisis(text: str, lang: str, starter: Knowledge) -> bool:
    return understand(text, Reader(lang, DAY), starter).crisis


@pytest.mark.parametrize(("lang", "text"), queries(PLEAS))
def test_a_plea_raises_the_panel(starter: Knowledge, lang: str, text: str) -> None:
    assert is_crisis(text, lang, starter)


@pytest.mark.parametrize(("lang", "text"), queries(ORDINARY))
def test_an_ordinary_day_does_not(starter: Knowledge, lang: str, text: str) -> None:
    assert not is_crisis(text, lang, starter)


@pytest.mark.parametrize("text", ["mies hakkaa mua ja halkoja", "mieheni lyö palloa ja lyö minua", "väkivalta ja hakata halkoja"])
def test_a_plea_beside_an_ordinary_deed_is_a_plea(starter: Knowledge, text: str) -> None:
    assert is_crisis(text, "fi", starter)
