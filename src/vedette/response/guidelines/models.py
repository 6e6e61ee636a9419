"""A guideline in its versions, its points, who was asked, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Guideline(models.Model):
    """One version of a guideline; a version is never changed."""

    key = models.TextField()
    version = models.TextField()
    title = models.TextField()
    issuer = models.TextField(blank=True)
    language = models.TextField(default="en")
    is_example = models.BooleanField(default=False, help_text="no official text")
    note = models.TextField(blank=True)
    published_on = models.DateField()
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"kept_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="guideline_version_once", fields=["key", "version"]),
            CheckConstraint(name="guideline_has_key", condition=~Q(key="") & ~Q(version="")),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"


class GuidelineItem(models.Model):
    """One point of one version; unchanged points of a later version know where they come from."""

    guideline = models.ForeignKey(Guideline, models.PROTECT, related_name="items")
    place = models.PositiveIntegerField(help_text="order in the text")
    number = models.TextField()
    text = models.TextField()
    since = models.DateField()
    until = models.DateField(null=True)
    check_key = models.TextField(
        blank=True, help_text="the consistency check of cases that asks it"
    )
    first = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="later",
        help_text="the point of an earlier version that says the same; answers stay with it",
    )  # fmt: skip

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        ordering = ["place"]
        constraints = [
            UniqueConstraint(name="guideline_item_numbered_once", fields=["guideline", "number"]),
            CheckConstraint(name="guideline_item_has_text", condition=~Q(text="")),
            CheckConstraint(
                name="guideline_item_ends_after_it_began",
                condition=Q(until=None) | Q(until__gt=F("since")),
            ),
            CheckConstraint(name="guideline_item_comes_from_another", condition=~Q(first=F("id"))),
        ]


class Inquiry(models.Model):
    """A laboratory was asked which points of a guideline it has adopted."""

    key = models.TextField(help_text="of the guideline, in whatever version")
    laboratory = models.ForeignKey("laboratories.Laboratory", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"asked_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="inquiry_once_a_laboratory", fields=["key", "laboratory"]),
        ]


class Adoption(models.Model):
    """One revision of what a laboratory answers to one point."""

    class Answer(models.TextChoices):
        ADOPTED = "adopted"
        PARTLY = "partly"
        PLANNED = "planned"
        NO = "no"

    item = models.ForeignKey(GuidelineItem, models.PROTECT, related_name="answers")
    laboratory = models.ForeignKey("laboratories.Laboratory", models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    answer = models.TextField(choices=Answer)
    since = models.DateField(null=True, help_text="or from when it is planned")
    remark = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(
                name="adoption_revision_once", fields=["item", "laboratory", "revision"]
            ),
            CheckConstraint(
                name="adoption_known_answer",
                condition=Q(answer__in=["adopted", "partly", "planned", "no"]),
            ),
            CheckConstraint(
                name="adoption_refused_has_no_day", condition=~Q(answer="no") | Q(since=None)
            ),
        ]
