"""People, their way in, the browsers they are signed in with, and where they are reading."""

from newsroom.models.presence import Presence
from newsroom.models.session import Session
from newsroom.models.token import Token
from newsroom.models.user import User

__all__ = ["Presence", "Session", "Token", "User"]
