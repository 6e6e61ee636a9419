"""Tables of parts, the completeness report over them, and who sees what of it."""

from datetime import date

import pytest
from django.utils import timezone

from tests.contracts.town import PANEL, TOXICOLOGY, tell
from vedette import pathway
from vedette.base.accounts.rules import Refused
from vedette.evidence.cases import overview
from vedette.evidence.cases.files import COLUMNS
from vedette.evidence.cases.models import Case, CasePart
from vedette.evidence.ingest.errors import FileRefused
from vedette.evidence.observations.models import Report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
HEAD = (
    "case,part,teller,occurred_on,country,subject,autopsy,substance,matrix,state,method,value,unit"
)
ROWS = [
    "C-1,toxicology,tox,2026-09-01,IE,deceased,,protonitazene,femoral_blood,found,LC-HRMS,1.5,ng/mL",
    "C-1,toxicology,tox,,,,,heroin,femoral_blood,not_found,LC-MS/MS,,",
    "C-1,autopsy,mortuary,2026-09-01,IE,,full,,,,,,",
    "C-2,toxicology,tox,2026-09-02,IE,deceased,,heroin,urine,found,LC-MS,7,",
    "C-2,toxicology,tox,,,,,xylazine,urine,not_tested,,,",
    "C-3,post,mortuary,2026-09-02,IE,,full,,,,,,",
    "C-4,autopsy,nobody,2026-09-02,IE,,full,,,,,,",
    "C-5,autopsy,mortuary,2026-09-02,IE,,halfway,,,,,,",
    ",autopsy,mortuary,2026-09-02,IE,,full,,,,,,",
    "C-6,autopsy,mortuary,2026-09-03,IE,,none,,,,,,",
    "C-6,autopsy,mortuary,2026-09-04,IE,,,,,,,,",
]


def take_in(town, tmp_path, rows=ROWS, head=HEAD, by="officer"):
    path = tmp_path / "parts.csv"
    path.write_text("\n".join([head, *rows]) + "\n", "utf-8")
    return pathway.take_in_parts(
        path=path, name=path.name, marking=town["GREEN"]["marking"], by=town[by],
        at=timezone.now(),
    )  # fmt: skip


def test_parts_with_flaws_stay_out_by_line_and_column_and_the_rest_goes_in(town, tmp_path):
    taken = take_in(town, tmp_path)
    assert (taken.rows, taken.told, taken.refused) == (11, 2, 4)
    said = {(flaw.line, flaw.column, flaw.value) for flaw in taken.flaws}
    assert said == {
        (5, "value", ""), (7, "part", "post"), (8, "teller", "nobody"),
        (9, "autopsy", "halfway"), (10, "case", ""), (12, "occurred_on", "2026-09-04"),
    }  # fmt: skip
    assert all(flaw.reason for flaw in taken.flaws)
    assert Case.objects.count() == 1
    assert CasePart.objects.get(kind="toxicology").lines.count() == 2


def test_the_same_file_again_repeats_nothing_and_a_correction_is_a_revision(town, tmp_path):
    take_in(town, tmp_path, ROWS[:3])
    reports = Report.objects.count()
    again = take_in(town, tmp_path, ROWS[:3])
    assert (again.told, again.corrected, again.unchanged) == (0, 0, 2)
    assert Report.objects.count() == reports
    mended = [ROWS[0].replace("1.5", "2.5"), *ROWS[1:3]]
    assert take_in(town, tmp_path, mended).corrected == 1


def test_a_file_that_lacks_a_column_or_has_a_strange_one_is_refused_whole(town, tmp_path):
    with pytest.raises(FileRefused, match="lacks the columns occurred_on"):
        take_in(town, tmp_path, head=HEAD.replace("occurred_on", "sex"))
    with pytest.raises(FileRefused, match="'name'"):
        take_in(town, tmp_path, head=HEAD.replace("subject", "name"))
    with pytest.raises(Refused, match="roles"):
        take_in(town, tmp_path, by="viewer")


def test_a_laboratory_takes_in_its_own_parts_only(town, tmp_path):
    taken = take_in(town, tmp_path, ROWS[:3], by="tox")
    assert (taken.told, taken.refused) == (1, 1)
    assert [flaw.column for flaw in taken.flaws] == ["teller"]


def test_no_column_holds_free_words_about_a_person():
    assert not {"name", "address", "born_on", "remark", "text", "city"} & set(COLUMNS)


def test_the_report_counts_what_a_person_may_see_as_known_on_a_day(town, instance_folder):
    panel = [{"substance": name, "state": "not_found", "method": "LC-MS/MS"} for name in
             ("heroin", "protonitazene")]  # fmt: skip
    told = TOXICOLOGY | {"subject": "deceased", "occurred_on": "2026-10-06"}
    for number in range(7):
        tell(town, "toxicology", "tox", told, panel, reference=f"C-{number}")
    strict = {**town, "GREEN": town["AMBER"]}
    for number in range(7, 13):
        tell(strict, "toxicology", "tox", told, PANEL, reference=f"C-{number}", days=2)
    (instance_folder / "population.csv").write_text("place,people\nIE,5000000\nFR,x\n")
    since, until = date(2026, 1, 1), date(2026, 12, 31)
    asked = {"since": since, "until": until}
    whole = overview.completeness_for(town["officer"], **asked)
    assert [row.deaths for row in whole.report.rows] == [13, 13]
    assert whole.report.rows[1].rate == pytest.approx(0.26, abs=0.01)
    assert len(whole.flaws) == 1
    assert overview.completeness_for(town["viewer"], **asked).report.rows[0].deaths == 7
    early = overview.completeness_for(town["officer"], as_of=town["at"], **asked)
    assert early.report.rows[0].deaths == 7
    assert whole.report.rows[0].counts["toxicology", "partial"] == 13
    watched, panels = overview.coverage_for(town["officer"], **asked)
    assert panels == 13
    assert {family.key: one.counts["looked"] for family, one in watched} == {"nitazene": 13}


def test_deaths_of_registers_are_named_beside_the_report_and_never_as_a_small_number(
    town, another_report,
):  # fmt: skip
    asked = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}
    another_report("d-1", context="death")
    assert overview.completeness_for(town["officer"], **asked).without_parts is None
    for number in range(2, 9):
        another_report(f"d-{number}", context="death")
    assert overview.completeness_for(town["officer"], **asked).without_parts == 8


def test_one_number_written_in_two_ways_is_one_part_of_a_file(town, tmp_path):
    rows = [ROWS[0].replace("C-1", "IE-x/117"), ROWS[1].replace("C-1", "ie x 117")]
    taken = take_in(town, tmp_path, rows)
    assert (taken.told, taken.corrected) == (1, 0)
    assert CasePart.objects.get().lines.count() == 2


@pytest.mark.parametrize("wrong", [
    "C-1,toxicology,tox,,,,,heroin,femoral_blood,found,LC-MS/MS,,,one too many",
    "C-1,toxicolgy,tox,,,,,heroin,femoral_blood,found,LC-MS/MS,,",
    "c 1,toxicology,,,,,,heroin,femoral_blood,found,LC-MS/MS,,",
])  # fmt: skip
def test_a_line_that_cannot_be_read_keeps_its_whole_panel_out(town, tmp_path, wrong):
    taken = take_in(town, tmp_path, [ROWS[0], wrong, ROWS[2].replace("C-1", "C-2")])
    assert (taken.told, taken.refused) == (1, 1)
    assert CasePart.objects.get().kind == "autopsy"
    assert {flaw.line for flaw in taken.flaws} == {2, 3}


def test_a_part_whose_lines_disagree_on_whose_number_it_is_stays_out(town, tmp_path):
    head = HEAD.replace("country", "country,own_number")
    rows = [ROWS[0].replace("IE", "IE,yes"), ROWS[1].replace("tox,,", "tox,,,no")]
    taken = take_in(town, tmp_path, rows, head=head)
    assert (taken.told, taken.refused) == (0, 1)
    assert [flaw.column for flaw in taken.flaws] == ["own_number"]


def test_a_line_of_which_nothing_can_be_read_keeps_its_neighbours_out(town, tmp_path):
    rows = [ROWS[0], '"C-1,toxicology,tox', ROWS[1], ROWS[2].replace("C-1", "C-2")]
    taken = take_in(town, tmp_path, rows)
    assert (taken.told, taken.refused) == (1, 1)
    assert CasePart.objects.get().kind == "autopsy"
