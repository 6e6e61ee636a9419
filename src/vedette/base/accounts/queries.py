"""Who is there."""

from vedette.base.accounts.models import Token, User
from vedette.base.accounts.rules import digest


def owner_of_token(text: str) -> User | None:
    """Return the active person behind a valid token."""
    token = (
        Token.objects.select_related("owner")
        .filter(digest=digest(text), revoked_at=None, owner__is_active=True)
        .first()
    )
    return token.owner if token else None
