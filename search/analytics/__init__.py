"""What was sought and not found: counted by week, without anything that tells who, and shown to coordinators."""
