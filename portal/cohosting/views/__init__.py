"""Shared events in the admin."""
