"""Find the shared row of a marking, or make it."""

from vedette.base.accounts.rules import Refused
from vedette.base.markings.models import Marking, Tlp


def marking_for(tlp: str) -> Marking:
    """Return the node's own marking of a colour, for public health; refuse another colour."""
    if tlp not in Tlp.values:
        raise Refused(f"no marking is called {tlp!r}; one of {', '.join(Tlp.values)}")
    row, _ = Marking.objects.get_or_create(
        tlp=tlp, handling="", purpose="public health", legal_regime="GDPR", retention_years=10,
        provider=None,
    )  # fmt: skip
    return row
