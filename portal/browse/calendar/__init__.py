"""Everything that happens, by day: as a page, as files for calendar programs, and what is new as feeds."""
