"""What every search engine must do. A module for each engine subclasses this and gives the ``engine`` fixture:

class TestSomeEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> Engine: ...   # nothing built yet; what is written is found at once when a block has ended
"""

from tests.search.asking import fill as fill
from tests.search.asking import fill_documents as fill_documents
from tests.search.asking import found as found
from tests.search.asking import put as put
from tests.search.asking import word as word
from tests.search.contract_likeness import LikenessContract
from tests.search.contract_matching import MatchingContract
from tests.search.contract_ranking import RankingContract
from tests.search.contract_writing import WritingContract


class EngineContract(WritingContract, MatchingContract, RankingContract, LikenessContract):
    """Behaviour through the Engine protocol."""
