"""Measurements of the portal on its demo content: ``make bench``."""
