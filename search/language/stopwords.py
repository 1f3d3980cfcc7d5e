"""Words that carry no topic: kept in the index, but a query asks for them only when it has nothing else.

Base forms (Finnish) or written forms (Swedish, English); our own lists of the function words of each language.
"""

from collections.abc import Mapping

_FINNISH = """
ja tai sekä eli vai mutta vaan kuin kun jos että jotta koska vaikka niin kuten ei ole olla voida saada pitää täytyä
tulla minä sinä hän me te he se ne tämä tuo nämä nuo mikä kuka joka kumpi jokin joku mitä missä mistä mihin miten milloin
miksi minne mun sun mä sä oo onko en et emme ette eivät oma itse kanssa ilman myös vain jo nyt sitten vielä aina
koko kaikki muu moni pelkkä pelkästään joskus usein hyvin liian aika ajan noin mukaan sekä eikä kai ehkä tehdä jossa josta johon
voi voin voit voisi voisin voisiko voiko voinko teen tee teet teemme oon ollu ois olis kukaan mikään ken mikäli kans kaa varten
täällä siellä tässä sit sitte toi tää noi kyllä vähän paljon paljo ihan
yhtään enää koskaan todella tosi ihan edes siis niinku
jälkeen jälkeinen ennen luona luo vuoksi takia puolesta varten aikana liittyvä lähellä lähin
musta must mulla mulle mua mut sua sulla
mul sul mult sult multa sulta sulle sust meiän meijän teiän teijän heiän heijän meil teil emmä emmää enkä etsä ku kuha niiku nii
mite mitenkä mis mist mihi mil miks mix kuis ketää kukaa mikää minnekää jotai jotaki mitää siin siit tos täs sil sillee silleen
jos vaa viel nytte ees joo
ettei etten ettet ettemme ettette etteivät muttei mutten vaikkei vaikken koskei kosken ellei ellen jollei jollen
onks eks enks oonks voiks saaks oisko voisko saisko joskus jotenkin aivan aina taas jo
""".split()
_SWEDISH = """
och eller men att det den de som är var har hade ska kan vill jag du han hon vi ni man mig dig sig min din sin
en ett i på av för till med från om vid under inte vad vem hur när där här så då än också bara alla mycket någon något
några efter före igen mer mina mitt dina ditt sina sitt vår vårt våra oss er ert era dem hos mot denna detta dessa vilken
vilket vilka varför sedan genom nära kring blir bli blev varit hade skulle kunde måste behöver
""".split()
_ENGLISH = """
a an and or but the of to in on at for from with by as is are was be been do does did has have had can could will would
i you he she it we they me my your his her our their this that these those what who whom which how when where why not no
there here so than then too very just any some all about
someone somebody anyone something anything after before again more also if because into really please am were
being us our them him oneself myself yourself themselves near around between while during per via one ones every each
""".split()

STOPWORDS: Mapping[str, frozenset[str]] = {
    "fi": frozenset(_FINNISH),
    "sv": frozenset(_SWEDISH),
    "en": frozenset(_ENGLISH),
}
