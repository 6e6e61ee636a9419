"""`vedette practice`: methods side by side, trials, best practice, courses."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.conf import settings
from django.utils import timezone

from vedette.catalogue.laboratories.comparison import Limit, compare_methods
from vedette.catalogue.laboratories.queries import find as find_laboratory
from vedette.catalogue.practice import actions, queries
from vedette.catalogue.practice.formats import feed
from vedette.science.proficiency.agreement import Share
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.people import acting
from vedette.surfaces.cli.substances import known_substance
from vedette.surfaces.cli.talk import say_json, say_table, talk

app = typer.Typer(
    help="Methods side by side, trials of new ones, best practice, courses.",
    no_args_is_help=True,
)
As = Annotated[str, typer.Option("--as", help="Account that acts.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Key = Annotated[str, typer.Argument(help="Of the trial.")]


@app.command("methods")
def methods(
    substance: Annotated[str, typer.Option(help="Key.")] = "",
    matrix: Annotated[str, typer.Option(help="blood, powder …")] = "",
    level: Annotated[float | None, typer.Option(help="At which it must be seen.")] = None,
    unit: Annotated[str, typer.Option(help="Of the level, UCUM.")] = "ng/mL",
    json: Json = False,
) -> None:
    """Compare methods: who can see a substance, how little of it, and how well.

    Exits with 0 even if nobody can see it; that is said on stderr.
    """
    instance.check()
    wanted = Limit(level, unit) if level is not None else None
    found = compare_methods(
        substance=known_substance(substance) if substance else None,
        matrix=matrix,
        wanted=wanted,
        on=timezone.localdate(),
    )
    if json:
        for one in found.rows:
            say_json(
                {"laboratory": one.laboratory.code, "technique": one.method.technique,
                 "matrix": one.method.matrix, "limit": one.limit and one.limit.value,
                 "unit": one.limit.unit if one.limit else "", "accredited": one.is_accredited,
                 "reaches": one.reaches, "z": one.score and one.score.z}
            )  # fmt: skip
    else:
        say_table(
            ["laboratory", "technique", "matrix", "limit", "sees it", "accredited", "z"],
            ([one.laboratory.code, one.title, one.method.matrix,
              f"{one.limit.value:g} {one.limit.unit}" if one.limit else "",
              {True: "yes", False: "no", None: ""}[one.reaches],
              "yes" if one.is_accredited else "", f"{one.score.z:+.2f}" if one.score else ""]
             for one in found.rows),
            empty="No method is known for this.",
        )  # fmt: skip
    if wanted is not None and found.nobody_sees:
        talk.print(f"Nobody here is known to see this at {level:g} {unit}.")


@app.command("trials")
def trials(technique: str = "", json: Json = False) -> None:
    """List trials with what they showed; intervals are Wilson's at 95 %."""
    instance.check()
    rows = queries.trials(technique=technique)
    if json:
        for one in rows:
            say_json(_trial(one))
        return
    say_table(
        ["trial", "technique", "samples", "sensitivity", "specificity", "decided"],
        ([one.row.key, one.title, one.samples,
          _said(one.pooled.sensitivity if one.pooled else None),
          _said(one.pooled.specificity if one.pooled else None), one.row.outcome or "open"]
         for one in rows),
        empty="No trial yet.",
    )  # fmt: skip


def _trial(one: Any) -> dict[str, Any]:
    shares = {
        name: share and [share.hits, share.of, share.value, share.low, share.high]
        for name in ("agreement", "sensitivity", "specificity")
        for share in [getattr(one.pooled, name) if one.pooled else None]
    }
    return {
        "key": one.row.key, "technique": one.row.technique, "reference": one.row.reference,
        "outcome": one.row.outcome, "why": one.row.why, "samples": one.samples,
        "is_few": one.is_few, "laboratories": [c.laboratory.code for c, _got in one.of_each],
        **shares,
    }  # fmt: skip


def _said(share: Share | None) -> str:
    if share is None:
        return ""
    return f"{share.value:.0%} ({share.low:.0%} to {share.high:.0%}, {share.hits}/{share.of})"


@app.command("trial")
def open_trial(
    key: Key,
    title: Annotated[str, typer.Option(help="What is tried.")],
    technique: Annotated[str, typer.Option(help="For instance raman.")],
    reference: Annotated[str, typer.Option(help="What it is held against.")],
    matrix: str = "",
    substance: Annotated[str, typer.Option(help="Key.")] = "",
    person: As = "",
) -> None:
    """Open a trial of a technique against a reference."""
    instance.check()
    now = timezone.now()
    row = actions.open_trial(
        key=key, title=title, technique=technique, reference=reference, matrix=matrix,
        substance=known_substance(substance) if substance else None,
        started_on=timezone.localdate(now), by=acting(person), at=now,
    )  # fmt: skip
    talk.print(f"Trial {row.key} is open.")


@app.command("count")
def count(
    key: Key,
    laboratory: str,
    both: Annotated[int, typer.Option(help="Found by both.")],
    new_alone: Annotated[int, typer.Option(help="Found by the new method alone.")],
    neither: Annotated[int, typer.Option(help="Found by neither.")],
    reference_alone: Annotated[int, typer.Option(help="Found by the reference alone.")],
    person: As = "",
) -> None:
    """Give what a laboratory counted in a trial."""
    instance.check()
    actions.count(
        trial=queries.trial(key).row, laboratory=find_laboratory(laboratory),
        true_positive=both, false_positive=new_alone, true_negative=neither,
        false_negative=reference_alone, by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Trial {key} knows what {laboratory} counted.")


@app.command("decide")
def decide(
    key: Key,
    outcome: Annotated[str, typer.Argument(help="adopted, rejected or more_work.")],
    why: Annotated[str, typer.Option(help="The reason.")],
    person: As = "",
) -> None:
    """Decide what becomes of a method."""
    instance.check()
    actions.decide(
        trial=queries.trial(key).row, outcome=outcome, why=why, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"Trial {key}: {outcome}.")


@app.command("list")
def list_practice(
    language: str = "",
    all_versions: Annotated[bool, typer.Option("--all", help="Every version.")] = False,
    json: Json = False,
) -> None:
    """List the library of best practice."""
    instance.check()
    rows = queries.practices(language=language, all_versions=all_versions)
    if json:
        for one in rows:
            say_json(
                {"id": one.pk, "key": one.key, "version": one.version, "title": one.title,
                 "language": one.language, "licence": one.licence,
                 "offered_by": one.offered_by, "place": one.place}
            )  # fmt: skip
        return
    say_table(
        ["key", "version", "title", "language", "licence", "offered by"],
        ([one.key, one.version, one.title, one.language, one.licence, one.offered_by]
         for one in rows),
        empty="The library is empty.",
    )  # fmt: skip


@app.command("offer")
def offer(
    key: Annotated[str, typer.Argument(help="The same key again makes the next version.")],
    place: Annotated[str, typer.Argument(help="A link, or the name of a file.")],
    title: Annotated[str, typer.Option(help="Of the text.")],
    licence: Annotated[str, typer.Option(help="Under which it may be used.")],
    offered_by: Annotated[str, typer.Option(help="The institute.")],
    language: Annotated[str, typer.Option(help="Two letters.")] = "en",
    summary: Annotated[str, typer.Option(help="In one sentence.")] = "",
    person: As = "",
) -> None:
    """Offer a practice to all."""
    instance.check()
    row = actions.offer(
        key=key, title=title, language=language, licence=licence, offered_by=offered_by,
        place=place, summary=summary, by=acting(person), at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{row.key} is offered in version {row.version}.")


@app.command("announce")
def announce(
    title: str,
    organiser: Annotated[str, typer.Option(help="The institute.")],
    starts: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="First day.")],
    ends: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day; the first if not.")
    ] = None,
    where: Annotated[str, typer.Option(help="A city, or online.")] = "",
    link: Annotated[str, typer.Option(help="Where to enrol.")] = "",
    person: As = "",
) -> None:
    """Announce a joint course."""
    instance.check()
    row = actions.announce(
        title=title, organiser=organiser, starts_on=starts.date(),
        ends_on=ends.date() if ends else None, where=where, link=link, by=acting(person),
        at=timezone.now(),
    )  # fmt: skip
    talk.print(f"{row.title} is announced for {row.starts_on}.")


@app.command("courses")
def courses(
    target: Annotated[
        Path | None, typer.Argument(help="A file that ends in .ics; else they are listed.")
    ] = None,
) -> None:
    """List the joint courses that are not over, or write them as a calendar."""
    instance.check()
    rows = queries.courses(since=timezone.localdate())
    if target is not None:
        domain = settings.VEDETTE_PUBLIC_URL.partition("://")[2] or "vedette"
        target.write_bytes(feed(rows, domain=domain, name="Joint courses"))
        talk.print(f"{target} holds {rows.count()} courses.")
        return
    say_table(
        ["starts", "ends", "course", "organiser", "where"],
        ([one.starts_on, one.ends_on, one.title + (" (cancelled)" if one.cancelled_at else ""),
          one.organiser, one.where] for one in rows),
        empty="No course is announced.",
    )  # fmt: skip
