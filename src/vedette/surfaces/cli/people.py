"""Who acts when a command decides something."""

import getpass
import os

from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused


def acting(name: str) -> User:
    """Return the account a decision is signed with.

    Who can open the instance's folder can read everything in it; the account
    is asked for so that the journal says who decided.
    """
    name = name or os.environ.get("VEDETTE_USER", "") or getpass.getuser()
    person = User.objects.filter(username=name, is_active=True).first()
    if person is None:
        raise Refused(f"there is no active account {name!r}; name one with --as or VEDETTE_USER")
    return person
