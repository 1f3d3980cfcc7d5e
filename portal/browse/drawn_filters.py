"""The filters of a list as they were drawn: some hundred and fifty options with their counts, which most publications leave as they are."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.browse.labels import Label
from portal.browse.list_filters import FilterForm, filter_form
from portal.browse.templatetags.cards import filter_groups
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.counts import Counts
from portal.catalogue.filters import Filters
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language


@dataclass(frozen=True, slots=True)
class DrawnFilters:
    """A form and its groups as HTML."""

    form: FilterForm
    html: SafeString


def drawn_filters(
    filters: Filters, kind: Kind, labels: dict[str, list[Label]], counts: Counts, *, view: str = "", organisation: str = ""
) -> DrawnFilters:
    """The filters of a list in the active language, drawn anew when a name or a count is another one. See ``filter_form``."""
    name = (filters, kind, view, current_language(), organisation)
    kept = _kept.get(name, 0.0)
    if kept is not None and kept[0] is labels and kept[1] == counts:
        return kept[2]
    form = filter_form(filters, kind, labels, counts, view=view, organisation=organisation)
    drawn = DrawnFilters(form, filter_groups(form.groups))
    _kept.put(name, (labels, counts, drawn), 0.0, float("inf"))
    return drawn


_kept: TrueForNow[tuple[Filters, Kind, str, str, str], tuple[dict[str, list[Label]], Counts, DrawnFilters]] = TrueForNow(100)
"""Some 50 kB each."""
