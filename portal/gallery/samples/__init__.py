"""The entries by what they are for. All content is fictional; numbers and addresses lead nowhere."""

from portal.gallery.entry import Entry
from portal.gallery.samples import answers, around, finding, help_first, listings

ENTRIES: tuple[Entry, ...] = (*listings.ENTRIES, *answers.ENTRIES, *help_first.ENTRIES, *finding.ENTRIES, *around.ENTRIES)
