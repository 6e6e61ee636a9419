"""How sure an identification is, and the sentence that says why: asked by every surface."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vedette.science.identification import at_most, identify, read_methods, weaker

WITHOUT_METHODS = "probable"  # what a source may claim at most without saying how it is known

SENTENCES: dict[str, str | Promise] = {
    "standard": _(
        "Confirmed: a reference standard matched in retention and in the high-resolution spectrum."
    ),
    "structural_and_another": _(
        "Confirmed: a test that shows the structure, and another that is independent of it."
    ),
    "three_tests": _("Confirmed: three independent tests, two of which tell substances apart."),
    "one_structural": _(
        "Not confirmed: one test shows the structure, and no independent second one is recorded."
    ),
    "two_separations": _(
        "Not confirmed: two independent tests agree, and none of them shows the structure."
    ),
    "screening": _("Not confirmed: the methods recorded are for screening only."),
    "source_says_less": _("The source itself calls it less sure than its methods would allow."),
    "methods_unknown": _(
        "Not confirmed: the methods are not recorded, and the word of a source is not enough."
    ),
    "no_method": _("No method is recorded."),
}


@dataclass(frozen=True, slots=True)
class Sureness:
    """How sure an identification is; ``reason`` is a key of `SENTENCES`."""

    level: str
    reason: str
    schymanski: int | None = None

    @property
    def sentence(self) -> str:
        """Say in one sentence why it is, or is not, analytically confirmed."""
        return str(SENTENCES[self.reason])

    @property
    def is_confirmed(self) -> bool:
        """Tell whether it is analytically confirmed."""
        return self.level == "confirmed"


@lru_cache(maxsize=4_096)
def sureness(method: str, claimed: str = "") -> Sureness:
    """Say how sure methods make an identification; a claim lowers it, and never raises it.

    Parameters
    ----------
    method : str
        As reported: "FTIR; GC-MS with reference standard". Where it leaves
        open which of two methods was used, the weaker one counts.
    claimed : str
        What the source itself says: presumptive, probable, confirmed or empty.
    """
    told = [identify(read_methods(part)) for part in _alternatives(method)]
    found = min(told, key=lambda one: (one.is_confirmed, one.level == "probable", bool(one.level)))
    if not found.level:
        level = weaker(claimed, WITHOUT_METHODS) if claimed else ""
        reason = "methods_unknown" if claimed or method.strip() else "no_method"
        return Sureness(level, reason)
    level = at_most(found.level, claimed)
    reason = found.reason if level == found.level else "source_says_less"
    return Sureness(level, reason, found.schymanski)


def _alternatives(method: str) -> list[str]:
    return method.casefold().split(" or ")
