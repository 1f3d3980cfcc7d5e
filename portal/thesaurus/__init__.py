"""The thesaurus: what families call things, and what that means here. Edited by the coordinator, exchanged as SKOS."""
