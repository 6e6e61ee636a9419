"""A case, the parts that are told of it, what each panel looked for, and which cases are one."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Case(models.Model):
    """One poisoning or death, under the pseudonym that all who tell of it arrive at."""

    token = models.TextField(unique=True, help_text="pseudonym made with this node's key")
    opened_at = models.DateTimeField()
    marking = models.ForeignKey(
        "markings.Marking", models.PROTECT, related_name="+",
        help_text="the strictest of its parts",
    )  # fmt: skip

    personal_fields = frozenset({"token"})

    class Meta:
        constraints = [CheckConstraint(name="case_has_token", condition=~Q(token=""))]

    def __str__(self) -> str:
        return self.token[:10]


class CasePart(models.Model):
    """One revision of what a hospital, a mortuary or a laboratory says of a case."""

    class Kind(models.TextChoices):
        CLINICAL = "clinical"
        AUTOPSY = "autopsy"
        TOXICOLOGY = "toxicology"

    case = models.ForeignKey(Case, models.PROTECT, related_name="parts")
    number = models.PositiveIntegerField(help_text="counts every revision of every part")
    kind = models.TextField(choices=Kind)
    body = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    laboratory = models.ForeignKey(
        "laboratories.Laboratory", models.PROTECT, null=True, related_name="+"
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    occurred_on = models.DateField(help_text="day of the presentation, or of the death")
    country = models.TextField()
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    facts = models.JSONField(default=dict, help_text="answers of the form, in codes")
    digest = models.BinaryField(max_length=16, help_text="of the content")
    is_withdrawn = models.BooleanField(default=False)
    reason = models.TextField(blank=True, help_text="why it was withdrawn")
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    personal_fields = frozenset({"by", "facts"})

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(name="case_part_numbered_once", fields=["case", "number"]),
            CheckConstraint(
                name="case_part_of_a_known_kind",
                condition=Q(kind__in=["clinical", "autopsy", "toxicology"]),
            ),
            CheckConstraint(
                name="case_part_toxicology_names_its_laboratory",
                condition=~Q(kind="toxicology") | Q(laboratory__isnull=False),
            ),
            CheckConstraint(
                name="case_part_withdrawn_says_why", condition=Q(is_withdrawn=False) | ~Q(reason="")
            ),
            CheckConstraint(name="case_part_says_its_country", condition=~Q(country="")),
            CheckConstraint(name="case_part_replaces_another", condition=~Q(replaces=F("id"))),
        ]
        indexes = [models.Index(fields=["occurred_on", "country"], name="case_part_by_day")]

    @property
    def teller(self) -> str:
        """Return who tells this part."""
        if self.laboratory is not None:
            return self.laboratory.name
        return self.body.name if self.body is not None else ""


class PanelLine(models.Model):
    """What one panel looked for: found, looked for and not found, or not tested."""

    class State(models.TextChoices):
        FOUND = "found"
        NOT_FOUND = "not_found"
        NOT_TESTED = "not_tested"

    part = models.ForeignKey(CasePart, models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    name = models.TextField(help_text="substance or family, as reported")
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+"
    )
    family = models.ForeignKey("substances.Family", models.PROTECT, null=True, related_name="+")
    matrix = models.TextField(blank=True)
    state = models.TextField(choices=State)
    method = models.TextField(blank=True)
    claimed_level = models.TextField(blank=True)
    value = models.FloatField(null=True)
    unit = models.TextField(blank=True, help_text="UCUM")
    below_loq = models.BooleanField(default=False)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        ordering = ["number"]
        constraints = [
            UniqueConstraint(name="panel_line_numbered_once", fields=["part", "number"]),
            CheckConstraint(
                name="panel_line_in_a_known_state",
                condition=Q(state__in=["found", "not_found", "not_tested"]),
            ),
            CheckConstraint(
                name="panel_line_value_has_unit", condition=Q(value=None) | ~Q(unit="")
            ),
            CheckConstraint(
                name="panel_line_below_loq_has_no_value",
                condition=Q(below_loq=False) | Q(value=None),
            ),
            CheckConstraint(
                name="panel_line_only_what_is_found_has_a_value",
                condition=Q(state="found") | Q(value=None, below_loq=False),
            ),
            CheckConstraint(
                name="panel_line_test_has_a_method",
                condition=Q(state="not_tested", method="") | ~Q(state="not_tested") & ~Q(method=""),
            ),
        ]


class CaseLink(models.Model):
    """What a person decided of two cases: they are one, or they are two; either can be undone."""

    class Verdict(models.TextChoices):
        SAME = "same"
        APART = "apart"

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="links", help_text="is told under the other one"
    )
    other = models.ForeignKey(Case, models.PROTECT, related_name="linked")
    verdict = models.TextField(choices=Verdict)
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_reason = models.TextField(blank=True)

    personal_fields = frozenset({"decided_by", "undone_by"})

    class Meta:
        constraints = [
            CheckConstraint(name="case_link_joins_two", condition=~Q(case=F("other"))),
            CheckConstraint(
                name="case_link_of_a_known_verdict", condition=Q(verdict__in=["same", "apart"])
            ),
            CheckConstraint(name="case_link_says_why", condition=~Q(reason="")),
            CheckConstraint(
                name="case_link_undone_says_why",
                condition=Q(undone_at=None, undone_reason="")
                | Q(undone_at__isnull=False) & ~Q(undone_reason=""),
            ),
            UniqueConstraint(
                name="case_link_pair_decided_once", fields=["case", "other"],
                condition=Q(undone_at=None),
            ),
            UniqueConstraint(
                name="case_told_under_one_other", fields=["case"],
                condition=Q(undone_at=None, verdict="same"),
            ),
        ]  # fmt: skip
