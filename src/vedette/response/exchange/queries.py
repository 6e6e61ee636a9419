"""Who is told of a warning, who was reached, who has not answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from vedette.base.markings.models import Tlp
from vedette.base.numbers import LARGEST_ID
from vedette.errors import VedetteError
from vedette.judgement.drills.models import Drill
from vedette.response.alerts.models import Alert
from vedette.response.exchange import cap, rules
from vedette.response.exchange.models import Delivery, Receipt, SignedDocument, Subscription


class SubscriptionUnknown(VedetteError, LookupError):
    """An address that ends or confirms a subscription is not one of ours."""

    def __str__(self) -> str:
        return "this address belongs to no subscription here"


def by_token(token: str) -> Subscription:
    """Return the subscription that a token belongs to, ended ones too."""
    row = Subscription.objects.filter(token=token).first() if "\x00" not in token else None
    if row is None:
        raise SubscriptionUnknown
    return row


def delivery_of(token: str, delivery: int) -> Delivery:
    """Return a delivery of a warning to the subscription of a token."""
    rows = Delivery.objects.filter(subscription=by_token(token), alert__isnull=False)
    rows = rows.select_related("alert", "subscription")
    row = rows.filter(pk=delivery).first() if delivery <= LARGEST_ID else None
    if row is None:
        raise SubscriptionUnknown
    return row


def warning_behind(delivery: Delivery) -> Delivery:
    """Return the delivery of the warning itself, of which a reminder or a review speaks."""
    rows = Delivery.objects.filter(alert=delivery.alert_id, kind=Delivery.Kind.WARNING)
    return rows.filter(subscription=delivery.subscription_id).first() or delivery


def families_of(alert: Alert) -> set[str]:
    """Return the families of a warning's substances, with all that they lie in."""
    found = set()
    signal = alert.assessment.signal
    heads = [substance.family for substance in alert.substances.select_related("family")]
    heads.append(signal.family if signal else None)
    for family in heads:
        while family is not None:
            found.add(family.key)
            family = family.parent
    return found


def places_of(alert: Alert) -> set[str]:
    """Return the codes of the countries that a warning speaks of."""
    found = {place.country for place in alert.places.all() if place.country}
    signal = alert.assessment.signal
    if signal and signal.country:
        found.add(signal.country)
    return found


def receivers(alert: Alert) -> Iterator[tuple[int, str]]:
    """Return who is told of a warning, as subscription and digest: those who want it, and those
    who were sent an earlier version of it.
    """
    earlier = Delivery.objects.filter(alert__number=alert.number).exclude(alert=alert)
    told = set(earlier.values_list("subscription_id", flat=True))
    families, places = families_of(alert), places_of(alert)
    rows = Subscription.objects.filter(current(), told_of(alert), open_to(alert))
    fields = ("families", "places", "least_severity", "digest", "channel")
    for row in rows.only("id", *fields).order_by("id").iterator(chunk_size=5_000):
        if row.pk in told:
            yield row.pk, Subscription.Digest.AT_ONCE
        elif rules.wants(row, alert, families=families, places=places):
            yield row.pk, row.digest


def told_of(alert: Alert) -> Q:
    """Return which subscriptions a warning may reach at all: a drill stays as close as it says.

    What rests on simulated rows outside a drill goes to all, marked: a whole node plays then.
    """
    return within_reach(alert.assessment.drill, exercise=alert.exercise)


def within_reach(drill: Drill | None, *, exercise: bool) -> Q:
    """Return which subscriptions may hear of something that belongs to a drill, or to none."""
    only, also = Subscription.Drills.ONLY, Subscription.Drills.ALSO
    if drill is None:
        return Q() if exercise else ~Q(drills=only)
    return {
        Drill.Reach.DESK.value: Q(drills=only),
        Drill.Reach.BODIES.value: Q(drills__in=[only, also]),
        Drill.Reach.EVERYBODY.value: Q(),
    }[drill.reach]


def open_to(alert: Alert) -> Q:
    """Return which subscriptions the marking of a warning is for: all, bodies, or those named."""
    match alert.tlp:
        case Tlp.CLEAR:
            return Q()
        case Tlp.GREEN:
            return Q(body__isnull=False)
        case _:
            return Q(body__in=alert.recipients.values("pk"))


@dataclass(frozen=True, slots=True)
class Reach:
    """Who will be told, or was, by channel, audience and language."""

    by_channel: dict[str, int]
    by_audience: dict[str, int]
    by_language: dict[str, int]
    bodies: tuple[str, ...]
    total: int


def who_will_see(alert: Alert) -> Reach:
    """Return whom a warning would be sent to if it were published now; nothing is queued."""
    rows = Subscription.objects.filter(pk__in=[pk for pk, _digest in receivers(alert)])
    return _reach(rows)


def _reach(rows: QuerySet[Subscription]) -> Reach:
    def counted(field: str) -> dict[str, int]:
        found = rows.values_list(field).annotate(n=Count("id")).order_by("-n", field)
        return dict(list(found))

    bodies = rows.filter(body__isnull=False).values_list("body__name", flat=True)
    return Reach(
        counted("channel"), counted("audience"), counted("language"),
        tuple(bodies.order_by("body__name").distinct()), rows.count(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the sending of a warning has come."""

    waiting: int
    delivered: int
    given_up: int
    acknowledged: int
    acted: int
    silent: tuple[str, ...]


def progress(alert: Alert) -> Progress:
    """Return how far a warning got, and which bodies that must answer have not."""
    rows = Delivery.objects.filter(alert=alert, kind="warning")
    states = dict(rows.values_list("state").annotate(n=Count("id")).order_by())
    said = dict(
        Receipt.objects.filter(delivery__alert=alert)
        .values_list("kind").annotate(n=Count("id")).order_by()
    )  # fmt: skip
    owing = rows.filter(subscription__must_answer=True, subscription__body__isnull=False)
    answered = rows.filter(receipts__kind__in=Receipt.ANSWERS, subscription__body__isnull=False)
    silent = owing.exclude(subscription__body__in=answered.values("subscription__body"))
    return Progress(
        states.get("waiting", 0) + states.get("carried", 0),
        states.get("delivered", 0), states.get("given_up", 0),
        said.get("acknowledged", 0), said.get("acted", 0),
        tuple(silent.values_list("subscription__body__name", flat=True).order_by(
            "subscription__body__name").distinct()),
    )  # fmt: skip


def current() -> Q:
    """Return what makes a subscription hold: confirmed, and not ended."""
    return Q(ended_at=None, confirmed_at__isnull=False)


def told_of_duties(*, exercise: bool) -> QuerySet[Subscription]:
    """Return who is told what their body has to do: for real, or in an exercise."""
    only, also = Subscription.Drills.ONLY, Subscription.Drills.ALSO
    wishes = [only, also] if exercise else [Subscription.Drills.NONE, also]
    return Subscription.objects.filter(current(), deadlines=True, drills__in=wishes)


def cap_of(alert: Alert) -> bytes:
    """Return a warning as CAP: as it was signed with its publication, else unsigned."""
    kept = SignedDocument.objects.filter(alert=alert, kind="cap").first()
    return kept.body.encode() if kept else cap.document(alert)
