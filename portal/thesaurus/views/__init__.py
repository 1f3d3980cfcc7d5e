"""Admin views of the thesaurus: its list and forms, one more word, export and import."""
