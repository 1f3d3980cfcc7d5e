"""What a submission would change, told so that a person can read it."""

from portal.moderation.differences.pages import Change, Part, differences

__all__ = ["Change", "Part", "differences"]
