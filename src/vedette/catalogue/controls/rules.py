"""Since when something is controlled where: listings and definitions, asked for one day."""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date

from vedette.catalogue.controls.definitions import Definition, read_definitions
from vedette.catalogue.controls.engine import CANNOT_TELL, COVERED, Verdict
from vedette.catalogue.controls.errors import NoSuchDate, UnknownJurisdiction
from vedette.catalogue.controls.listings import (
    GroupNotEncoded,
    Listing,
    extents,
    groups_not_encoded,
)

NOTICE = "This is a reading of published texts by a machine. It is not legal advice."
CONTROLLED, NOT_COVERED = "controlled", "not_covered"
UNION_DRUGS_SINCE = date(2004, 11, 12)
UNION_DRUGS = "Framework Decision 2004/757/JHA, Article 1(1): substances of the UN Conventions"


@dataclass(frozen=True, slots=True)
class Control:
    """What one text says of a substance or structure on a day.

    `since` is None where the day is not known here; `reason` says in a word why an
    outcome is what it is, `verdict` carries clause, atoms and obstacles of a definition.
    """

    jurisdiction: str
    outcome: str
    kind: str
    regime: str
    title: str
    reference: str
    since: date | None = None
    until: date | None = None
    date_is: str = "in force"
    known_by: date | None = None
    reason: str = ""
    certainty: str = "sure"
    notes: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class ControlStatus:
    """The law of one place on one day, with every text that was asked."""

    jurisdiction: str
    at: date
    outcome: str
    since: date | None
    controls: tuple[Control, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """The first notice of a substance, to the day or only to the year."""

    earliest: date
    latest: date
    source: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class TimeToControl:
    """How long control took from the first notice, in days; a span if that is a year."""

    jurisdiction: str
    notice: Notice
    since: date
    least_days: int
    most_days: int


def jurisdictions() -> tuple[str, ...]:
    """Places whose law is known here, UN and EU first."""
    return ("UN", "EU", *sorted(extents().keys() - {"UN", "EU"}))


def check_jurisdiction(code: str) -> str:
    """Return a code in capitals; UK means GB.

    Raises
    ------
    UnknownJurisdiction
        If nothing is known of that place.
    """
    known = {"UK": "GB"}.get(code.upper(), code.upper())
    if known not in jurisdictions():
        raise UnknownJurisdiction(code, jurisdictions())
    return known


def day_of(text: str) -> date:
    """Return the day that a text states, as 2026-03-31.

    Raises
    ------
    NoSuchDate
        If it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NoSuchDate(text) from None


def statuses(
    listings: Iterable[Listing], judged: Callable[[Definition], Verdict], *, at: date,
    places: Iterable[str] = (), is_medicine: bool = False, families: Container[str] = (),
) -> tuple[ControlStatus, ...]:  # fmt: skip
    """Return the status in each place on a day, from listings and judged definitions.

    ``families`` are the keys of the families it belongs to, up to the widest: where a law
    controls such a group by a text that is not held here, nobody can tell. For a medicine, a law
    that leaves medicinal products to other laws cannot be applied by structure alone.
    """
    found: dict[str, list[Control]] = {place: [] for place in places or jurisdictions()}
    rows = tuple(listings)
    for listing in rows:
        if listing.jurisdiction in found:
            found[listing.jurisdiction].append(control_by_listing(listing, at=at))
    if "EU" in found:
        found["EU"] += [
            control_by_reference(one, at=at) for one in rows if one.jurisdiction == "UN"
        ]
    for definition in read_definitions():
        if definition.jurisdiction in found:
            control = control_by_definition(definition, judged(definition), at=at)
            if is_medicine and definition.leaves_medicines and control.outcome == CONTROLLED:
                control = replace(control, outcome=CANNOT_TELL, reason="medicine")
            found[definition.jurisdiction].append(control)
    for group in groups_not_encoded():
        if group.jurisdiction in found and group.family in families:
            found[group.jurisdiction].append(control_by_group(group, at=at))
    return tuple(_status(place, at, _yield(controls)) for place, controls in found.items())


def control_by_listing(listing: Listing, *, at: date) -> Control:
    """Say what a listing means on a day."""
    outcome, reason = CONTROLLED, "listed"
    if listing.since is None:
        if listing.known_by is None or at < listing.known_by:
            outcome, reason = CANNOT_TELL, "day_unknown"
    elif at < listing.since:
        outcome, reason = NOT_COVERED, "not_yet"
    if listing.until is not None and at >= listing.until:
        outcome, reason = NOT_COVERED, "no_longer"
    return Control(
        listing.jurisdiction, outcome, "listing", listing.regime, listing.schedule,
        listing.reference, listing.since, listing.until, listing.date_is or "in force",
        listing.known_by, reason, listing.certainty,
    )  # fmt: skip


def control_by_reference(listing: Listing, *, at: date) -> Control:
    """Say what a UN listing means in the Union, whose notion of a drug refers to it."""
    control = control_by_listing(listing, at=at)
    since = control.since and max(control.since, UNION_DRUGS_SINCE)
    outcome = control.outcome if at >= UNION_DRUGS_SINCE else NOT_COVERED
    return replace(
        control, jurisdiction="EU", outcome=outcome, kind="reference", since=since,
        reference=f"{UNION_DRUGS}; {listing.reference}", title=f"{listing.regime}, {control.title}",
        regime="Framework Decision 2004/757/JHA", reason="by_reference" if outcome == CONTROLLED
        else control.reason,
    )  # fmt: skip


def control_by_definition(definition: Definition, verdict: Verdict, *, at: date) -> Control:
    """Say what a definition means on a day, for a structure judged by it."""
    outcome, reason = _on_day(definition, verdict, at)
    return Control(
        definition.jurisdiction, outcome, "generic", definition.regime, definition.title,
        definition.reference, definition.valid_from, definition.valid_to, "in force", None,
        reason, definition.certainty, definition.notes, verdict,
    )  # fmt: skip


def control_by_group(group: GroupNotEncoded, *, at: date) -> Control:
    """Say what a group means on a day whose text is not held here."""
    is_over = group.since is None or at >= group.since
    return Control(
        group.jurisdiction, CANNOT_TELL if is_over else NOT_COVERED, "group", group.regime,
        group.title, group.reference, group.since, reason="not_encoded" if is_over else "not_yet",
        certainty=group.certainty,
    )  # fmt: skip


def _on_day(definition: Definition, verdict: Verdict, at: date) -> tuple[str, str]:
    is_covered, is_near = verdict.outcome == COVERED, verdict.is_near
    if definition.valid_to is not None and at >= definition.valid_to:
        return NOT_COVERED, "no_longer"
    if at < definition.valid_from:
        if definition.group_since is None or at < definition.group_since:
            return NOT_COVERED, "not_yet"
        return (CANNOT_TELL, "earlier_text") if is_covered or is_near else (NOT_COVERED, "outside")
    if is_covered:
        return CONTROLLED, "covered"
    if verdict.outcome == CANNOT_TELL:
        return CANNOT_TELL, "structure"
    if is_near and any(at >= one.since for one in definition.amendments):
        return CANNOT_TELL, "later_text"
    return NOT_COVERED, "near" if is_near else "outside"


def _yield(controls: list[Control]) -> tuple[Control, ...]:
    """Let a definition give way where its law gives way to a list that names the substance."""
    listed = {one.regime for one in controls if one.outcome == CONTROLLED and one.kind == "listing"}
    first = listed & {regime for one in read_definitions() for regime in one.yields_to}
    giving = {one.title for one in read_definitions() if first & set(one.yields_to)}
    return tuple(
        replace(one, outcome=NOT_COVERED, reason="yields")
        if one.kind == "generic" and one.title in giving and one.outcome != NOT_COVERED
        else one
        for one in controls
    )


def _status(place: str, at: date, controls: tuple[Control, ...]) -> ControlStatus:
    active = [one for one in controls if one.outcome == CONTROLLED]
    if active:
        days = [one.since for one in active]
        since = min((day for day in days if day), default=None) if all(days) else None
        return ControlStatus(place, at, CONTROLLED, since, controls)
    doubtful = any(one.outcome == CANNOT_TELL for one in controls)
    return ControlStatus(place, at, CANNOT_TELL if doubtful else NOT_COVERED, None, controls)


def controlled_since(
    listings: Iterable[Listing], judged: Callable[[Definition], Verdict], *, place: str, at: date,
) -> date | None:  # fmt: skip
    """Return the first day that any text controlled it in a place; None if not known by a day."""
    days = [
        control.since
        for status in statuses(listings, judged, at=at, places=(place,))
        for control in status.controls
        if control.since and control.since <= at and (
            control.kind in {"listing", "reference"}
            or (control.verdict and control.verdict.outcome == COVERED)
        )
    ]  # fmt: skip
    return min(days, default=None)


def notice_in_register(text: str) -> Notice | None:
    """Read the first notice as the register keeps it: a year and perhaps a country."""
    year, _, country = text.partition(",")
    if not year.strip().isdigit():
        return None
    return Notice(date(int(year), 1, 1), date(int(year), 12, 31), "register", country.strip())


def first_notice(register: str, *, finding: date | None, country: str = "") -> Notice | None:
    """Return the first notice: the register's, unless a finding is surely older or it has none."""
    known = notice_in_register(register)
    if finding is not None and (known is None or finding < known.earliest):
        return Notice(finding, finding, "finding", country)
    return known


def time_to_control(notice: Notice, *, place: str, since: date) -> TimeToControl:
    """Return the time from a first notice to control, negative if control came first."""
    return TimeToControl(
        place, notice, since, (since - notice.latest).days, (since - notice.earliest).days
    )
