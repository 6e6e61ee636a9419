"""What was decided about promises that an ending document leaves undone; rows are only added."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.response.policy.models.documents import PolicyEntry
from vedette.response.policy.models.following import Validation


class CarryOverDecision(models.Model):
    """What becomes of a promise that was not kept; the newest one not rejected counts."""

    class Outcome(models.TextChoices):
        CARRY_OVER = "carry_over"
        DROP = "drop"
        REPLACE = "replace"

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="carry_decisions")
    revision = models.PositiveIntegerField()
    outcome = models.TextField(choices=Outcome)
    target = models.ForeignKey(
        PolicyEntry, models.PROTECT, null=True, related_name="carried_here",
        help_text="of another document; none: dropped, or its successor is not yet written",
    )  # fmt: skip
    reason = models.TextField()
    decided_on = models.DateField()
    at = models.DateTimeField(help_text="when we learned of it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="carry_decision_once", fields=["entry", "revision"]),
            CheckConstraint(
                name="carry_decision_of_known_outcome",
                condition=Q(outcome__in=["carry_over", "drop", "replace"]),
            ),
            CheckConstraint(name="carry_decision_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="carry_decision_drops_to_nowhere",
                condition=~Q(outcome="drop") | Q(target=None),
            ),
            CheckConstraint(
                name="carry_decision_replaces_by_something",
                condition=~Q(outcome="replace") | Q(target__isnull=False),
            ),
            CheckConstraint(
                name="carry_decision_leads_elsewhere", condition=~Q(target=F("entry"))
            ),
        ]  # fmt: skip


class CarryOverVerdict(models.Model):
    """A second person's word on a decision; who decided is kept, so that it stays a second."""

    Verdict = Validation.Verdict

    decision = models.ForeignKey(CarryOverDecision, models.PROTECT, related_name="verdicts")
    verdict = models.TextField(choices=Verdict)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal_fields = frozenset({"decided_by", "by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="carry_verdict_once", fields=["decision"]),
            CheckConstraint(
                name="carry_verdict_by_a_second_person", condition=~Q(by=F("decided_by"))
            ),
            CheckConstraint(
                name="carry_verdict_known", condition=Q(verdict__in=["accepted", "rejected"])
            ),
            CheckConstraint(
                name="carry_verdict_rejects_for_a_reason",
                condition=Q(verdict="accepted") | ~Q(reason=""),
            ),
        ]
