"""Signals, the runs that raised them, what people decided, and replays of the past."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.judgement.signals.desk_rules import RuleKind


class Rule(models.Model):
    """A rule of the desk, as data; never edited, but ended and made anew."""

    kind = models.TextField(choices=[(kind.value, kind.value) for kind in RuleKind])
    says = models.JSONField(default=dict, help_text="what it says, checked for its kind")
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+"
    )
    family = models.ForeignKey("substances.Family", models.PROTECT, null=True, related_name="+")
    country = models.TextField(blank=True)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    context = models.TextField(blank=True)
    source = models.ForeignKey("ingest.Source", models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    valid_from = models.DateField()
    until = models.DateField(null=True, help_text="the first day on which it no longer holds")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)

    personal_fields = frozenset({"made_by", "ended_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="rule_of_a_known_kind", condition=Q(kind__in=[*map(str, RuleKind)])
            ),
            CheckConstraint(name="rule_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="rule_of_silence_has_an_end",
                condition=~Q(kind="silence") | Q(until__isnull=False),
            ),
            CheckConstraint(
                name="rule_holds_a_day_at_least",
                condition=Q(until=None) | Q(until__gt=F("valid_from")),
            ),
            CheckConstraint(
                name="rule_end_is_signed",
                condition=Q(ended_by=None, ended_at=None, end_reason="")
                | Q(ended_by__isnull=False, ended_at__isnull=False) & ~Q(end_reason=""),
            ),
            CheckConstraint(
                name="rule_speaks_of_one_subject", condition=Q(substance=None) | Q(family=None)
            ),
            CheckConstraint(
                name="rule_speaks_of_one_place", condition=Q(country="") | Q(place=None)
            ),
        ]


class Run(models.Model):
    """One look at one snapshot, as of one moment, by one policy."""

    as_of = models.DateTimeField()
    snapshot = models.ForeignKey("snapshots.Snapshot", models.PROTECT, related_name="runs")
    policy = models.JSONField(default=dict)
    policy_digest = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField()
    series_tested = models.BigIntegerField()
    seconds = models.FloatField()

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="run_once", fields=["snapshot", "as_of", "policy_digest"]),
        ]


class Signal(models.Model):
    """A departure from what was expected, in one sentence, with its numbers and its rows."""

    run = models.ForeignKey(Run, models.PROTECT, related_name="signals")
    raised_at = models.DateTimeField(help_text="the run's as-of: what was known by then")
    kind = models.TextField()
    story = models.TextField(help_text="what joins the weeks of one episode")
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="signals"
    )
    family = models.ForeignKey("substances.Family", models.PROTECT, null=True, related_name="+")
    country = models.TextField(blank=True)
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    context = models.TextField(blank=True)
    week = models.DateField(help_text="Monday of the ISO week")
    observed = models.FloatField()
    expected = models.FloatField(null=True)
    threshold = models.FloatField(null=True)
    pvalue = models.FloatField(null=True)
    evalue = models.FloatField(null=True)
    detector = models.TextField()
    parameters = models.JSONField(default=dict)
    template = models.TextField()
    facts = models.JSONField(default=dict, help_text="what fills the sentence")
    rank = models.FloatField()
    components = models.JSONField(default=dict)
    parts = models.JSONField(default=list, help_text="what was folded into this story")
    marking = models.ForeignKey(
        "markings.Marking",
        models.PROTECT,
        related_name="+",
        help_text="the strictest among its rows",
    )
    series = models.JSONField(default=list, help_text="the weeks of its plot, as of the run")
    opinions = models.JSONField(default=list, help_text="what the classical detectors say")
    shown_at = models.DateTimeField(
        null=True, help_text="as of when it came to the desk; none while folded below the budget"
    )
    silenced_by = models.ForeignKey(
        Rule, models.PROTECT, null=True, related_name="+", help_text="when it was raised"
    )
    report_ids = models.JSONField(default=list)
    report_total = models.IntegerField(default=0)

    personal_fields: frozenset[str] = frozenset()

    @property
    def shown(self) -> bool:
        """Whether it has come to the desk by now; past desks ask `shown_at`."""
        return self.shown_at is not None

    class Meta:
        constraints = [
            UniqueConstraint(name="signal_story_once_a_run", fields=["run", "story"]),
            CheckConstraint(name="signal_rests_on_rows", condition=Q(report_total__gte=0)),
        ]
        indexes = [
            models.Index(fields=["story", "-raised_at"]),
            models.Index(fields=["-shown_at"]),
            models.Index(fields=["substance", "-raised_at"]),
        ]


class Continuation(models.Model):
    """A later run that found the same story going on."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="continuations")
    run = models.ForeignKey(Run, models.PROTECT, related_name="continuations")
    week = models.DateField()
    observed = models.FloatField()
    expected = models.FloatField(null=True)
    template = models.TextField()
    facts = models.JSONField(default=dict)
    rank = models.FloatField()
    silenced_by = models.ForeignKey(Rule, models.PROTECT, null=True, related_name="+")
    report_ids = models.JSONField(default=list)
    report_total = models.IntegerField(default=0)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="continuation_once_a_run", fields=["signal", "run"]),
        ]


class Outcome(models.TextChoices):
    """What became of a signal."""

    DISCARDED = "discarded"
    MONITORED = "monitored"
    ASSESSED = "assessed"


class Decision(models.Model):
    """What an officer decided about a signal, and why; the newest one holds."""

    signal = models.ForeignKey(Signal, models.PROTECT, related_name="decisions")
    outcome = models.TextField(choices=Outcome)
    reason = models.TextField()
    until = models.DateField(null=True, help_text="watch until")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            CheckConstraint(name="decision_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="decision_watch_has_an_end",
                condition=~Q(outcome="monitored") | Q(until__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["signal", "-id"])]


_QUESTION = ["snapshot", "start", "end", "source", "policy_digest", "truth_digest"]


class Replay(models.Model):
    """What would have been on the desk each week of a time, asked of one snapshot.

    ``learnt`` holds what a page tells of each substance shown: when it was first shown, and
    when its first and third record were known. ``truth`` holds the known dates it was held
    against, ``score`` what came of that.
    """

    snapshot = models.ForeignKey("snapshots.Snapshot", models.PROTECT, related_name="replays")
    start = models.DateField()
    end = models.DateField()
    source = models.TextField(blank=True, help_text="only what this source reported; all if empty")
    delay_days = models.PositiveIntegerField(
        null=True, help_text="until a row is known whose source does not say when"
    )
    cap = models.PositiveIntegerField(help_text="most new signals a week")
    policy = models.JSONField(default=dict)
    policy_digest = models.TextField()
    truth = models.JSONField(default=dict)
    truth_digest = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    learnt = models.JSONField(default=list)
    score = models.JSONField(null=True)
    markings = models.ManyToManyField(
        "markings.Marking", related_name="+", help_text="those of all rows it rests on"
    )

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            # Two, because SQLite has no unique constraint in which nothing equals nothing.
            UniqueConstraint(name="replay_once", fields=[*_QUESTION, "delay_days"]),
            UniqueConstraint(
                name="replay_once_without_delay", fields=_QUESTION, condition=Q(delay_days=None)
            ),
            CheckConstraint(name="replay_ends_after_it_starts", condition=Q(end__gte=F("start"))),
            CheckConstraint(
                name="replay_failed_when_it_ended",
                condition=Q(error="") | Q(finished_at__isnull=False),
            ),
        ]


class ReplayWeek(models.Model):
    """The desk of one week of a replay: what came to it, what went on, what was folded."""

    replay = models.ForeignKey(Replay, models.PROTECT, related_name="weeks")
    day = models.DateField(help_text="as of its beginning")
    came = models.JSONField(default=list)
    went_on = models.JSONField(default=list)
    folded = models.JSONField(default=list, help_text="the strongest of them")
    came_total = models.PositiveIntegerField()
    folded_total = models.PositiveIntegerField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="replay_week_once", fields=["replay", "day"]),
        ]
