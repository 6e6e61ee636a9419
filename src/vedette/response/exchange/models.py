"""Subscriptions, what is to be delivered to each, every attempt, and what came back."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from vedette.response.alerts.models import Alert

# What a delivery can speak of; each has a field of its own, and a delivery fills one of them.
SUBJECTS = ("alert", "reminder", "questionnaire", "round_reminder", "expert_round")


def _speaks_of(subject: str) -> Q:
    """Return what holds of a delivery that speaks of one thing and of nothing else."""
    return Q(**{f"{one}__isnull": one != subject for one in SUBJECTS})


class Subscription(models.Model):
    """Somebody who wants to be told, by one channel, in one language, of what they chose.

    Nobody needs an account. The address is kept for as long as it is wanted and no longer.
    """

    class Channel(models.TextChoices):
        MAIL = "mail"
        WEBHOOK = "webhook"
        SMS = "sms"

    class Digest(models.TextChoices):
        AT_ONCE = "at_once"
        DAILY = "daily"
        WEEKLY = "weekly"

    class Drills(models.TextChoices):
        """Whether it is told of exercises, which are marked as such wherever they appear."""

        NONE = "", "real warnings alone"
        ONLY = "only", "a test subscription of the desk: exercises alone"
        ALSO = "also", "a body that practises with us"

    channel = models.TextField(choices=Channel)
    address = models.TextField(help_text="emptied when the subscription ends")
    token = models.TextField(unique=True, help_text="who has it may end the subscription")
    secret = models.TextField(blank=True, help_text="signs what a webhook is sent")
    language = models.TextField(default="en")
    audience = models.TextField(default="people")
    families = models.JSONField(default=list, help_text="keys; empty: all")
    places = models.JSONField(default=list, help_text="country codes; empty: all")
    least_severity = models.TextField(blank=True)
    digest = models.TextField(choices=Digest, default=Digest.AT_ONCE)
    body = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    must_answer = models.BooleanField(default=False, help_text="is reminded until it answers")
    deadlines = models.BooleanField(
        default=False, help_text="is also told when duties of its body fall due"
    )
    drills = models.TextField(choices=Drills, default=Drills.NONE, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(blank=True)

    personal_fields = frozenset({"address"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="subscription_known_channel",
                condition=Q(channel__in=["mail", "webhook", "sms"]),
            ),
            CheckConstraint(
                name="subscription_known_digest",
                condition=Q(digest__in=["at_once", "daily", "weekly"]),
            ),
            CheckConstraint(
                name="subscription_known_drills", condition=Q(drills__in=["", "only", "also"])
            ),
            CheckConstraint(
                name="subscription_deadlines_are_of_a_body",
                condition=Q(deadlines=False) | Q(body__isnull=False),
            ),
            CheckConstraint(
                name="subscription_ended_forgets_the_address",
                condition=Q(ended_at=None) & ~Q(address="")
                | Q(ended_at__isnull=False) & Q(address=""),
            ),
            UniqueConstraint(
                name="subscription_once",
                fields=["channel", "address", "audience", "language", "drills"],
                condition=Q(ended_at=None),
            ),
        ]
        indexes = [models.Index(fields=["ended_at", "confirmed_at"])]


class SignedDocument(models.Model):
    """A warning as a signed document, exactly as it went out with its publication."""

    alert = models.ForeignKey("alerts.Alert", models.PROTECT, related_name="signed")
    kind = models.TextField(default="cap", help_text="which format")
    body = models.TextField(help_text="the signed document, to the letter")
    signed_at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="signed_document_once", fields=["alert", "kind"]),
            CheckConstraint(name="signed_document_known_kind", condition=Q(kind="cap")),
            CheckConstraint(name="signed_document_says_something", condition=~Q(body="")),
        ]


class Delivery(models.Model):
    """One message on its way to one subscription; its number is what receivers know it by.

    It speaks of a warning, or of something that its receiver's body has to do: keep a deadline,
    answer a reporting round, give an opinion.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        GIVEN_UP = "given_up"
        DROPPED = "dropped", "no longer needed"
        CARRIED = "carried", "in the digest of another delivery"

    class Kind(models.TextChoices):
        WARNING = "warning"
        REVIEW = "review", "it is in question"
        REMINDER = "reminder", "its receiver must answer and has not"
        RELEASE = "release", "tells a provider that its restriction was lifted for life"
        DEADLINE = "deadline", "tells a body that a duty of its falls due"
        QUESTIONNAIRE = "questionnaire", "asks how far promises are"
        ROUND_REMINDER = "round_reminder", "answers of a reporting round are missing"
        OPINION = "opinion", "tells a body that somebody of it is asked as an expert"

    alert = models.ForeignKey(
        "alerts.Alert", models.PROTECT, null=True, related_name="deliveries",
        help_text="empty: it speaks of something its receiver has to do",
    )  # fmt: skip
    reminder = models.ForeignKey(
        "deadlines.Reminder", models.PROTECT, null=True, related_name="deliveries"
    )
    # These have no index of their own: the constraint by which each is told once is one.
    questionnaire = models.ForeignKey(
        "policy.Questionnaire", models.PROTECT, null=True, related_name="deliveries",
        db_index=False,
    )  # fmt: skip
    round_reminder = models.ForeignKey(
        "policy.RoundReminder", models.PROTECT, null=True, related_name="deliveries",
        db_index=False,
    )  # fmt: skip
    expert_round = models.ForeignKey(
        "assessments.ExpertRound", models.PROTECT, null=True, related_name="deliveries",
        db_index=False,
    )  # fmt: skip
    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="deliveries")
    kind = models.TextField(choices=Kind, default=Kind.WARNING)
    round = models.PositiveIntegerField(
        default=0, help_text="which reminder, or the number of the release"
    )
    state = models.TextField(choices=State, default=State.WAITING)
    carried_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="carried",
        help_text="the delivery whose mail this warning is in",
    )  # fmt: skip
    attempts_made = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="delivery_once", fields=["alert", "subscription", "kind", "round"]
            ),
            CheckConstraint(
                name="delivery_known_kind",
                condition=Q(
                    kind__in=["warning", "review", "reminder", "release", "deadline",
                              "questionnaire", "round_reminder", "opinion"]
                ),
            ),
            UniqueConstraint(
                name="delivery_once_a_deadline",
                fields=["reminder", "subscription"],
                condition=Q(reminder__isnull=False),
            ),
            UniqueConstraint(
                name="delivery_once_a_questionnaire",
                fields=["questionnaire", "subscription"],
                condition=Q(questionnaire__isnull=False),
            ),
            UniqueConstraint(
                name="delivery_once_a_round_reminder",
                fields=["round_reminder", "subscription"],
                condition=Q(round_reminder__isnull=False),
            ),
            UniqueConstraint(
                name="delivery_once_an_expert_round",
                fields=["expert_round", "subscription"],
                condition=Q(expert_round__isnull=False),
            ),
            CheckConstraint(
                name="delivery_speaks_of_one_thing",
                condition=Q(kind="deadline") & _speaks_of("reminder")
                | Q(kind="questionnaire") & _speaks_of("questionnaire")
                | Q(kind="round_reminder") & _speaks_of("round_reminder")
                | Q(kind="opinion") & _speaks_of("expert_round")
                | Q(kind__in=["warning", "review", "reminder", "release"]) & _speaks_of("alert"),
            ),
            CheckConstraint(
                name="delivery_counts_reminders_and_releases",
                condition=~Q(kind__in=["reminder", "release"]) & Q(round=0)
                | Q(kind__in=["reminder", "release"], round__gt=0),
            ),
            CheckConstraint(
                name="delivery_waits_or_is_done",
                condition=Q(state="waiting", next_at__isnull=False, done_at=None)
                | Q(state="carried", carried_by__isnull=False, next_at=None, done_at=None)
                | Q(
                    state__in=["delivered", "given_up", "dropped"],
                    next_at=None,
                    done_at__isnull=False,
                ),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                name="delivery_due", fields=["next_at", "id"], condition=Q(state="waiting")
            )
        ]

    @property
    def warning(self) -> Alert:
        """The warning it speaks of; who asks for it knows that it speaks of one."""
        if self.alert is None:
            raise LookupError(f"delivery {self.pk} speaks of no warning")
        return self.alert


class Attempt(models.Model):
    """One try to deliver, and how it went."""

    class Outcome(models.TextChoices):
        DELIVERED = "delivered"
        REFUSED = "refused"
        LATER = "later"

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    outcome = models.TextField(choices=Outcome)
    detail = models.TextField(blank=True, help_text="what the other side said; no address")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="attempt_once", fields=["delivery", "number"]),
            CheckConstraint(
                name="attempt_known_outcome",
                condition=Q(outcome__in=["delivered", "refused", "later"]),
            ),
        ]


class Receipt(models.Model):
    """What a receiver says of a warning: opened only where they chose to confirm that."""

    class Kind(models.TextChoices):
        OPENED = "opened"
        ACKNOWLEDGED = "acknowledged"
        ACTED = "acted"

    # What counts as an answer: to have opened something is none.
    ANSWERS = (Kind.ACKNOWLEDGED, Kind.ACTED)

    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="receipts")
    kind = models.TextField(choices=Kind)
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="receipt_once", fields=["delivery", "kind"]),
            CheckConstraint(
                name="receipt_known_kind",
                condition=Q(kind__in=["opened", "acknowledged", "acted"]),
            ),
        ]
