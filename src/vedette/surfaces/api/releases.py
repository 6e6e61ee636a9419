"""Releases for life: two people lift a restriction for one warning."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from vedette import pathway
from vedette.base.accounts import rules as rights
from vedette.base.numbers import LARGEST_ID
from vedette.evidence.ingest.models import Source
from vedette.evidence.observations.models import Report
from vedette.response.alerts import releasing
from vedette.response.alerts.evidence import notices_for, releases_of
from vedette.response.alerts.models import Release
from vedette.response.alerts.queries import alerts_seen_by
from vedette.surfaces import background
from vedette.surfaces.api.people import person
from vedette.surfaces.api.problems import REFUSED, Problem
from vedette.surfaces.api.schemas import ReasonIn

router = Router(tags=["releases"])


class ReleaseIn(Schema):
    """Which danger, for which rows or sources, until when."""

    reason: str = Field(max_length=4_000)
    reports: list[int] = Field(default=[], max_length=1_000)
    sources: list[str] = Field(default=[], max_length=100)
    until: AwareDatetime


class ReleaseOut(Schema):
    """A release; people stand in it as what they did, never by name."""

    id: int
    alert_id: int
    reason: str
    until: datetime
    asked_at: datetime
    granted_at: datetime | None
    granted_why: str
    ended_at: datetime | None
    ended_why: str
    reports: list[int]
    sources: list[str]
    told: list[str]

    @staticmethod
    def resolve_reports(row: Release) -> list[int]:
        """Return the numbers of the rows it names."""
        return sorted(row.reports.values_list("pk", flat=True))

    @staticmethod
    def resolve_sources(row: Release) -> list[str]:
        """Return the names of the sources it names."""
        return sorted(row.sources.values_list("name", flat=True))

    @staticmethod
    def resolve_told(row: Release) -> list[str]:
        """Return the codes of the bodies that were told."""
        return [notice.body.code for notice in row.notices.all()]


@router.get("/alerts/{number}/releases", response={200: list[ReleaseOut], REFUSED: Problem})
def list_releases(request: HttpRequest, number: int) -> Any:
    """List the releases for a warning, the newest first."""
    who = person(request)
    rights.check_may(who, "see_drafts")
    return releases_of(get_object_or_404(alerts_seen_by(who), pk=number))


@router.post("/alerts/{number}/releases", response={201: ReleaseOut, REFUSED: Problem})
def ask_release(request: HttpRequest, number: int, said: ReleaseIn) -> tuple[int, Release]:
    """Ask that a draft may rest on rows that their markings keep from it."""
    who = person(request)
    alert = get_object_or_404(alerts_seen_by(who), pk=number)
    sources = list(Source.objects.filter(name__in=said.sources))
    numbers = [number for number in said.reports if 0 < number <= LARGEST_ID]
    reports = list(Report.objects.filter(pk__in=numbers))
    named = len(set(said.sources)) + len(set(said.reports))
    return 201, releasing.ask(
        alert=alert, reason=said.reason, reports=reports, sources=sources,
        unknown=len(sources) + len(reports) < named, until=said.until, by=who, at=timezone.now(),
    )  # fmt: skip


@router.post(
    "/alerts/{number}/releases/{release}/grant", response={200: ReleaseOut, REFUSED: Problem}
)
def grant_release(request: HttpRequest, number: int, release: int, why: ReasonIn) -> Release:
    """Grant a release that somebody else asked for; its provider is told at once."""
    row = pathway.grant_release(
        release=_release(request, number, release), reason=why.reason, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(background.send)
    return row


@router.post(
    "/alerts/{number}/releases/{release}/end", response={200: ReleaseOut, REFUSED: Problem}
)
def end_release(request: HttpRequest, number: int, release: int, why: ReasonIn) -> Release:
    """Refuse a release, or withdraw it; what is public and rests on it is put in question."""
    row = pathway.end_release(
        release=_release(request, number, release), reason=why.reason, by=person(request),
        at=timezone.now(),
    )  # fmt: skip
    transaction.on_commit(background.send)
    return row


def _release(request: HttpRequest, number: int, release: int) -> Release:
    alert = get_object_or_404(alerts_seen_by(person(request)), pk=number)
    return get_object_or_404(releases_of(alert), pk=release)


@router.get("/releases", response=list[ReleaseOut])
def releases_told(request: HttpRequest) -> list[Release]:
    """List the releases that your own body was told of."""
    return [notice.release for notice in notices_for(person(request))[:100]]
