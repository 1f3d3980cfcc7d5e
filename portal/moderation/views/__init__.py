"""Views of moderation: for coordinators, for who shares a draft, and for who reads a shared one."""
