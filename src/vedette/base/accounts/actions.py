"""Open accounts and hand out tokens."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from vedette.base.accounts import rules
from vedette.base.accounts.models import Body, Role, Token, User
from vedette.base.journal import actions as journal


@transaction.atomic
def open_account(
    *, name: str, role: str, password: str | None, body: Body | None, by: User | None, at: datetime
) -> User:
    """Open an account; the first one of an instance has nobody behind it."""
    if by is not None:
        rules.check_may(by, "administer")
    if role not in Role.values:
        raise rules.Refused(f"there is no role {role!r}; the roles are {', '.join(Role.values)}")
    if User.objects.filter(username=name).exists():
        raise rules.Refused(f"there is an account {name!r} already")
    if password is not None:
        _check_password(password, name)
    user = User.objects.create(
        username=name, role=role, body=body, password=make_password(password), date_joined=at
    )
    journal.record("account.opened", subject=user, by=by, at=at, role=role)
    return user


def _check_password(password: str, name: str) -> None:
    """Refuse a password that is short, common or the name again, whoever typed it and where."""
    try:
        validate_password(password, User(username=name))
    except ValidationError as error:
        raise rules.Refused(" ".join(error.messages).rstrip(".")) from None


@transaction.atomic
def change_role(*, person: User, role: str, by: User, at: datetime) -> User:
    """Give a person another role."""
    rules.check_may(by, "administer")
    if role not in Role.values:
        raise rules.Refused(f"there is no role {role!r}; the roles are {', '.join(Role.values)}")
    if person.pk == by.pk:
        raise rules.Refused("you cannot change your own role; another administrator can")
    was = person.role
    User.objects.filter(pk=person.pk).update(role=role)
    person.refresh_from_db()
    journal.record("account.role_changed", subject=person, by=by, at=at, was=was, now=role)
    return person


@transaction.atomic
def change_password(*, person: User, password: str, by: User, at: datetime) -> None:
    """Give an account another password; its owner and administrators may.

    Raises
    ------
    Refused
        If somebody else asks, or the password is too weak.
    """
    if person.pk != by.pk:
        rules.check_may(by, "administer")
    _check_password(password, person.username)
    User.objects.filter(pk=person.pk).update(password=make_password(password))
    journal.record("account.password_changed", subject=person, by=by, at=at)


@transaction.atomic
def set_active(*, person: User, is_active: bool, by: User, at: datetime) -> User:
    """Close an account, or open it again; its acts stay in the journal."""
    rules.check_may(by, "administer")
    if person.pk == by.pk:
        raise rules.Refused("you cannot close the account you are using")
    User.objects.filter(pk=person.pk).update(is_active=is_active)
    person.refresh_from_db()
    act = "account.reopened" if is_active else "account.closed"
    journal.record(act, subject=person, by=by, at=at)
    return person


@transaction.atomic
def issue_token(*, owner: User, title: str, by: User, at: datetime) -> str:
    """Make a token and return its text, which is shown once and never stored."""
    if owner.pk != by.pk:
        rules.check_may(by, "administer")
    text = secrets.token_urlsafe(32)
    token = Token.objects.create(owner=owner, title=title, digest=rules.digest(text), created_at=at)
    journal.record("token.issued", subject=token, by=by, at=at)
    return text


@transaction.atomic
def revoke_token(*, token: Token, by: User, at: datetime) -> None:
    """End a token; what it did stays in the journal."""
    if token.owner_id != by.pk:
        rules.check_may(by, "administer")
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at)
    journal.record("token.revoked", subject=token, by=by, at=at)
