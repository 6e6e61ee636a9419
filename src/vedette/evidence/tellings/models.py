"""A report of somebody who stays unknown, its photo, and the words that go back and forth."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Telling(models.Model):
    """One report of a person or service without an account.

    What was told waits as a row in the queue of its submission. Here is only what the
    conversation needs: nobody can go from it to the person, who alone has the code.
    """

    submission = models.OneToOneField("ingest.Submission", models.PROTECT, related_name="telling")
    code = models.TextField(unique=True, help_text="keyed digest of the code; the code is not kept")
    language = models.TextField(help_text="in which the person wrote")
    photo = models.TextField(blank=True, help_text="SHA-256 of the picture without its metadata")
    told_at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()


class Remark(models.Model):
    """One thing said after the report, by the desk or by the person who has the code."""

    telling = models.ForeignKey(Telling, models.PROTECT, related_name="remarks")
    number = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        help_text="empty: the person who told it",
    )  # fmt: skip

    personal_fields = frozenset({"text", "by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="remark_once", fields=["telling", "number"]),
            CheckConstraint(name="remark_says_something", condition=~Q(text="")),
        ]
