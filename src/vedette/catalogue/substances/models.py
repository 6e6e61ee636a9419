"""Substances, families, names, links that can be undone, and proposals to change any of them."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Family(models.Model):
    """A chemical or pharmacological family; families nest."""

    class Watch(models.TextChoices):
        HIGH = "high"
        MEDIUM = "medium"
        LOW = "low"

    key = models.TextField(unique=True)
    name = models.TextField()
    labels = models.JSONField(default=dict)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    watch = models.TextField(choices=Watch, default=Watch.LOW)
    severity = models.FloatField(default=1.0)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class Substance(models.Model):
    """An identity, whatever it is called on the label."""

    key = models.TextField(unique=True)
    name = models.TextField()
    inchikey = models.TextField(blank=True, db_index=True)
    smiles = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    monoisotopic_mass = models.FloatField(null=True)
    cas = models.TextField(blank=True)
    pubchem_cid = models.TextField(blank=True)
    unii = models.TextField(blank=True)
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="substances")
    roles = models.JSONField(default=list)
    un_control = models.TextField(blank=True)
    eu_control = models.TextField(blank=True)
    eu_first_notified = models.TextField(blank=True)
    sources = models.TextField(blank=True)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class NamesInUse(models.Manager["SubstanceName"]):
    """Names that nobody has withdrawn; whoever reads a text must not meet the others."""

    def get_queryset(self) -> models.QuerySet["SubstanceName"]:
        """Leave out what was withdrawn."""
        return super().get_queryset().filter(until=None)


class SubstanceName(models.Model):
    """A word somebody uses for a substance, with its language and where that is known from."""

    substance = models.ForeignKey(Substance, models.PROTECT, related_name="names")
    text = models.TextField()
    language = models.TextField(default="en")
    kind = models.TextField(default="common name")
    ambiguous = models.BooleanField(default=False)
    confidence = models.TextField(default="high")
    source = models.TextField()
    since = models.DateTimeField(null=True, help_text="when it was accepted; empty: registered")
    until = models.DateTimeField(null=True, help_text="when it was withdrawn")

    objects = NamesInUse()
    every = models.Manager()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="name_once", fields=["substance", "text", "language"]),
        ]
        indexes = [models.Index(fields=["text"])]


class SubstanceLink(models.Model):
    """Two records held to be one substance, until somebody splits them again."""

    substance = models.ForeignKey(Substance, models.PROTECT, related_name="links")
    same_as = models.ForeignKey(Substance, models.PROTECT, related_name="linked_from")
    confidence = models.FloatField()
    source = models.TextField()
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    linked_at = models.DateTimeField()
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    split_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    personal_fields = frozenset({"linked_by", "split_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="link_joins_two", condition=~Q(substance=F("same_as"))),
            CheckConstraint(
                name="link_confidence_is_share", condition=Q(confidence__gt=0, confidence__lte=1)
            ),
            UniqueConstraint(
                name="link_holds_once", fields=["substance"], condition=Q(split_at=None)
            ),
        ]


class NameQuestion(models.Model):
    """A name in the evidence that nothing known explains; a chemist decides it once."""

    class Status(models.TextChoices):
        OPEN = "open"
        SUBSTANCE = "substance"
        FAMILY = "family"
        NOT_A_SUBSTANCE = "not_a_substance"

    text = models.TextField(help_text="as normalised")
    raw = models.TextField(help_text="as first written")
    language = models.TextField()
    doubt = models.TextField(help_text="ambiguous or none")
    candidates = models.JSONField(default=list)
    first_seen_at = models.DateTimeField()
    status = models.TextField(choices=Status, default=Status.OPEN)
    substance = models.ForeignKey(Substance, models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    personal_fields = frozenset({"decided_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="question_once", fields=["text", "language"]),
            CheckConstraint(
                name="question_answer_is_signed",
                condition=Q(status="open", decided_at=None)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"])]


class NameDecision(models.Model):
    """An answer to a question about a name that held until another took its place."""

    question = models.ForeignKey(NameQuestion, models.PROTECT, related_name="decisions")
    status = models.TextField()
    substance = models.ForeignKey(Substance, models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey(Family, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    until = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_reason = models.TextField()

    personal_fields = frozenset({"decided_by", "ended_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="name_decision_end_says_why", condition=~Q(ended_reason="")),
        ]


class Proposal(models.Model):
    """What somebody says should change in the register; a second person decides."""

    class Kind(models.TextChoices):
        SUBSTANCE = "substance"
        FACTS = "facts"
        NAME = "name"
        NAME_WITHDRAWN = "name_withdrawn"
        SAME = "same"

    class Status(models.TextChoices):
        OPEN = "open"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"
        UNDONE = "undone"

    kind = models.TextField(choices=Kind)
    substance = models.ForeignKey(
        Substance, models.PROTECT, null=True, related_name="proposals",
        help_text="empty until a new substance is accepted",
    )  # fmt: skip
    same_as = models.ForeignKey(Substance, models.PROTECT, null=True, related_name="+")
    link = models.ForeignKey(SubstanceLink, models.PROTECT, null=True, related_name="+")
    says = models.JSONField(default=dict, help_text="facts or a name, as they would stand")
    was = models.JSONField(default=dict, help_text="the same facts when it was proposed")
    evidence = models.TextField()
    source = models.TextField(blank=True, help_text="where the facts are from")
    links = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    batch = models.TextField(blank=True, help_text="the file it came in")
    status = models.TextField(choices=Status, default=Status.OPEN)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    personal_fields = frozenset({"proposed_by", "decided_by", "undone_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="proposal_says_why", condition=~Q(evidence="")),
            CheckConstraint(
                name="proposal_second_person_decides",
                condition=Q(status__in=["open", "withdrawn"]) | ~Q(decided_by=F("proposed_by")),
            ),
            CheckConstraint(
                name="proposal_decision_is_dated",
                condition=Q(status="open", decided_at=None)
                | (~Q(status="open") & Q(decided_at__isnull=False)),
            ),
            CheckConstraint(
                name="proposal_undoing_is_dated",
                condition=Q(status="undone", undone_at__isnull=False)
                | (~Q(status="undone") & Q(undone_at=None)),
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"])]


class FactChange(models.Model):
    """One fact of a substance as it was until a moment and as it is since."""

    substance = models.ForeignKey(Substance, models.PROTECT, related_name="changes")
    field = models.TextField()
    previous = models.TextField(blank=True)
    value = models.TextField(blank=True)
    source = models.TextField(blank=True)
    at = models.DateTimeField()
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="changes")
    is_undoing = models.BooleanField(default=False)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        indexes = [models.Index(fields=["substance", "at"])]


class Provisional(models.Model):
    """What is known of a substance that nobody had named when it was met."""

    class Mode(models.TextChoices):
        POSITIVE = "positive"
        NEGATIVE = "negative"
        UNSTATED = ""

    substance = models.OneToOneField(Substance, models.PROTECT, related_name="provisional")
    mz = models.FloatField(null=True, help_text="measured m/z of the ion")
    ion = models.TextField(blank=True, help_text="such as [M+H]+")
    mode = models.TextField(choices=Mode, default=Mode.UNSTATED, blank=True)
    description = models.TextField(blank=True)
    evidence = models.TextField()
    links = models.JSONField(default=list)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    naming = models.ForeignKey(
        Proposal, models.PROTECT, null=True, related_name="+",
        help_text="the accepted proposal that names it; empty: still unnamed",
    )  # fmt: skip

    personal_fields = frozenset({"proposed_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="provisional_mz_is_above_zero", condition=Q(mz=None) | Q(mz__gt=0)
            ),
            CheckConstraint(name="provisional_says_why", condition=~Q(evidence="")),
            CheckConstraint(
                name="provisional_known_mode", condition=Q(mode__in=["positive", "negative", ""])
            ),
        ]
