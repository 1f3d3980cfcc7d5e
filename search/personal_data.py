"""What is kept of searches: nothing about anybody."""

from portal.privacy.registry import ANY_TEXT, nothing_personal

nothing_personal(
    "terms without who searched, names and numbers refused before they are kept (docs/search-analytics.md)", search=(ANY_TEXT,)
)
