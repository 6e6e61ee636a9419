"""Instruments, their readings in each language, and what every entry says there."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Instrument(models.Model):
    """One document in all its languages: known by number or act, never by its title."""

    class Kind(models.TextChoices):
        CONCLUSIONS = "conclusions"
        PLAN = "plan"

    key = models.TextField(unique=True, help_text="never changes; entries are named by it")
    kind = models.TextField(choices=Kind)
    title = models.TextField()
    number = models.TextField(blank=True, help_text="as the Council or the Commission counts")
    celex = models.TextField(blank=True)
    oj = models.TextField(blank=True, help_text="place in the Official Journal")
    dated_on = models.DateField(null=True)
    simulated = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(name="instrument_has_key", condition=~Q(key="")),
            CheckConstraint(
                name="instrument_of_known_kind", condition=Q(kind__in=["conclusions", "plan"])
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key


class Readings(models.Manager["Reading"]):
    """Readings without all that was read, which is large and seldom asked for."""

    def get_queryset(self) -> models.QuerySet["Reading"]:
        """Leave the register to be read when it is asked for."""
        return super().get_queryset().defer("register")


class Reading(models.Model):
    """What was read out of one file at one time; a better reading is a new revision."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="readings")
    language = models.TextField()
    revision = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    file = models.TextField()
    content = models.TextField(help_text="SHA-256 of the file")
    outcome = models.TextField(help_text="SHA-256 of what was read")
    register = models.JSONField(help_text="all that was read, as the command prints it")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"kept_by"})
    objects = Readings()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="reading_revision_once", fields=["instrument", "language", "revision"]
            ),
            CheckConstraint(name="reading_counts_from_one", condition=Q(revision__gt=0)),
        ]
        indexes = [models.Index(fields=["content"])]


class PolicyEntry(models.Model):
    """One thing a document says, whatever the language: what is followed up hangs on it."""

    class Kind(models.TextChoices):
        RECITAL = "recital"
        RECOMMENDATION = "recommendation"
        PRIORITY = "priority"
        AREA = "area"
        ACTION = "action"
        SUB_POINT = "sub_point"
        INDICATOR = "indicator"
        FOOTNOTE = "footnote"

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="entries")
    kind = models.TextField(choices=Kind)
    code = models.TextField(help_text="R recital, P point, A action, S priority, I indicator, N")
    number = models.PositiveIntegerField(null=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    position = models.PositiveIntegerField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="entry_code_once", fields=["instrument", "code"]),
            CheckConstraint(
                name="entry_of_known_kind",
                condition=Q(
                    kind__in=["recital", "recommendation", "priority", "area", "action",
                              "sub_point", "indicator", "footnote"]
                ),
            ),
            CheckConstraint(
                name="entry_is_no_part_of_itself", condition=~Q(parent=F("id"))
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.code


class Wording(models.Model):
    """What one reading says in an entry, and where the file says it."""

    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="wordings")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="wordings")
    text = models.TextField()
    folded = models.TextField(help_text="without accents and capitals, for searching")
    raw = models.TextField(help_text="as the file has it")
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True)
    label = models.TextField(blank=True, help_text="as written")
    verb = models.TextField(blank=True)
    verb_norm = models.TextField(blank=True)
    pillar = models.TextField(blank=True)
    governance = models.BooleanField(default=False)
    period = models.TextField(blank=True, help_text="as written")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    ongoing = models.BooleanField(default=False)
    areas = models.JSONField(default=list)
    details = models.JSONField(default=dict, help_text="what an indicator says of its data")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="wording_once_a_reading", fields=["entry", "reading"]),
            CheckConstraint(
                name="wording_stands_on_lines", condition=Q(last_line__gte=F("first_line"))
            ),
        ]


class PolicyBody(models.Model):
    """A body that documents name: one code, the name of today and those it had."""

    code = models.TextField(unique=True)
    name = models.TextField()
    former = models.JSONField(default=list, help_text="name and last year of each")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [CheckConstraint(name="policy_body_has_code", condition=~Q(code=""))]

    def __str__(self) -> str:
        return self.name


class Asked(models.Model):
    """A body that a wording asks, makes responsible, or names as a partner."""

    class Role(models.TextChoices):
        ADDRESSEE = "addressee"
        PARTNER = "partner"
        RESPONSIBLE = "responsible"
        PROVIDER = "provider"

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="asked")
    body = models.ForeignKey(PolicyBody, models.PROTECT, related_name="asked")
    role = models.TextField(choices=Role)
    position = models.PositiveIntegerField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="asked_once_a_role", fields=["wording", "body", "role"]),
            CheckConstraint(
                name="asked_in_known_role",
                condition=Q(role__in=["addressee", "partner", "responsible", "provider"]),
            ),
        ]


class CitedAct(models.Model):
    """An act or document that some text cites; its identifier is the same in every language."""

    identifier = models.TextField(unique=True)
    type = models.TextField()
    celex = models.TextField(blank=True)
    eli = models.TextField(blank=True)
    oj = models.TextField(blank=True)
    council = models.TextField(blank=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(name="cited_act_has_identifier", condition=~Q(identifier=""))
        ]


class ActCitation(models.Model):
    """A wording cites an act, itself or in a footnote."""

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="citations")
    act = models.ForeignKey(CitedAct, models.PROTECT, related_name="citations")
    written = models.TextField()
    footnote = models.PositiveIntegerField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [UniqueConstraint(name="act_cited_once_a_wording", fields=["wording", "act"])]


class Mention(models.Model):
    """A wording names a substance or a country of the registers."""

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="mentions")
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+"
    )
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="mention_of_substance_once", fields=["wording", "substance"]),
            UniqueConstraint(name="mention_of_place_once", fields=["wording", "place"]),
            CheckConstraint(
                name="mention_of_one_thing",
                condition=Q(substance__isnull=False, place=None)
                | Q(substance=None, place__isnull=False),
            ),
        ]


class UnplacedLines(models.Model):
    """Lines of a file that are part of no entry, and why."""

    class What(models.TextChoices):
        UNPLACED = "unplaced"
        HEADING = "heading"
        SET_ASIDE = "set_aside"

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="unplaced")
    what = models.TextField(choices=What)
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    text = models.TextField()
    reason = models.TextField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="unplaced_of_known_kind",
                condition=Q(what__in=["unplaced", "heading", "set_aside"]),
            ),
            CheckConstraint(name="unplaced_says_why", condition=~Q(reason="")),
        ]


class WordingDifference(models.Model):
    """What some language versions of an entry say and others do not, as of its newest reading."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="differences")
    entry = models.ForeignKey(PolicyEntry, models.PROTECT, related_name="differences")
    kind = models.TextField()
    value = models.TextField()
    present_in = models.JSONField()
    missing_in = models.JSONField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="difference_once_a_reading", fields=["reading", "entry", "kind", "value"]
            )
        ]
