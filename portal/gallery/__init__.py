"""Every component of the public pages in every state, with fictional content, for those who design and those who check."""
