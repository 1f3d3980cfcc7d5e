"""Search: understands words, keeps the engines in step with the catalogue, answers queries and judges its own answers."""
