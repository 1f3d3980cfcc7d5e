"""Texts go out to translators and come back: as PO or XLIFF, checked, and as drafts that somebody approves."""
