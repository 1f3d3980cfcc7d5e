"""The statement, its feedback form, and the coordinators' answers."""
