"""Whether a document's content is what its name says, and harmless."""
