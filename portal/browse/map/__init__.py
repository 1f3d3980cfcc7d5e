"""The map: another view of a list, beside its cards and never instead of them (docs/map.md)."""
