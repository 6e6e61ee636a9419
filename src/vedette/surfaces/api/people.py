"""Who asks."""

from typing import cast

from django.http import HttpRequest

from vedette.base.accounts.models import User


def person(request: HttpRequest) -> User:
    """Return the account behind a request that has passed authentication."""
    return cast(User, request.user)
