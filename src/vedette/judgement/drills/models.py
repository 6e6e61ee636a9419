"""An exercise: what it plays, from what it starts, whom it may reach, and how long it ran."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q


class Drill(models.Model):
    """One exercise; assessments that are opened in it are marked, and so is all that follows."""

    class Reach(models.TextChoices):
        """Whom its warnings are sent to; nobody outside unless the drill says so."""

        DESK = "desk", "the desk's own test subscriptions"
        BODIES = "bodies", "and bodies that asked to be told of drills"
        EVERYBODY = "everybody", "everybody who would get a real one"

    name = models.TextField()
    scenario = models.TextField(help_text="what is supposed to have happened, in words")
    signal = models.ForeignKey("signals.Signal", models.PROTECT, null=True, related_name="drills")
    event = models.TextField(blank=True, help_text="what it starts from, where that is no signal")
    reach = models.TextField(choices=Reach, default=Reach.DESK)
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"started_by", "ended_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="drill_says_what_it_plays", condition=~Q(name="") & ~Q(scenario="")
            ),
            CheckConstraint(
                name="drill_starts_from_one_thing",
                condition=Q(signal__isnull=False, event="") | Q(signal=None) & ~Q(event=""),
            ),
            CheckConstraint(
                name="drill_known_reach", condition=Q(reach__in=["desk", "bodies", "everybody"])
            ),
            CheckConstraint(
                name="drill_end_is_signed",
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            CheckConstraint(
                name="drill_ends_after_it_started",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
