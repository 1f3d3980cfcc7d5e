"""Words for people: they say for whom something is sought, seldom what."""

from collections.abc import Mapping
from functools import cache

from search.language.analysis import analyse_text

_PEOPLE: Mapping[str, str] = {
    "fi": (
        "lapsi lapset poika tytär tyttö vauva taapero muksu mukula kakara kersa ipana esikoinen kuopus nuori teini teinari "
        "murkku perhe lapsiperhe vanhempi äiti isä "
        "mutsi faija iskä isi äiskä äippä mies nainen vaimo puoliso ukko akka kumppani poikaystävä tyttöystävä muija "
        "aikuinen ihminen mummo "
        "mummi mummu pappa ukki vaari isovanhempi isoäiti isoisä lapsenlapsi pojanpoika tyttärenpoika pojantytär "
        "tyttärentytär sisko veli sisarus eläkeläinen koululainen lukiolainen "
        "opiskelija pikkulapsi ex exä eksä"
    ),
    "sv": (
        "barn baby bebis son dotter ung unga ungdom ungdomar tonåring familj familjer förälder föräldrar mamma mor pappa far man fru make "
        "kvinna partner sambo mormor farmor morfar farfar barnbarn barnfamilj vuxen"
    ),
    "en": (
        "child children kid kids baby son daughter boy girl teen teens teenager youth young family families parent parents mother mom mum "
        "father dad husband wife partner spouse boyfriend girlfriend grandmother grandma grandfather grandpa grandparent grandchild "
        "toddler adult woman women man people person"
    ),
}
"""By language; any inflection of these."""


@cache
def people(language: str) -> frozenset[str]:
    """Base forms (Finnish) or stems of words for people; none in other languages."""
    return frozenset(base for word in analyse_text(_PEOPLE.get(language, ""), language) for base in word.bases)
