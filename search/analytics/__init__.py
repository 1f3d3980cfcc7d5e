"""What was sought and not found: counted by week without anything that identifies a person, shown to coordinators (docs/search-analytics.md)."""
