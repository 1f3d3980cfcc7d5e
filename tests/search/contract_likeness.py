"""Completion, similar listings and what every engine tells of its words."""

from uuid import uuid4

from portal.listings.kinds import Kind, RecordStatus
from search.documents import documents_of, suggest_words
from search.engines.base import Engine
from search.language.concepts import Concept, Concepts
from tests.search.asking import fill, fill_documents, put
from tests.search.builders import LAKETOWN, READERS, listing_id, make_documents, make_listing, topics

CONCEPTS = Concepts.of([Concept("ero", {"fi": "ero", "sv": "skilsmässa"}, {}, {})])


def titles(engine: Engine, typed: str, *, reader: str = "fi", limit: int = 10) -> list[str]:
    return [each.title for each in engine.suggest(suggest_words(typed), reader, limit)]


def like(engine: Engine, external_id: str, *, reader: str = "fi", limit: int = 4) -> list[str]:
    return [hit.external_id for hit in engine.similar(listing_id(external_id), reader, limit)]


class LikenessContract:
    """Suggestions, similar listings, vocabulary and frequencies through the Engine protocol."""

    # --- completion --------------------------------------------------------------------------------------------------
    def test_nothing_typed_suggests_nothing(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila"))
        assert titles(engine, "") == []
        assert titles(engine, "... !") == []
        assert titles(engine, "perhe", limit=0) == []
        assert titles(engine, "x" * 5000) == []
        assert titles(engine, "perhe.*") == titles(engine, "perhe")

    def test_titles_complete_the_last_word(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila Helmi"), make_listing("b", "Kahvila Perhonen"), make_listing("c", "Vauvaryhmä"))
        assert titles(engine, "perhekahvi") == ["Perhekahvila Helmi"]
        assert titles(engine, "HELM") == ["Perhekahvila Helmi"]
        assert titles(engine, "perhekahvila hel") == ["Perhekahvila Helmi"]
        assert titles(engine, "perhekah hel") == []  # only the last word may be unfinished

    def test_accents_need_not_be_typed(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Äitien päivä"))
        assert titles(engine, "aitien pai") == titles(engine, "äitien päi") == ["Äitien päivä"]

    def test_other_names_are_completed_too(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perheneuvola", alternative_names=("Kasvatusneuvola",)))
        (found,) = engine.suggest(suggest_words("kasvatus"), "fi")
        assert (found.listing_id, found.title, found.kind) == (listing_id("a"), "Perheneuvola", Kind.SERVICE.value)

    def test_what_begins_so_comes_first_then_the_shorter_one(self, engine: Engine) -> None:
        fill(
            engine,
            make_listing("long", "Perhekahvila Helmen talvikausi"),
            make_listing("inside", "Uusi perhekahvila"),
            make_listing("short", "Perhekahvila"),
        )
        assert titles(engine, "perhek") == ["Perhekahvila", "Perhekahvila Helmen talvikausi", "Uusi perhekahvila"]
        assert titles(engine, "perhek", limit=1) == ["Perhekahvila"]

    def test_examples_and_ended_events_are_not_suggested(self, engine: Engine) -> None:
        documents = [
            *make_documents(make_listing("fiction", "Perhekahvila", municipality=LAKETOWN, status=RecordStatus.EXAMPLE)),
            *make_documents(make_listing("over", "Perhejuhla", kind=Kind.EVENT), ended=True),
            *make_documents(make_listing("real", "Perhetyö")),
        ]
        fill_documents(engine, documents)
        assert titles(engine, "perhe") == ["Perhetyö"]

    def test_each_reader_is_suggested_the_version_shown(self, engine: Engine) -> None:
        finnish = make_listing("a", "Turvakoti", languages=("fi", "sv"))
        swedish = make_listing("a", "Tryggt hem", lang="sv", languages=("fi", "sv"))
        fill_documents(engine, documents_of([finnish, swedish], READERS))
        assert (titles(engine, "t", reader="sv"), titles(engine, "t", reader="en")) == (["Tryggt hem"], ["Turvakoti"])

    # --- similar -----------------------------------------------------------------------------------------------------
    def test_an_unknown_listing_has_nothing_similar(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Eroneuvonta"))
        assert engine.similar(uuid4(), "fi") == []
        assert like(engine, "a") == []
        assert like(engine, "a", limit=0) == []

    def test_similar_by_topics_concepts_and_words(self, engine: Engine) -> None:
        listings = (
            make_listing("this", "Apua eroon", topics=topics("ero")),
            make_listing("topic", "Sovittelu", topics=topics("ero")),
            make_listing("concept", "Palvelu", summary="Kun tulee ero"),
            make_listing("word", "Apua arkeen"),
            make_listing("other", "Vauvaryhmä", topics=topics("vauva")),
        )
        fill_documents(engine, make_documents(*listings, concepts=CONCEPTS))
        assert set(like(engine, "this")) == {"topic", "concept", "word"}
        assert like(engine, "this", limit=1) == ["topic"]

    def test_similar_leaves_out_itself_examples_and_ended_events(self, engine: Engine) -> None:
        documents = [
            *make_documents(make_listing("this", "Ero", topics=topics("ero"))),
            *make_documents(make_listing("fiction", "Ero", topics=topics("ero"), municipality=LAKETOWN, status=RecordStatus.EXAMPLE)),
            *make_documents(make_listing("over", "Ero", topics=topics("ero"), kind=Kind.EVENT), ended=True),
            *make_documents(make_listing("real", "Ero", topics=topics("ero"))),
        ]
        fill_documents(engine, documents)
        assert like(engine, "this") == ["real"]

    # --- words -------------------------------------------------------------------------------------------------------
    def test_vocabulary_counts_documents(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila", summary="Perhekahvila kahvilassa"), make_listing("b", "Perhekahvila 2026"))
        assert engine.vocabulary() == {"fi:perhekahvila": 2, "fi:kahvilassa": 1}

    def test_an_empty_index_has_no_words_and_no_stamps(self, engine: Engine) -> None:
        fill(engine)
        assert (engine.vocabulary(), engine.stamps()) == ({}, {})

    def test_stamps_tell_what_is_there_in_which_version(self, engine: Engine) -> None:
        documents = [*make_documents(make_listing("a", "Ero"), version=7), *make_documents(make_listing("b", "Ero"), version=2**50)]
        fill_documents(engine, documents)
        assert engine.stamps() == {listing_id("a"): 7, listing_id("b"): 2**50}
        with engine.writing() as writer:
            put(writer, make_documents(make_listing("a", "Ero"), version=8), gone=[listing_id("b")])
        assert engine.stamps() == {listing_id("a"): 8}

    def test_document_frequency(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila"), make_listing("b", "Perhekahvila"))
        assert engine.frequencies()("title", "fi:perhekahvila") == 2
        assert engine.frequencies()("body", "fi:perhekahvila") == 0
