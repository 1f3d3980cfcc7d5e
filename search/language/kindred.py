"""Everyday words that mean what a plainer word does, for phrases: "mutsi ei jaksa" is "äiti ei jaksa" and "vanhempi ei jaksa".

Families of words that stand for one another in any phrase of the thesaurus, so that the thesaurus need not repeat each phrase
for each of them. Our own lists of people, of quarrels and of tiredness as families speak of them.
"""

import re
from collections.abc import Mapping
from functools import cache

from search.language.analysis import analyser_for

_KINDRED: Mapping[str, Mapping[str, str]] = {
    "fi": {
        "koti": "hima kämppä",
        "lapsi": (
            "poika tytär tyttö vauva taapero muksu mukula kakara penska pentu tenava lapsonen ipana kersa skidi junnu pikkuinen "
            "pienokainen esikoinen kuopus jälkikasvu leikki-ikäinen eskarilainen koululainen alakoululainen pikkulapsi teini "
            "teinari murkku nuori lapsukainen tokaluokkalainen ekaluokkalainen jälkeläinen lapsenlapsi lastenlapsi"
        ),
        "nuori": (
            "teini teinari murkku teini-ikäinen murrosikäinen yläkoululainen lukiolainen nuoriso nuorukainen poika tytär tyttö amislainen"
        ),
        "teini": "teinari murkku teini-ikäinen murrosikäinen",
        "tytär": "tyttö likka flikka",
        "äiti": "mutsi äiskä äippä äityli mamma äitee",
        "isä": "iskä isi faija fatsi isukki",
        "vanhempi": "äiti mutsi äiskä äippä isä iskä isi faija fatsi porukka",
        "puoliso": (
            "mies aviomies avomies ukko äijä siippa vaimo avovaimo akka emäntä muija kumppani avopuoliso avokki aviopuoliso "
            "poikaystävä tyttöystävä"
        ),
        "minä": "mua mulle multa mulla",
        "mies": "aviomies avomies ukko äijä",
        "vaimo": "avovaimo akka emäntä muija",
        "kumppani": "bf gf poikaystävä tyttöystävä avokki avopuoliso seurustelukumppani puoliso",
        "ex": "exä eksä exmies ex-mies exvaimo ex-vaimo eksmies expuoliso ex-puoliso exmuija",
        "mummo": "mummi mummu mumma isoäiti fammo",
        "pappa": "ukki vaari isoisä faari ukkeli",
        "isovanhempi": "mummo mummi mummu mumma isoäiti pappa ukki vaari isoisä faari",
        "lapsenlapsi": "lastenlapsi pojanpoika pojantytär tyttärenpoika tyttärentytär",
        "kaveri": "ystävä frendi bestis kamu toveri kaverus luokkakaveri",
        "ystävä": "kaveri frendi bestis kamu juttukaveri",
        "koulu": "skole skolen yläaste ala-aste yläkoulu alakoulu lukio amis ammattikoulu opisto luokka tunti",
        "työ": "duuni työpaikka homma",
        "raha": "massi hilu fyrkka hynä palkka tili",
        "ruoka": "safka sapuska mäsä eväs eines",
        "riidellä": (
            "tapella kinata kinastella riita tappelu kina väitellä huutaa nahistella vääntää kinastelu riitely sanaharkka kränä kränätä"
        ),
        "riita": "riitely tappelu tapella kina kinastelu riidellä kiista erimielisyys kränä riitainen sanaharkka",
        "tapella": "riidellä kinata kinastella tappelu",
        "väsynyt": (
            "uupunut poikki naatti puhki rättiväsynyt loppuunpalanut finaali väsyä uupua väsähtää burnout väsymys uupumus loppu "
            "sippi ylikuormittunut"
        ),
        "uupunut": "väsynyt poikki naatti puhki rättiväsynyt loppuunpalanut väsyä uupua väsymys uupumus loppu sippi ylikuormittunut",
        "jaksaa": "kestää kyetä pystyä pärjätä selvitä",
        "puhua": "jutella keskustella rupatella avautua purkaa",
        "jutella": "puhua keskustella rupatella höpötellä jutteleminen puhuminen keskustelu",
        "lyödä": "hakata mäiskiä mätkiä läimäyttää läimiä läpsiä pieksää mukiloida",
        "huono": "paha paska kurja surkea kamala hirveä",
        "paha": "huono paska kurja surkea kamala hirveä karmea",
        "pelätä": "pelottaa jännittää hirvittää",
        "huolissaan": "huoli huolettaa huolestua huolestuttaa huolestunut",
        "huoli": "huolettaa huolestua huolestuttaa huolestunut huolissaan",
        "huolettaa": "huoli huolestuttaa huolissaan",
        "masentunut": "masentaa masennus alakuloinen masentua surullinen maassa",
        "humalassa": "känni kännissä päissään humala humalainen",
        "juoda": "ryypätä dokata juopotella tissutella alkoholi viina kalja juominen",
        "netti": "verkko internet online",
        "chat": "chatti chätti tsätti",
        "veli": "isoveli pikkuveli velipuoli broidi veikka velipoika",
        "sisko": "isosisko pikkusisko siskopuoli systeri",
        "tavata": "kokoontua treffata miitata nähdä",
        "hengata": "hengailla notkua chillata chillailla norkoilla",
        "itkeä": "itkettää pillittää parkua",
        "vaikea": "hankala raskas rankka haastava",
        "hoitaa": "vahtia katsoa kaitsea passata vahti",
        "vahtia": "hoitaa katsoa kaitsea passata vahti",
        "nukkua": "nukahtaa uinua koisia simahtaa uni nukuttaa nukkuminen",
        "hermostua": "raivostua suuttua kilahtaa räjähtää kihahtaa kimpaantua pimahtaa",
        "hermo": "pinna käämi maltti kärsivällisyys",
        "pinna": "hermo käämi maltti kärsivällisyys",
        "suuttua": "raivostua hermostua kilahtaa räjähtää kihahtaa kimpaantua vihastua",
        "raivota": "huutaa riehua raivostua räyhätä karjua mesota",
        "huutaa": "karjua rääkyä kiljua raivota räyhätä",
        "seota": "sekoilla pimahtaa hajota romahtaa",
        "hajota": "romahtaa seota luhistua murtua",
        "kiusata": "dissaa dissata haukkua nimitellä pilkata ivata tönitä syrjiä nälviä kiusaaminen piinata häiritä jättää",
        "haukkua": "nimitellä solvata pilkata ivata mollata vähätellä",
        "varastaa": "pölliä näpistää nyysiä kähveltää",
        "lintsata": "pinnata skipata laistaa",
        "puhelin": "kännykkä luuri tabletti padi tietokone kone ruutu",
        "kännykkä": "puhelin luuri tabletti padi ruutu",
        "peli": "pelikone pleikkari xbox fortnite roblox",
        "sairas": "kipeä sairastaa sairastua sairaana",
        "sairastaa": "sairastua sairas",
        "lasku": "vuokra sähkölasku erä",
        "isäpuoli": "äitipuoli",
        "opettaja": "ope maikka rehtori",
        "yksin": "yksinäinen yksinään",
        "kuolla": "menehtyä kuolema kuollut",
        "surra": "suru surullinen ikävä ikävöidä kaivata",
        "ikävä": "ikävöidä kaivata surra",
        "jättää": "hylätä lähteä",
        "tapaaminen": "kohtaaminen treffi treffit miitti",
        "tutustua": "tavata ystävystyä",
        "juttukaveri": "kaveri ystävä",
        "vauva": "vaavi beibi nyytti imeväinen vastasyntynyt",
        "lapsiperhe": "perhe",
        "kokea": "kärsiä",
        "auttaa": "neuvoa tukea jeesata",
        "neuvo": "vinkki ohje",
        "selvitä": "pärjätä jaksaa kestää",
        "pärjätä": "selvitä jaksaa kestää",
        "stressi": "stressata stressaantua paine",
        "ahdistaa": "ahdistua stressata panikoida hermostuttaa jännittää",
        "jännittää": "pelottaa ahdistaa hermostuttaa",
        "anoppi": "appiukko appi appivanhempi",
        "erota": "eroaminen ero eroprosessi avioero",
        "ero": "erota eroaminen avioero",
        "sossu": "sosiaalityöntekijä sosiaalitoimisto lastensuojelu lastensuojeli lasu lastu",
        "viedä": "ottaa",
        "talous": "raha",
        "muuttaa": "muutto lähteä",
        "totella": "kuunnella uskoa",
        "tupakka": "rööki vape sähkötupakka nuuska snus",
        "kannabis": "pilvi hasis marihuana budi kukka",
        "huume": "kannabis pilvi hasis päihde aine kama piri",
        "haluta": "huvittaa viitsiä suostua tahtoa kiinnostaa",
        "suostua": "haluta huvittaa viitsiä tahtoa",
        "mennä": "lähteä",
        "lähteä": "mennä poistua häipyä",
        "sattua": "koskea särkeä kolottaa jomottaa vihloa",
        "särky": "kipu särkeä jomottaa",
        "löytää": "saada etsiä hankkia keksiä löytyä",
        "saada": "löytää hankkia",
        "kiukutella": "raivota uhmata kiukku raivari kiukuta känkkäränkkä uhmakohtaus",
        "raivari": "kiukkukohtaus raivokohtaus uhmakohtaus itkupotkuraivari kilari hepuli kohtaus",
        "uhma": "uhmaikä uhmata kiukku kiukutella",
        "valvoa": "valvottaa herätä heräillä herätellä",
        "kertoa": "sanoa selittää puhua",
        "satuttaa": "vahingoittaa",
        "raskaana": "paksuna raskaus",
        "kaivata": "haluta etsiä tarvita",
        "tarvita": "kaivata haluta",
        "pelottaa": "hirvittää kammottaa jännittää huolettaa",
        "suru": "surra murhe",
        "rahaton": "pennitön köyhä",
        "riittää": "piisata",
        "yksinhuoltaja": "yh totaaliyh",
        "juominen": "juoda ryyppääminen dokaaminen alkoholi",
        "viina": "alkoholi kalja känni",
        "tehdä": "puuhata touhuta keksiä",
        "leikkiä": "leikki puuhata touhuta",
        "opiskella": "opiskelu koulu",
        "hoito": "hoitaa vahti hoitaja lapsenvahti",
        "lapsenvahti": "hoitaja vahti lapsenlikka",
        "imettää": "imetys tissi rinta",
        "päiväkoti": "tarha päikky päivähoito eskari hoito",
        "neuvola": "nepa",
        "seurustella": "deittailla",
        "itkuinen": "itkeä",
        "ylikuormittunut": "väsynyt uupunut",
        "loppu": "finaali poikki puhki",
        "kaveriporukka": "porukka kaveri",
        "ulkopuolinen": "syrjään yksin",
        "porukka": "jengi kaveriporukka sakki ryhmä",
    },
    "sv": {
        "barn": "son dotter pojke flicka unge kid baby bebis tonåring lillebror",
        "ung": "tonåring tonårsson tonårsdotter ungdom",
        "mamma": "mor morsa moder",
        "pappa": "far farsa fader",
        "förälder": "mamma pappa mor far",
        "man": "make sambo partner pojkvän",
        "make": "man sambo partner fru maka",
        "partner": "man make maka fru sambo pojkvän flickvän",
        "trött": "utmattad slut utbränd utarbetad",
        "gräla": "bråka tjafsa gräl bråk",
        "vän": "kompis vänner polare",
        "kompis": "vän polare",
        "prata": "tala snacka",
    },
    "en": {
        "child": "son daughter kid boy girl baby toddler teen teenager little",
        "kid": "child son daughter boy girl toddler teen",
        "teenager": "teen son daughter youngster adolescent",
        "mother": "mom mum mommy mummy",
        "mom": "mother mum mommy mummy",
        "father": "dad daddy stepfather stepdad",
        "parent": "mother father mom mum dad",
        "husband": "partner spouse",
        "partner": "husband wife spouse boyfriend girlfriend",
        "tired": "exhausted worn knackered drained fatigued",
        "exhausted": "tired worn knackered drained",
        "talk": "speak chat",
        "argue": "fight quarrel arguing fighting",
        "friend": "buddy mate pal",
    },
}
"""Language -> plain word -> everyday words that may stand in its place. Base forms, as phrases are looked for."""
_YEARS_OLD = "vuotias"
_YEARS = re.compile(r"\d{1,2}v")
"""The same in short: "2v", "14v"."""
_YOUNG = 13
"""Years from which "N-vuotias" is a young person rather than a child, as in search.query.intent_words.AGES ("teini")."""


def plainer(base: str, language: str) -> tuple[str, ...]:
    """Plain words that a base form (or, in Swedish and English, a stem) may stand for; none for most words."""
    if language == "fi" and (base.endswith(_YEARS_OLD) or _YEARS.fullmatch(base)):
        number = re.match(r"\d+", base)
        is_young = int(number[0]) >= _YOUNG if number else base.endswith(f"toista{_YEARS_OLD}")
        return ("nuori",) if is_young else ("lapsi",)
    return _by_everyday(language).get(base, ())


def is_everyday(word: str, language: str) -> bool:
    """Whether the word in lower case is one of those that stand for a plainer one."""
    return word in _by_everyday(language)


@cache
def _by_everyday(language: str) -> Mapping[str, tuple[str, ...]]:
    def form(word: str) -> str:
        return analyser_for(language).analyse(word).bases[0] if language != "fi" else word

    found: dict[str, dict[str, None]] = {}
    for plain, words in _KINDRED.get(language, {}).items():
        for word in words.split():
            if form(word) != form(plain):
                found.setdefault(form(word), {})[form(plain)] = None
    return {word: tuple(plains) for word, plains in found.items()}
