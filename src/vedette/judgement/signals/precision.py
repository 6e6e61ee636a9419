"""How often signals were worth a person's time: by detector, by country and by family."""

from typing import Any, Literal

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from vedette.base.accounts.models import User
from vedette.judgement.signals.models import Outcome
from vedette.judgement.signals.queries import signals_seen_by

By = Literal["detector", "country", "family"]
ENOUGH = 5  # decisions below which a share says nothing
_GROUPS = {
    "detector": F("detector"),
    "country": F("country"),
    "family": Coalesce("family__name", "substance__family__name"),
}


def precision_by(group: By, *, person: User) -> list[dict[str, Any]]:
    """Return, of the decided signals a person may see, the share that was worth it.

    Discarded counts against a signal; assessed or watched counts for it. ``share`` is None
    where fewer than ``ENOUGH`` are decided. A country is empty for signals of several, a
    family None for substances of none.
    """
    rows = (
        signals_seen_by(person)
        .exclude(Q(outcome=None))
        .annotate(group=_GROUPS[group])
        .values("group")
        .annotate(decided=Count("id"), real=Count("id", filter=~Q(outcome=Outcome.DISCARDED)))
        .order_by("-decided", "group")
    )
    return [
        {
            group: row["group"], "decided": row["decided"], "real": row["real"],
            "share": row["real"] / row["decided"] if row["decided"] >= ENOUGH else None,
        }
        for row in rows
    ]  # fmt: skip
