"""People, bodies and machine tokens."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import CheckConstraint, Q


class Body(models.Model):
    """An organisation that provides, judges or receives: an agency, laboratory, service, office."""

    code = models.TextField(unique=True)
    name = models.TextField()
    country = models.TextField(blank=True)

    personal_fields: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person may do here; each role may do what the one before it may, except the last."""

    VIEWER = "viewer"
    LABORATORY = "laboratory"
    OFFICER = "officer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class User(AbstractUser):
    """A person with an account."""

    role = models.TextField(choices=Role, default=Role.VIEWER)
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="people")
    language = models.TextField(blank=True)

    personal_fields = frozenset({"username", "first_name", "last_name", "email", "last_login"})

    class Meta:
        constraints = [
            CheckConstraint(name="user_has_known_role", condition=Q(role__in=Role.values)),
        ]


class Token(models.Model):
    """A machine's way in, for one person's rights; only its digest is kept."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="tokens")
    title = models.TextField()
    digest = models.TextField(unique=True)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    personal_fields = frozenset({"owner"})
