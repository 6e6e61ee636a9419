"""Libraries of reference spectra, spectra that laboratories measured, and unknowns they share."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint


class Kind(models.TextChoices):
    """How a spectrum was made; only spectra of one kind are compared."""

    TANDEM = "ms2", "fragments of a chosen ion"
    ELECTRON = "ei", "electron ionisation"
    INFRARED = "ir", "infrared"
    RAMAN = "raman", "Raman"


MASS_KINDS = (Kind.TANDEM, Kind.ELECTRON)


class SpectrumLibrary(models.Model):
    """A collection of reference spectra, whose it is, and what may be done with it."""

    class Status(models.TextChoices):
        READING = "reading"
        READY = "ready"
        FAILED = "failed"

    name = models.TextField(unique=True)
    kind = models.TextField(choices=Kind)
    licence = models.TextField(help_text="of records that state none themselves")
    owner = models.TextField(blank=True)
    source = models.TextField(blank=True, help_text="where it was taken from")
    may_export = models.BooleanField(default=False)
    withheld = models.JSONField(
        default=list, help_text="licences whose records stay here even if others may leave"
    )
    content = models.TextField(help_text="SHA-256 of the file")
    file = models.TextField()
    status = models.TextField(choices=Status, default=Status.READING)
    problem = models.TextField(blank=True)
    spectra = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list, help_text="the first of them, as sentences")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, help_text="since when it is not searched")

    personal_fields = frozenset({"kept_by"})

    class Meta:
        verbose_name_plural = "spectrum libraries"
        constraints = [
            CheckConstraint(name="library_of_a_known_kind", condition=Q(kind__in=Kind.values)),
            CheckConstraint(name="library_states_its_licence", condition=~Q(licence="")),
            CheckConstraint(name="library_has_name", condition=~Q(name="")),
            CheckConstraint(
                name="library_failed_for_a_reason", condition=~Q(status="failed") | ~Q(problem="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReferenceSpectrum(models.Model):
    """One spectrum of a library, as it was read, with the licence of the record."""

    kept_in = models.ForeignKey(SpectrumLibrary, models.CASCADE, related_name="references")
    number = models.PositiveIntegerField(help_text="place in the file")
    key = models.TextField(blank=True)
    name = models.TextField(blank=True)
    inchikey = models.TextField(blank=True)
    skeleton = models.TextField(blank=True, db_index=True, help_text="first block of the InChIKey")
    formula = models.TextField(blank=True)
    smiles = models.TextField(blank=True)
    ion = models.TextField(blank=True)
    mode = models.TextField(blank=True)
    instrument = models.TextField(blank=True)
    energy = models.TextField(blank=True)
    laboratory = models.TextField(blank=True)
    licence = models.TextField()
    family = models.TextField(blank=True)
    precursor_mz = models.FloatField(null=True)
    points = models.BinaryField(help_text="x and y in turn, 64-bit, little-endian")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        verbose_name_plural = "reference spectra"
        constraints = [
            UniqueConstraint(name="reference_numbered_once", fields=["kept_in", "number"]),
            CheckConstraint(name="reference_states_its_licence", condition=~Q(licence="")),
        ]


class MeasuredSpectrum(models.Model):
    """A spectrum that a laboratory measured: looked up here, and offered to the network or not."""

    kind = models.TextField(choices=Kind)
    technique = models.TextField(help_text="key of a technique, as lc-hrms")
    laboratory = models.ForeignKey(
        "laboratories.Laboratory", models.PROTECT, null=True, related_name="spectra"
    )
    sample = models.TextField(blank=True, db_index=True, help_text="token of a sample")
    file = models.TextField(blank=True)
    name = models.TextField(blank=True, help_text="what the file calls it")
    ion = models.TextField(blank=True)
    mode = models.TextField(blank=True)
    instrument = models.TextField(blank=True)
    energy = models.TextField(blank=True)
    precursor_mz = models.FloatField(null=True)
    splash = models.TextField(blank=True)
    points = models.BinaryField(help_text="x and y in turn, 64-bit, little-endian")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(blank=True, help_text="what its laboratory says of it")
    proposed = models.TextField(blank=True, help_text="what it was held for; empty: an unknown")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    personal_fields = frozenset({"kept_by", "offered_by"})

    class Meta:
        verbose_name_plural = "measured spectra"
        constraints = [
            CheckConstraint(name="measured_of_a_known_kind", condition=Q(kind__in=Kind.values)),
            CheckConstraint(
                name="measured_offer_has_a_laboratory",
                condition=Q(offered_at=None) | Q(laboratory__isnull=False),
            ),
            CheckConstraint(
                name="measured_withdrawal_says_why",
                condition=Q(withdrawn_at=None) | Q(offered_at__isnull=False) & ~Q(withdrawn_why=""),
            ),
        ]


class Opinion(models.Model):
    """What another laboratory says of an offered spectrum."""

    class Says(models.TextChoices):
        CONFIRMS = "confirms"
        CONTESTS = "contests"

    spectrum = models.ForeignKey(MeasuredSpectrum, models.PROTECT, related_name="opinions")
    laboratory = models.ForeignKey("laboratories.Laboratory", models.PROTECT, related_name="+")
    says = models.TextField(choices=Says)
    reason = models.TextField(blank=True)
    own = models.ForeignKey(
        MeasuredSpectrum, models.PROTECT, null=True, related_name="+",
        help_text="the spectrum that the opinion rests on; none: a statement",
    )  # fmt: skip
    likeness = models.FloatField(null=True, help_text="of the two spectra, from 0 to 1")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"by"})

    class Meta:
        ordering = ["id"]
        constraints = [
            CheckConstraint(
                name="opinion_of_a_known_kind", condition=Q(says__in=["confirms", "contests"])
            ),
            CheckConstraint(
                name="opinion_contest_says_why", condition=Q(says="confirms") | ~Q(reason="")
            ),
            CheckConstraint(
                name="opinion_likeness_is_of_two_spectra",
                condition=Q(likeness=None) | Q(own__isnull=False),
            ),
            CheckConstraint(
                name="opinion_rests_on_another_spectrum",
                condition=Q(own=None) | ~Q(own=F("spectrum")),
            ),
            UniqueConstraint(
                name="opinion_once_a_laboratory",
                fields=["spectrum", "laboratory"],
                condition=Q(taken_back_at=None),
            ),
        ]


class Unknown(models.Model):
    """Something nobody has named that one laboratory or several have measured."""

    kind = models.TextField(choices=Kind)
    mode = models.TextField(blank=True)
    precursor_mz = models.FloatField(null=True)
    opened_at = models.DateTimeField()
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+",
        help_text="the provisional substance it became",
    )  # fmt: skip

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            CheckConstraint(name="unknown_of_a_known_kind", condition=Q(kind__in=Kind.values)),
        ]


class Sighting(models.Model):
    """An offered spectrum held to be of an unknown, until somebody takes it out again."""

    unknown = models.ForeignKey(Unknown, models.PROTECT, related_name="sightings")
    spectrum = models.ForeignKey(MeasuredSpectrum, models.PROTECT, related_name="sightings")
    likeness = models.FloatField(help_text="the least to any other sighting, when it came")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    why = models.TextField(blank=True, help_text="why it was taken out")

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        ordering = ["id"]
        constraints = [
            UniqueConstraint(
                name="sighting_of_one_unknown", fields=["spectrum"], condition=Q(until=None)
            ),
            CheckConstraint(
                name="sighting_likeness_is_share",
                condition=Q(likeness__gte=0, likeness__lte=1),
            ),
            CheckConstraint(
                name="sighting_taken_out_for_a_reason", condition=Q(until=None) | ~Q(why="")
            ),
        ]
