"""`vedette deliver` and `vedette subscriptions`: who is told, and the sending itself."""

from typing import Annotated

import typer
from django.utils import timezone

from vedette.base.accounts.models import Body
from vedette.base.accounts.rules import Refused, check_may
from vedette.response.exchange import actions, sending
from vedette.response.exchange.models import Subscription
from vedette.response.exchange.queries import current
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(help="Who is told of warnings.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]


def deliver(
    watch: Annotated[bool, typer.Option("--watch", help="Go on until stopped.")] = False,
    pause: Annotated[float, typer.Option(help="Seconds between looks, with --watch.")] = 5.0,
    at_most: Annotated[int | None, typer.Option(help="Stop after so many.")] = None,
) -> None:
    """Send what waits: mail, webhooks, text messages; what fails is tried again later."""
    instance.check()
    if not watch:
        _say(sending.deliver(at_most=at_most))
        return
    try:
        for sent in sending.watch(pause=pause):
            if sent.total:
                _say(sent)
    except KeyboardInterrupt:
        talk.print("Stopped; what waits is kept.")


def _say(sent: sending.Sent) -> None:
    talk.print(
        f"Delivered {sent.delivered}, to be tried again {sent.later}, given up {sent.given_up}."
    )


@app.command("list")
def list_subscriptions(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
    person: As = "",
) -> None:
    """List who is told, by number; addresses are shown to nobody here."""
    instance.check()
    check_may(acting(person), "see_drafts")
    rows = Subscription.objects.filter(current()).select_related("body").order_by("id")
    lines = (
        {"id": row.pk, "channel": row.channel, "audience": row.audience, "language": row.language,
         "families": row.families, "places": row.places, "digest": row.digest,
         "body": row.body.code if row.body else "", "must_answer": row.must_answer,
         "drills": row.drills, "deadlines": row.deadlines}
        for row in rows.iterator()
    )  # fmt: skip
    if json:
        for line in lines:
            say_json(line)
        return
    say_table(
        ["id", "channel", "audience", "language", "places", "digest", "body"],
        ([line["id"], line["channel"], line["audience"], line["language"],
          ", ".join(line["places"]), line["digest"], line["body"]] for line in lines),
        empty="Nobody has subscribed yet.",
    )  # fmt: skip


@app.command("add")
def add(
    channel: Annotated[str, typer.Argument(help="mail, webhook or sms.")],
    address: Annotated[str, typer.Argument(help="E-mail, https address, or +number.")],
    language: Annotated[str, typer.Option(help="One of the 24.")] = "en",
    audience: Annotated[str, typer.Option(help="people, outreach, clinical …")] = "people",
    place: Annotated[list[str], typer.Option(help="Country; once for each.")] = [],  # noqa: B006
    family: Annotated[list[str], typer.Option(help="Key; once for each.")] = [],  # noqa: B006
    body: Annotated[str, typer.Option(help="Code of a body that it stands for.")] = "",
    must_answer: Annotated[bool, typer.Option(help="It is named until it answers.")] = False,
    drills: Annotated[str, typer.Option(help="only: a test of the desk; also: with drills.")] = "",
    deadlines: Annotated[bool, typer.Option(help="Also told of its body's deadlines.")] = False,
    person: As = "",
) -> None:
    """Enter somebody who agreed to be told; a webhook's secret is printed once."""
    instance.check()
    who = Body.objects.filter(code=body).first() if body else None
    if body and who is None:
        raise Refused(f"no body is known as {body!r}")
    row = actions.subscribe(
        channel=channel, address=address, language=language, audience=audience, places=place,
        families=family, body=who, must_answer=must_answer, drills=drills, deadlines=deadlines,
        by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Subscription {row.pk} holds.")
    if row.secret:
        talk.print(f"Secret for checking signatures: {row.secret}")


@app.command("end")
def end(number: int, person: As = "") -> None:
    """End a subscription; its address is forgotten."""
    instance.check()
    check_may(acting(person), "draft")
    row = Subscription.objects.filter(pk=number).first()
    if row is None:
        raise Refused(f"there is no subscription {number}")
    actions.leave(token=row.token, at=timezone.now())
    talk.print(f"Subscription {number} has ended.")
