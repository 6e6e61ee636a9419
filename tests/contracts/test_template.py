"""The template that an office fills in goes in as it was filled."""

import csv

import pytest

pytest.importorskip("django", reason="needs the server extra")

FILLED = [
    {"report_id": "2026-1", "date_occurred": "2026-10-12", "date_reported": "15.10.2026",
     "country": "IE", "substances_found": "protonitazene; caffeine", "sold_as": "oxycodone",
     "method": "LC-HRMS with reference standard", "sex": "female", "form": "Tablet"},
    {"report_id": "2026-2", "date_occurred": "1/9/2026", "country": "ie",
     "substances_found": "ketamine", "amount": "<0.1", "unit": "mg"},
]  # fmt: skip


def fill_csv(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    with path.open("a", newline="", encoding="utf-8") as file:
        csv.DictWriter(file, header, restval="").writerows(FILLED)


def fill_xlsx(path):
    """Write what the template holds again, with rows: no library here edits a workbook."""
    import xlsxwriter
    from python_calamine import CalamineWorkbook

    header = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Reports").to_python()[0]
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Reports")
        sheet.write_row(0, 0, header)
        for line, row in enumerate(FILLED, start=1):
            sheet.write_row(line, 0, [row.get(name, "") for name in header])
        book.add_worksheet("Help").write(0, 0, "column")


@pytest.mark.database
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_filled_template_goes_in(instance, tmp_path, ending):
    from vedette.evidence.observations.models import Finding, Report

    path = tmp_path / f"template.{ending}"
    assert instance.vedette("sources", "template", path).code == 0
    {"csv": fill_csv, "xlsx": fill_xlsx}[ending](path)
    taken = instance.take(path, "template")
    assert (taken["recorded"], taken["rows"]) == (2, 2)
    one, two = Report.objects.order_by("source_key")
    assert (one.country, one.sex, one.form) == ("IE", "female", "tablet")
    assert str(one.reported_at) == "2026-10-15"
    assert str(two.occurred_on) == "2026-09-01"
    found = Finding.objects.filter(report=one).order_by("id")
    assert [(f.raw, f.role, f.identity) for f in found] == [
        ("protonitazene", "found", "confirmed"), ("caffeine", "found", "confirmed"),
        ("oxycodone", "sold_as", ""),
    ]  # fmt: skip
    assert Finding.objects.get(report=two).below_loq
    assert instance.take(path, "template")["ignored"] == 2


def test_any_other_ending_is_one_sentence(instance, tmp_path):
    said = instance.vedette("sources", "template", tmp_path / "a.doc")
    assert said.code == 1
    assert "a template is a .xlsx or a .csv file" in said.err


def test_a_proposal_can_be_kept_once(instance, tmp_path):
    path = tmp_path / "[odd].csv"
    path.write_text("id,day\n1,2026-01-01\n", "utf-8")
    assert instance.vedette("sources", "new", path, "--save").code == 0
    again = instance.vedette("sources", "new", path, "--save")
    assert again.code == 1
    assert "exists already" in again.err
