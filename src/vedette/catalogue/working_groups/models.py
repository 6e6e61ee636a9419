"""A working group, the sets of names it gave, and what it met about; functions, never persons."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class WorkingGroup(models.Model):
    """A group of institutes that works on something together."""

    key = models.TextField(unique=True)
    name = models.TextField()

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [CheckConstraint(name="working_group_has_name", condition=~Q(name=""))]

    def __str__(self) -> str:
        return self.name


class NameSet(models.Model):
    """A set of reference data of a group: its names, and under which terms it may be used."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="sets")
    title = models.TextField()
    version = models.TextField(blank=True)
    licence = models.TextField(help_text="as the group states it")
    may_export = models.BooleanField(default=False, help_text="its names may leave this node")
    library = models.ForeignKey(
        "spectra.SpectrumLibrary", models.PROTECT, null=True, related_name="+",
        help_text="where its names are those of a library that is here",
    )  # fmt: skip
    content = models.TextField(help_text="SHA-256 of what was read")
    mapped_at = models.DateTimeField(help_text="when its names were held against the register")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"kept_by"})

    class Meta:
        constraints = [
            UniqueConstraint(name="name_set_once", fields=["group", "title", "version"]),
            CheckConstraint(name="name_set_states_its_licence", condition=~Q(licence="")),
            CheckConstraint(name="name_set_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}".strip()


class NameEntry(models.Model):
    """One name of a set, and which record of the register it is."""

    class Match(models.TextChoices):
        INCHIKEY = "inchikey"
        CAS = "cas"
        NAME = "name"
        AMBIGUOUS = "ambiguous"
        FAMILY = "family"
        NONE = "none"

    set = models.ForeignKey(NameSet, models.CASCADE, related_name="entries")
    line = models.PositiveIntegerField()
    name = models.TextField()
    inchikey = models.TextField(blank=True)
    cas = models.TextField(blank=True)
    match = models.TextField(choices=Match, default=Match.NONE)
    substance = models.ForeignKey(
        "substances.Substance", models.PROTECT, null=True, related_name="+"
    )

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        ordering = ["line"]
        constraints = [
            UniqueConstraint(name="name_entry_once_a_line", fields=["set", "line"]),
            CheckConstraint(name="name_entry_has_name", condition=~Q(name="")),
            CheckConstraint(
                name="name_entry_of_a_known_match",
                condition=Q(match__in=["inchikey", "cas", "name", "ambiguous", "family", "none"]),
            ),
            CheckConstraint(
                name="name_entry_match_names_its_record",
                condition=Q(match__in=["inchikey", "cas", "name"], substance__isnull=False)
                | ~Q(match__in=["inchikey", "cas", "name"]) & Q(substance=None),
            ),
        ]
        indexes = [models.Index(fields=["set", "match"])]


class GroupRecord(models.Model):
    """A meeting or a document of a group: what, when, and where it lies."""

    class Kind(models.TextChoices):
        MEETING = "meeting"
        DOCUMENT = "document"

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="records")
    kind = models.TextField(choices=Kind)
    title = models.TextField()
    dated = models.DateField()
    place = models.TextField(blank=True, help_text="a link, or the name of a file")
    marking = models.ForeignKey("markings.Marking", models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    personal_fields = frozenset({"kept_by"})

    class Meta:
        constraints = [
            CheckConstraint(
                name="group_record_of_a_known_kind", condition=Q(kind__in=["meeting", "document"])
            ),
            CheckConstraint(name="group_record_has_title", condition=~Q(title="")),
            CheckConstraint(
                name="group_document_lies_somewhere",
                condition=~Q(kind="document") | ~Q(place=""),
            ),
        ]


class GroupContact(models.Model):
    """A function of a group and the mailbox of that function; no person is named."""

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="contacts")
    function = models.TextField(help_text="secretariat, chair, data …")
    institute = models.TextField()
    country = models.TextField(blank=True)
    mailbox = models.TextField(help_text="of the function, never of a person")
    since = models.DateField()
    ended_on = models.DateField(null=True)

    personal_fields: frozenset[str] = frozenset()

    class Meta:
        constraints = [
            UniqueConstraint(
                name="group_contact_once", fields=["group", "function", "mailbox"],
                condition=Q(ended_on=None),
            ),
            CheckConstraint(
                name="group_contact_says_function_and_mailbox",
                condition=~Q(function="") & ~Q(mailbox="") & ~Q(institute=""),
            ),
            CheckConstraint(
                name="group_contact_ends_after_it_began",
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("since")),
            ),
        ]  # fmt: skip
