"""Texts and their changes in words a person can read: for those who moderate, and for those who translate."""
