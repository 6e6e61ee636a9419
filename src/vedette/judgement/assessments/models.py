"""What a signal or a substance means, as written, with what each statement rests on."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Level(models.TextChoices):
    """Scale of likelihood, impact and confidence; they are never multiplied."""

    VERY_LOW = "very_low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Assessment(models.Model):
    """A judgement of one of the kinds this node knows, and the rows it rests on.

    Its kind says which states there are; the status only whether its text is open,
    concluded, or given up. The ratings kept here are those of a rapid assessment.
    """

    class Status(models.TextChoices):
        OPEN = "open"
        CONCLUDED = "concluded"
        DROPPED = "dropped"

    kind = models.TextField(default="rapid_assessment", help_text="key of the kind")
    state = models.TextField(default="open", help_text="one of the states of its kind")
    title = models.TextField()
    substances = models.ManyToManyField("substances.Substance", related_name="assessments")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="followed_by",
        help_text="the assessment it goes on from",
    )  # fmt: skip
    signal = models.ForeignKey(
        "signals.Signal", models.PROTECT, null=True, related_name="assessments"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.TextField(choices=Status, default=Status.OPEN)
    opened_at = models.DateTimeField()
    concluded_at = models.DateTimeField(null=True)
    likelihood = models.TextField(choices=Level, blank=True)
    likelihood_why = models.TextField(blank=True)
    impact = models.TextField(choices=Level, blank=True)
    impact_why = models.TextField(blank=True)
    confidence = models.TextField(choices=Level, blank=True)
    confidence_why = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    evidence = models.ManyToManyField("observations.Report", related_name="assessments")
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    drill = models.ForeignKey("drills.Drill", models.PROTECT, null=True, related_name="assessments")
    exercise = models.BooleanField(
        default=False, help_text="in a drill, or resting on simulated rows"
    )

    personal_fields = frozenset({"author"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="assessment_concluded_is_complete",
                condition=~Q(kind="rapid_assessment", status="concluded")
                | (~Q(likelihood="") & ~Q(impact="") & ~Q(confidence="") & ~Q(summary="")),
            ),
            CheckConstraint(
                name="assessment_end_is_dated",
                condition=Q(status="open", concluded_at=None)
                | Q(status__in=["concluded", "dropped"], concluded_at__isnull=False),
            ),
            CheckConstraint(
                name="assessment_in_a_drill_is_an_exercise",
                condition=Q(drill=None) | Q(exercise=True),
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"]),
            models.Index(fields=["kind", "state", "-id"], name="assessment_by_kind"),
        ]


class AssessmentStep(models.Model):
    """One step of an assessment from state to state, with the day it speaks of."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.TextField(help_text="as in the table of its kind; open for the first")
    origin = models.TextField(blank=True)
    target = models.TextField()
    happened_at = models.DateTimeField(help_text="when it took place; clocks count from it")
    at = models.DateTimeField(help_text="when it was entered")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.TextField()
    reason = models.TextField(blank=True)

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="assessment_step_once", fields=["assessment", "number"]),
            CheckConstraint(
                name="assessment_step_not_before_it_happened",
                condition=Q(happened_at__lte=models.F("at")),
            ),
        ]


class SectionText(models.Model):
    """One revision of the text of a section; none is ever changed."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="texts")
    section = models.TextField(help_text="key in its kind")
    revision = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    personal_fields = frozenset({"by"})

    class Meta:
        constraints = [
            UniqueConstraint(
                name="section_revision_once", fields=["assessment", "section", "revision"]
            ),
            CheckConstraint(name="section_revision_counts_from_one", condition=Q(revision__gt=0)),
        ]


class FigureFill(models.Model):
    """The numbers of one figure of one section, as a snapshot gave them; a refresh adds a row."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="figures")
    section = models.TextField()
    figure = models.TextField()
    revision = models.PositiveIntegerField()
    snapshot = models.ForeignKey("snapshots.Snapshot", models.PROTECT, related_name="+")
    numbers = models.JSONField(help_text="a list of rows: label, value")
    filled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filled_at = models.DateTimeField()

    personal_fields = frozenset({"filled_by"})

    class Meta:
        constraints = [
            UniqueConstraint(
                name="figure_fill_once", fields=["assessment", "section", "figure", "revision"]
            ),
        ]


class Statement(models.Model):
    """One sentence of an assessment that rests on something that can be looked up."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="statements")
    section = models.TextField()
    text = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"made_by"})

    class Meta:
        constraints = [CheckConstraint(name="statement_says_something", condition=~Q(text=""))]


class Citation(models.Model):
    """What a statement rests on: a row, a snapshot, a figure, or a source outside."""

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="citations")
    report = models.ForeignKey("observations.Report", models.PROTECT, null=True, related_name="+")
    snapshot = models.ForeignKey("snapshots.Snapshot", models.PROTECT, null=True, related_name="+")
    figure = models.ForeignKey(FigureFill, models.PROTECT, null=True, related_name="+")
    url = models.TextField(blank=True)
    title = models.TextField(blank=True)
    accessed_on = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="citation_names_one_thing",
                condition=Q(report__isnull=False, snapshot=None, figure=None, url="")
                | Q(report=None, snapshot__isnull=False, figure=None, url="")
                | Q(report=None, snapshot=None, figure__isnull=False, url="")
                | (Q(report=None, snapshot=None, figure=None) & ~Q(url="")),
            ),
            CheckConstraint(
                name="citation_outside_has_title_and_day",
                condition=Q(url="") | (~Q(title="") & Q(accessed_on__isnull=False)),
            ),
        ]


class Rating(models.Model):
    """One rating on one scale, with its reason; a later one of the same scale replaces it."""

    class Scale(models.TextChoices):
        LIKELIHOOD = "likelihood"
        HEALTH = "health"
        SOCIAL = "social"
        SAFETY = "safety"
        SECURITY = "security"
        CONFIDENCE = "confidence"

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="ratings")
    scale = models.TextField(choices=Scale)
    said = models.TextField(help_text="a level, or unknown")
    why = models.TextField()
    cited_round = models.ForeignKey(
        "ExpertRound", models.PROTECT, null=True, related_name="+",
        help_text="the round of experts that the rater had read",
    )  # fmt: skip
    rated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()

    personal_fields = frozenset({"rated_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="rating_says_why", condition=~Q(why="")),
            CheckConstraint(
                name="rating_on_a_known_scale",
                condition=Q(
                    scale__in=["likelihood", "health", "social", "safety", "security", "confidence"]
                ),
            ),
            CheckConstraint(
                name="rating_is_a_level_or_unknown",
                condition=Q(said__in=["very_low", "low", "moderate", "high", "unknown"]),
            ),
        ]


class ExpertRound(models.Model):
    """A question to experts, answered apart; nobody sees an opinion before it is closed.

    It closes by itself at the end of its last day, or earlier with a reason.
    """

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    question = models.TextField()
    scales = models.JSONField(help_text="a list of the scales that are asked")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField(help_text="first moment that is too late")
    closed_at = models.DateTimeField(null=True, help_text="only if before its time")
    closed_why = models.TextField(blank=True)

    personal_fields = frozenset({"opened_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="expert_round_once", fields=["assessment", "number"]),
            CheckConstraint(name="expert_round_counts_from_one", condition=Q(number__gt=0)),
            CheckConstraint(name="expert_round_asks", condition=~Q(question="")),
            CheckConstraint(
                name="expert_round_closes_after_it_opened",
                condition=Q(closes_at__gt=models.F("opened_at")),
            ),
            CheckConstraint(
                name="expert_round_closed_early_says_why",
                condition=Q(closed_at=None, closed_why="")
                | (Q(closed_at__isnull=False) & ~Q(closed_why="")),
            ),
        ]


class ExpertInvitation(models.Model):
    """That one expert is asked in one round."""

    round = models.ForeignKey(ExpertRound, models.PROTECT, related_name="invitations")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    personal_fields = frozenset({"expert"})

    class Meta:
        constraints = [
            UniqueConstraint(name="expert_invited_once", fields=["round", "expert"]),
        ]


class ExpertOpinion(models.Model):
    """What an expert says on one scale; a later revision replaces it, and none is changed."""

    invitation = models.ForeignKey(ExpertInvitation, models.PROTECT, related_name="opinions")
    scale = models.TextField(choices=Rating.Scale)
    revision = models.PositiveIntegerField()
    said = models.TextField(help_text="a level, or unknown")
    why = models.TextField()
    at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="expert_opinion_once", fields=["invitation", "scale", "revision"]
            ),
            CheckConstraint(name="expert_opinion_counts_from_one", condition=Q(revision__gt=0)),
            CheckConstraint(name="expert_opinion_says_why", condition=~Q(why="")),
            CheckConstraint(
                name="expert_opinion_on_a_known_scale",
                condition=Q(
                    scale__in=["likelihood", "health", "social", "safety", "security", "confidence"]
                ),
            ),
            CheckConstraint(
                name="expert_opinion_is_a_level_or_unknown",
                condition=Q(said__in=["very_low", "low", "moderate", "high", "unknown"]),
            ),
        ]


class BlockAnswer(models.Model):
    """The answer to a question that can block a step; a later one replaces it."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="answers")
    question = models.TextField()
    said = models.TextField(help_text="yes, no or unknown")
    why = models.TextField()
    excepted = models.TextField(blank=True, help_text="why it does not block all the same")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    personal_fields = frozenset({"answered_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="block_answer_says_why", condition=~Q(why="")),
            CheckConstraint(
                name="block_answer_is_known", condition=Q(said__in=["yes", "no", "unknown"])
            ),
        ]


class Dissent(models.Model):
    """A view that differs from the assessment's: whose as a role, what, and why. It stays."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="dissents")
    holder = models.TextField(help_text="a role or body, never a person's name")
    view = models.TextField()
    why = models.TextField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    personal_fields = frozenset({"entered_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="dissent_says_whose_what_and_why",
                condition=~Q(holder="") & ~Q(view="") & ~Q(why=""),
            ),
        ]


class InformationRequest(models.Model):
    """What a body was asked for the sake of an assessment, and what it answered."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="requests")
    body = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    rule = models.TextField(help_text="the deadline rule under which it was asked")
    question = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    has_nothing = models.BooleanField(default=False, help_text="it answered that it has nothing")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"asked_by", "answered_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="information_request_asks", condition=~Q(question="")),
            CheckConstraint(
                name="information_answer_is_dated",
                condition=Q(answered_at=None, answer="", has_nothing=False, answered_by=None)
                | (
                    Q(answered_at__isnull=False, answered_by__isnull=False)
                    & (~Q(answer="") | Q(has_nothing=True))
                ),
            ),
        ]


class FollowUp(models.Model):
    """One entry in what happened after, or beside, an assessment."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="follow_ups")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    personal_fields = frozenset({"written_by"})

    class Meta:
        constraints = [CheckConstraint(name="follow_up_says_something", condition=~Q(text=""))]
