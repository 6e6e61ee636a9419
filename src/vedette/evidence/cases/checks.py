"""The consistency checks of a case, as one table: key, weight, sentence, fields, and what it asks.

A check that refuses speaks of one part by itself and keeps it out; a check that warns speaks of
the whole case and is shown until the parts agree. Nothing here reads a database.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vedette.evidence.cases import asked
from vedette.evidence.cases.views import CaseView

WARN, REFUSE = "warn", "refuse"
Facts = dict[str, Any]
# Facts that are codes, and the kind of word under which a surface finds them.
CODED = {
    "matrix": "matrix", "manner": "case_code", "other": "case_code", "field": "case_field",
    "claimed": "identity", "level": "identity",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Check:
    """One rule: when it finds something, the sentence says what, with the facts it found."""

    key: str
    weight: str
    sentence: str | Promise
    fields: tuple[str, ...]
    finds: Callable[[CaseView], Iterable[Facts]]


@dataclass(frozen=True, slots=True)
class Remark:
    """What one check found in one case."""

    check: Check
    facts: Facts = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return the key of the check."""
        return self.check.key

    @property
    def weight(self) -> str:
        """Return whether it warns or refuses."""
        return self.check.weight

    @property
    def sentence(self) -> str:
        """Say what was found."""
        return self.with_words(lambda _kind, code: code.replace("_", " "))

    def with_words(self, label: Callable[[str, str], Any]) -> str:
        """Say what was found, with words for the codes in it: `label` takes a kind and a code."""
        facts = {
            name: label(CODED[name], value) if name in CODED else value
            for name, value in self.facts.items()
        }
        return str(self.check.sentence) % facts


CHECKS: tuple[Check, ...] = (
    Check(
        "value_without_unit", REFUSE,
        _("%(substance)s has the value %(value)s and no unit."),
        ("value", "unit"), asked.value_without_unit,
    ),
    Check(
        "value_below_loq", REFUSE,
        _("%(substance)s is below the limit of quantification and has a value all the same."),
        ("value", "below_loq"), asked.value_below_loq,
    ),
    Check(
        "result_without_method", REFUSE,
        _("%(substance)s was looked for, and no known method is named."),
        ("method",), asked.result_without_method,
    ),
    Check(
        "untested_with_result", REFUSE,
        _("%(substance)s is called not tested and has a method or a value."),
        ("state", "value", "method"), asked.untested_with_result,
    ),
    Check(
        "value_of_nothing", REFUSE,
        _("%(substance)s was not found and has a value."),
        ("state", "value"), asked.value_of_nothing,
    ),
    Check(
        "line_contradicts_line", REFUSE,
        _("%(substance)s stands in one panel with two different answers for the same matrix."),
        ("substance", "matrix", "state"), asked.line_contradicts_line,
    ),
    Check(
        "found_before_died", REFUSE,
        _("The person was found dead on %(found)s and died on %(died)s."),
        ("died_on", "found_on"), asked.found_before_died,
    ),
    Check(
        "icd_malformed", REFUSE,
        _("%(code)s is no code of %(version)s."),
        ("underlying", "contributing"), asked.icd_malformed,
    ),
    Check(
        "icd_without_version", REFUSE,
        _("A cause of death is coded, and the version of the classification is not said."),
        ("icd_version", "underlying"), asked.icd_without_version,
    ),
    Check(
        "cause_without_toxicology", WARN,
        _("%(substance)s is named in the cause of death, and no laboratory has reported."),
        ("cause",), asked.cause_without_toxicology,
    ),
    Check(
        "cause_not_tested", WARN,
        _("%(substance)s is named in the cause of death, and no panel looked for it."),
        ("cause", "substance", "state"), asked.cause_not_tested,
    ),
    Check(
        "cause_not_found", WARN,
        _("%(substance)s is named in the cause of death, and the laboratory did not find it."),
        ("cause", "substance", "state"), asked.cause_not_found,
    ),
    Check(
        "cause_only_screened", WARN,
        _("%(substance)s is named in the cause of death and was found by screening only."),
        ("cause", "method"), asked.cause_only_screened,
    ),
    Check(
        "opioid_cause_without_panel", WARN,
        _("The cause is coded as an opioid (%(code)s), and no panel looked for opioids."),
        ("underlying", "contributing", "substance"), asked.opioid_cause_without_panel,
    ),
    Check(
        "naloxone_without_opioid_screen", WARN,
        _("Naloxone was given, and no panel looked for opioids."),
        ("naloxone", "substance"), asked.naloxone_without_opioid_screen,
    ),
    Check(
        "icd_outside_set", WARN,
        _("%(code)s as the underlying cause is outside %(set)s; the death is not counted there."),
        ("underlying",), asked.icd_outside_set,
    ),
    Check(
        "icd_without_its_pair", WARN,
        _("%(code)s counts in %(set)s only with one of %(needs)s beside it."),
        ("underlying", "contributing"), asked.icd_without_its_pair,
    ),
    Check(
        "manner_against_code", WARN,
        _("The manner is %(manner)s, and the underlying cause %(code)s says %(other)s."),
        ("manner", "underlying"), asked.manner_against_code,
    ),
    Check(
        "claims_more_than_methods", WARN,
        _("%(substance)s is called %(claimed)s; its methods (%(method)s) make it %(level)s."),
        ("claimed_level", "method"), asked.claims_more_than_methods,
    ),
    Check(
        "matrix_of_the_dead", WARN,
        _("%(substance)s was looked for in %(matrix)s, and the person is alive."),
        ("matrix", "subject", "outcome"), asked.matrix_of_the_dead,
    ),
    Check(
        "living_and_dead", WARN,
        _("One part says that the person died; the laboratory calls the person living."),
        ("subject", "outcome", "died_on"), asked.living_and_dead,
    ),
    Check(
        "cardiac_blood_alone", WARN,
        _("%(substance)s was measured in cardiac blood and not in femoral blood."),
        ("matrix", "value"), asked.cardiac_blood_alone,
    ),
    Check(
        "parts_disagree", WARN,
        _("The parts disagree on %(field)s: %(values)s."),
        ("sex", "age_band", "country", "died_on"), asked.parts_disagree,
    ),
    Check(
        "parts_far_apart", WARN,
        _("The parts speak of days that lie %(days)s days apart."),
        ("occurred_on",), asked.parts_far_apart,
    ),
    Check(
        "died_without_autopsy_part", WARN,
        _("The person died, and whether there was an autopsy is not said."),
        ("outcome", "autopsy"), asked.died_without_autopsy_part,
    ),
)  # fmt: skip
BY_KEY: dict[str, Check] = {check.key: check for check in CHECKS}


def remarks_on(view: CaseView, *, weight: str = "") -> Iterator[Remark]:
    """Yield what the checks find in a case, in the order of the table."""
    for check in CHECKS:
        if weight in ("", check.weight):
            for facts in check.finds(view):
                yield Remark(check, facts)
