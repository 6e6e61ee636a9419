"""Trials of methods, entries of the shared library of best practice, joint courses."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.science.identification import TECHNIQUES


class MethodTrial(models.Model):
    """Several laboratories try one technique against a reference, until it is decided."""

    class Outcome(models.TextChoices):
        OPEN = ""
        ADOPTED = "adopted"
        REJECTED = "rejected"
        MORE = "more_work"

    key = models.TextField(unique=True)
    title = models.TextField()
    technique = models.TextField(help_text="key of a technique")
    reference = models.TextField(help_text="what it is held against, in words")
    matrix = models.TextField(blank=True)
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+"
    )
    started_on = models.DateField()
    outcome = models.TextField(choices=Outcome, default=Outcome.OPEN, blank=True)
    why = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"decided_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="trial_of_a_known_technique", condition=Q(technique__in=sorted(TECHNIQUES))
            ),
            CheckConstraint(
                name="trial_says_what_and_against_what", condition=~Q(title="") & ~Q(reference="")
            ),
            CheckConstraint(
                name="trial_decided_for_a_reason",
                condition=Q(outcome="", why="", decided_on=None, decided_by=None)
                | Q(outcome__in=["adopted", "rejected", "more_work"], decided_on__isnull=False,
                    decided_by__isnull=False) & ~Q(why=""),
            ),
            CheckConstraint(
                name="trial_decided_after_it_started",
                condition=Q(decided_on=None) | Q(decided_on__gte=F("started_on")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class TrialCount(models.Model):
    """What one laboratory counted in a trial: the method against the reference."""

    trial = models.ForeignKey(MethodTrial, models.PROTECT, related_name="counts")
    laboratory = models.ForeignKey("laboratories.Laboratory", models.PROTECT, related_name="+")
    true_positive = models.PositiveIntegerField()
    false_positive = models.PositiveIntegerField()
    true_negative = models.PositiveIntegerField()
    false_negative = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="trial_count_once", fields=["trial", "laboratory"]),
            CheckConstraint(
                name="trial_count_of_something",
                condition=Q(true_positive__gt=0) | Q(false_positive__gt=0)
                | Q(true_negative__gt=0) | Q(false_negative__gt=0),
            ),
        ]  # fmt: skip


class Practice(models.Model):
    """One version of an entry of the library of best practice, in one language."""

    key = models.TextField(help_text="names the entry through all versions and languages")
    title = models.TextField()
    version = models.PositiveIntegerField()
    language = models.TextField()
    licence = models.TextField()
    offered_by = models.TextField(help_text="the institute that offers it")
    place = models.TextField(help_text="a link, or the name of a file")
    summary = models.TextField(blank=True)
    offered_on = models.DateField()
    withdrawn_on = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="practice_version_once", fields=["key", "version", "language"]),
            CheckConstraint(
                name="practice_says_whose_and_under_which_licence",
                condition=~Q(title="") & ~Q(licence="") & ~Q(offered_by="") & ~Q(place=""),
            ),
            CheckConstraint(name="practice_versions_begin_with_one", condition=Q(version__gte=1)),
        ]


class Course(models.Model):
    """A course that institutes hold together."""

    title = models.TextField()
    organiser = models.TextField(help_text="the institute")
    starts_on = models.DateField()
    ends_on = models.DateField()
    where = models.TextField(blank=True, help_text="a city, or online")
    language = models.TextField(blank=True)
    link = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="course_says_what_and_whose", condition=~Q(title="") & ~Q(organiser="")
            ),
            CheckConstraint(
                name="course_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]
