"""What a person keeps of the pages: lists with their filters, by name."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class SavedView(models.Model):
    """A list with its filters, kept by one person under a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    title = models.TextField()
    address = models.TextField(help_text="path and query on this node")

    personal_fields = frozenset({"owner", "title"})

    class Meta:
        ordering = ["title"]
        constraints = [
            UniqueConstraint(name="saved_view_title_once", fields=["owner", "title"]),
            CheckConstraint(
                name="saved_view_stays_here",
                condition=Q(address__startswith="/") & ~Q(address__startswith="//"),
            ),
            CheckConstraint(name="saved_view_has_title", condition=~Q(title="")),
        ]

    def __str__(self) -> str:
        return self.title
