"""People, their way in, and the browsers they are signed in with."""

from newsroom.models.session import Session
from newsroom.models.token import Token
from newsroom.models.user import User

__all__ = ["Session", "Token", "User"]
