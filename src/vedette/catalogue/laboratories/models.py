"""Laboratories, their roles and methods, what they hold, and how they did in rounds."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from vedette.science.identification import TECHNIQUES

REPRESENTATIVES = 3  # Regulation (EU) 2023/1322, Article 15: at most three a state


class Laboratory(models.Model):
    """A laboratory or checking service, under a code that never changes."""

    code = models.TextField(unique=True)
    name = models.TextField()
    country = models.TextField(blank=True)
    body = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    network_role = models.TextField(blank=True)
    accredited_since = models.DateField(null=True)
    accredited_until = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class LaboratoryRole(models.Model):
    """What a laboratory is to the network, from a day until it ends."""

    class Kind(models.TextChoices):
        NATIONAL = "national_representative"
        FORENSIC = "forensic"
        CUSTOMS = "customs"
        TOXICOLOGY = "toxicology"
        DRUG_CHECKING = "drug_checking"
        WASTEWATER = "wastewater"
        REFERENCE = "reference"

    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="roles")
    kind = models.TextField(choices=Kind)
    country = models.TextField(help_text="that of the laboratory, when the role began")
    seat = models.PositiveSmallIntegerField(
        null=True, help_text="1 to 3 for national representatives"
    )
    since = models.DateField()
    ended_on = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="laboratory_role_of_a_known_kind",
                condition=Q(
                    kind__in=["national_representative", "forensic", "customs", "toxicology",
                              "drug_checking", "wastewater", "reference"]
                ),
            ),
            CheckConstraint(
                name="laboratory_role_three_seats_a_state",
                condition=Q(kind="national_representative", seat__gte=1, seat__lte=REPRESENTATIVES)
                | (~Q(kind="national_representative") & Q(seat=None)),
            ),
            UniqueConstraint(
                name="laboratory_role_seat_held_once",
                fields=["country", "seat"],
                condition=Q(ended_on=None, seat__isnull=False),
            ),
            UniqueConstraint(
                name="laboratory_role_held_once",
                fields=["laboratory", "kind"],
                condition=Q(ended_on=None),
            ),
            CheckConstraint(
                name="laboratory_role_ends_after_it_began",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")),
            ),
        ]  # fmt: skip


class LaboratoryMethod(models.Model):
    """A method in use: technique, what it is for, what it can still see, and under which scope."""

    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="methods")
    technique = models.TextField(help_text="key of a technique")
    matrix = models.TextField(blank=True, help_text="powder, tablet, urine, blood, sewage …")
    substances = models.ManyToManyField("substances.Substance", related_name="+", blank=True)
    families = models.ManyToManyField("substances.Family", related_name="+", blank=True)
    detection_limit = models.FloatField(null=True)
    unit = models.TextField(blank=True, help_text="UCUM")
    is_accredited = models.BooleanField(default=False, help_text="in the scope of ISO/IEC 17025")
    accredited_until = models.DateField(null=True)
    since = models.DateField()
    ended_on = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="laboratory_method_known_technique",
                condition=Q(technique__in=sorted(TECHNIQUES)),
            ),
            CheckConstraint(
                name="laboratory_method_limit_is_above_zero",
                condition=Q(detection_limit=None) | Q(detection_limit__gt=0),
            ),
            CheckConstraint(
                name="laboratory_method_limit_has_unit",
                condition=Q(detection_limit=None) | ~Q(unit=""),
            ),
            CheckConstraint(
                name="laboratory_method_end_of_accreditation_needs_one",
                condition=Q(accredited_until=None) | Q(is_accredited=True),
            ),
        ]


class ReferenceStandard(models.Model):
    """A reference standard that a laboratory holds, until it is used up or expires."""

    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="standards")
    substance = models.ForeignKey("substances.Substance", models.PROTECT, related_name="standards")
    since = models.DateField()
    until = models.DateField(null=True)
    may_share = models.BooleanField(default=False)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="standard_held_once",
                fields=["laboratory", "substance"],
                condition=Q(until=None),
            ),
            CheckConstraint(
                name="standard_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]


class StandardRequest(models.Model):
    """A laboratory needs a reference standard; another offers, sends, and it arrives."""

    class Status(models.TextChoices):
        ASKED = "asked"
        OFFERED = "offered"
        SENT = "sent"
        RECEIVED = "received"
        DECLINED = "declined"

    substance = models.ForeignKey("substances.Substance", models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Laboratory, models.PROTECT, related_name="standards_asked")
    offered_by = models.ForeignKey(
        Laboratory, models.PROTECT, null=True, related_name="standards_offered"
    )
    status = models.TextField(choices=Status, default=Status.ASKED)
    reason = models.TextField(help_text="what it is needed for")
    asked_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"changed_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="standard_request_known_status",
                condition=Q(status__in=["asked", "offered", "sent", "received", "declined"]),
            ),
            CheckConstraint(
                name="standard_request_offer_names_another",
                condition=Q(status__in=["asked", "declined"])
                | Q(offered_by__isnull=False) & ~Q(offered_by=F("asked_by")),
            ),
            CheckConstraint(name="standard_request_says_why", condition=~Q(reason="")),
            UniqueConstraint(
                name="standard_request_open_once",
                fields=["asked_by", "substance"],
                condition=Q(status__in=["asked", "offered", "sent"]),
            ),
        ]


class ProficiencyRound(models.Model):
    """One test item that several laboratories measured."""

    key = models.TextField(unique=True)
    title = models.TextField()
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+"
    )
    unit = models.TextField(help_text="UCUM")
    assigned = models.FloatField(null=True, help_text="empty: the robust consensus")
    sd = models.FloatField(null=True, help_text="for assessment; empty: the robust spread")
    held_on = models.DateField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(
                name="round_deviation_is_above_zero", condition=Q(sd=None) | Q(sd__gt=0)
            ),
            CheckConstraint(name="round_has_unit", condition=~Q(unit="")),
        ]

    def __str__(self) -> str:
        return self.title


class ProficiencyResult(models.Model):
    """What one laboratory measured in a round."""

    round = models.ForeignKey(ProficiencyRound, models.PROTECT, related_name="results")
    laboratory = models.ForeignKey(Laboratory, models.PROTECT, related_name="proficiency")
    value = models.FloatField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(name="round_result_once", fields=["round", "laboratory"]),
        ]
