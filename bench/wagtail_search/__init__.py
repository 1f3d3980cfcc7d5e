"""The synthetic listings as a model that Wagtail's database search indexes, to compare with."""
