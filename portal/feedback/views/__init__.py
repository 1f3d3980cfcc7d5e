"""Messages about pages in the admin."""
