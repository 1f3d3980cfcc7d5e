"""Records of freshness: who is asked, what was asked, what was answered."""

from portal.freshness.models.asks import Ask, AskedPage
from portal.freshness.models.confirmation import Answer, Confirmation, How
from portal.freshness.models.contact import ContactOrder, FreshnessContact
from portal.freshness.models.review import Review, ReviewStep, Step
from portal.freshness.models.rounds import CollectionRound, RoundAnswer, RoundItem

__all__ = [
    "Answer",
    "Ask",
    "AskedPage",
    "CollectionRound",
    "Confirmation",
    "ContactOrder",
    "FreshnessContact",
    "How",
    "Review",
    "ReviewStep",
    "RoundAnswer",
    "RoundItem",
    "Step",
]
