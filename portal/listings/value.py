"""The base of all value objects: frozen, strict about fields, equal by content."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value. Unknown fields are an error, so stored JSON can never drift from the code unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")
