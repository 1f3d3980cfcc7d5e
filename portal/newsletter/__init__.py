"""News of a municipality by e-mail: asked for, confirmed, sent once a week when there is something new, and forgotten at once."""
