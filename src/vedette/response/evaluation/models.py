"""What receivers say of a warning, and whether it was right, looked at afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q


class Feedback(models.Model):
    """What one receiver says; nobody reading this table learns who that was.

    ``key`` keeps a receiver from being counted twice. It is made from the number of the delivery
    with the secret of the node, and no address can be found from it.
    """

    class Said(models.TextChoices):
        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    alert = models.ForeignKey("alerts.Alert", models.PROTECT, related_name="feedback")
    key = models.TextField(unique=True)
    channel = models.TextField()
    audience = models.TextField()
    language = models.TextField()
    understood = models.TextField(choices=Said, blank=True)
    useful = models.TextField(choices=Said, blank=True)
    acted = models.TextField(choices=Said, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="feedback_known_answers",
                condition=Q(
                    understood__in=["", "yes", "partly", "no"],
                    useful__in=["", "yes", "partly", "no"],
                    acted__in=["", "yes", "partly", "no"],
                ),
            ),
            CheckConstraint(
                name="feedback_says_something",
                condition=~Q(understood="", useful="", acted="", words=""),
            ),
        ]


class Hindsight(models.Model):
    """Whether a warning was right, as a person judges it later; the newest judgement holds."""

    class Verdict(models.TextChoices):
        RIGHT = "right"
        PARTLY = "partly"
        WRONG = "wrong"
        CANNOT_TELL = "cannot_tell"

    alert = models.ForeignKey("alerts.Alert", models.PROTECT, related_name="hindsights")
    verdict = models.TextField(choices=Verdict)
    reason = models.TextField()
    unwanted = models.TextField(blank=True, help_text="what it did that nobody wanted")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(name="hindsight_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="hindsight_known_verdict",
                condition=Q(verdict__in=["right", "partly", "wrong", "cannot_tell"]),
            ),
        ]
