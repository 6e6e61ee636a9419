"""`vedette accounts`: people and their tokens."""

from typing import Annotated

import typer
from django.utils import timezone

from vedette.base.accounts import actions
from vedette.base.accounts.models import Body, Role, User
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import out, say_table, talk

app = typer.Typer(help="Accounts and tokens.", no_args_is_help=True)
As = Annotated[
    str, typer.Option("--as", help="Administrator who acts; none for the first account.")
]


@app.command("list")
def list_accounts() -> None:
    """List accounts."""
    instance.check()
    say_table(
        ["name", "role", "body", "active"],
        ([u.username, u.role, u.body, "yes" if u.is_active else "no"]
         for u in User.objects.select_related("body").order_by("username")),
        empty="There is no account yet.",
    )  # fmt: skip


@app.command("open")
def open_account(
    name: str,
    role: Annotated[str, typer.Option(help=f"One of {', '.join(Role.values)}.")],
    body: Annotated[str, typer.Option(help="Code of the body the person works for.")] = "",
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, show_default=False,
                          confirmation_prompt=True, envvar="VEDETTE_PASSWORD",
                          help="12 characters or more; asked for if left out.")
    ] = "",
    person: As = "",
) -> None:  # fmt: skip
    """Open an account. The first one of an instance needs nobody behind it."""
    instance.check()
    by = acting(person) if User.objects.exists() else None
    work = Body.objects.get_or_create(code=body, defaults={"name": body})[0] if body else None
    actions.open_account(
        name=name, role=role, password=password, body=work, by=by, at=timezone.now()
    )
    talk.print(f"Account {name} is open, as {role}.")


@app.command("password")
def password(
    name: str,
    new: Annotated[
        str, typer.Option("--password", prompt=True, hide_input=True, confirmation_prompt=True,
                          envvar="VEDETTE_PASSWORD", help="Asked for if left out.")
    ] = "",
    person: As = "",
) -> None:  # fmt: skip
    """Give an account another password."""
    instance.check()
    owner = acting(name)
    by = acting(person) if person else owner
    actions.change_password(person=owner, password=new, by=by, at=timezone.now())
    talk.print(f"{name} has another password.")


@app.command("token")
def token(
    name: str,
    title: Annotated[str, typer.Option(help="What it is for.")],
    person: As = "",
) -> None:
    """Make a token for the API; it is shown this once."""
    instance.check()
    owner, by = acting(name), acting(person or name)
    out.print(actions.issue_token(owner=owner, title=title, by=by, at=timezone.now()))
