"""The synthetic portal: the same for the same seed, Finnish enough to be analysed, and complete in kinds and places."""

import datetime as dt
from collections import Counter

import pytest

from bench.corpus.documents import batches
from bench.corpus.listings import MUNICIPALITIES, Corpus, towns
from bench.corpus.words import CASES, HEADS, Noun
from portal.listings.kinds import Kind
from search.language import analyse_text

NOW = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)
MANY = 300


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus()


def test_a_noun_has_no_other_cases() -> None:
    with pytest.raises(KeyError):
        HEADS[0].form("abessive")


def test_every_listing_is_told_by_its_number_and_the_seed_alone(corpus: Corpus) -> None:
    every = [versions[0] for versions in corpus.listings(0, 40)]
    assert list(corpus.listings(20, 40)) == [corpus.versions(number) for number in range(20, 40)]
    assert [corpus.versions(number)[0] for number in range(40)] == every
    assert Corpus(seed=1).versions(3)[0].title != every[3].title or Corpus(seed=1).versions(4)[0].title != every[4].title


def test_listings_are_of_every_kind_in_many_places_and_languages(corpus: Corpus) -> None:
    listings = list(corpus.listings(0, MANY))
    first = [versions[0] for versions in listings]
    assert {listing.kind for listing in first} == set(Kind)
    assert len({listing.id for listing in first}) == MANY
    assert {listing.lang for versions in listings for listing in versions} == {"fi", "sv", "en"}
    assert len({one.code for listing in first for one in listing.municipalities}) > MUNICIPALITIES / 2
    assert len({term.slug for listing in first for term in listing.topics}) > 20
    assert any(listing.schedule for listing in first)
    assert any(listing.place and listing.place.point for listing in first)
    assert len(towns()) == len({town.code for town in towns()}) == MUNICIPALITIES


@pytest.mark.parametrize("case", CASES)
def test_forms_are_finnish(case: str) -> None:
    """Voikko finds the base form of nearly every form: the lists are by hand, and a few rare compounds are nobody's words."""
    known = [noun for noun in HEADS if noun.nominative in analyse_text(noun.form(case), "fi")[0].bases]
    assert len(known) / len(HEADS) > 0.9, [noun.form(case) for noun in HEADS if noun not in known]


def test_a_compound_takes_its_endings_from_its_last_member() -> None:
    assert Noun.read("retki retke retkeä retkelle").after("kylä").form("adessive") == "kyläretkellä"
    assert Noun.read("lahti lahde lahtea lahteen").after("mäki").form("adessive") == "mäkilahdella"
    assert Noun.read("ilta illa iltaa iltaan").after("perhe").form("nominative") == "perheilta"
    assert Noun.read("apu avu apua apuun").after("kriisia").form("nominative") == "kriisia-apu"


def test_words_are_as_unevenly_frequent_as_real_ones(corpus: Corpus) -> None:
    texts = [f"{versions[0].title} {versions[0].body_text}".lower() for versions in corpus.listings(0, MANY)]
    words = Counter(word.strip(".,:") for text in texts for word in text.split())
    once = sum(1 for number in words.values() if number == 1)
    assert once > len(words) / 3
    assert sum("vauva" in text for text in texts) > MANY / 5


def test_documents_stream_in_batches_and_copies_are_listings_of_their_own(corpus: Corpus) -> None:
    found = list(batches(corpus.listings(0, 60), NOW, size=50, copies=2))
    assert [len(versions) for versions, _documents in found] == [50, 50, 20]
    documents = [document for _versions, batch in found for document in batch]
    assert len({document.key for document in documents}) == len(documents)
    assert {document.listing_id for document in documents} == {each for versions, _documents in found for each in versions}
    assert all(document.tokens["body"] and document.suggest for document in documents)
    assert any(document.days for document in documents)
    assert any(document.ended for document in documents)
