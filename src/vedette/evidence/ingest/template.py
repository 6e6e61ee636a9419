"""The generic reporting template: a workbook with help inside, or the same columns as CSV."""

import csv
from pathlib import Path

from vedette.evidence.ingest.errors import FileRefused

# Column, whether it must be filled, help, an example.
COLUMNS = (
    ("report_id", True, "Your own number of the sample. Sent again, it corrects.", "2026-0412"),
    ("date_occurred", True, "Day of seizure, collection or event: YYYY-MM-DD.", "2026-10-12"),
    ("date_reported", False, "Day on which you report it: YYYY-MM-DD.", "2026-10-15"),
    ("country", True, "Two letters, ISO 3166: IE, NL, DK ...", "IE"),
    ("region", False, "NUTS code, at most level 3. Never an address.", "IE061"),
    ("city", False, "City, if no NUTS code is known.", ""),
    ("laboratory", False, "Short name of the laboratory that measured.", "State laboratory"),
    ("substances_found", True, "All that was found, separated by semicolons, or: nothing found.",
     "protonitazene; caffeine"),
    ("sold_as", False, "What it was believed or sold to be.", "oxycodone"),
    ("method", False, "Best method; add 'with reference standard' if so.",
     "LC-HRMS with reference standard"),
    ("amount", False, "Decimal point. Below the limit of quantification: <0.1", "1.2"),
    ("unit", False, "UCUM unit: mg, g, mg/g, ng/mL, {tbl} ...", "mg"),
    ("form", False, "tablet, powder, liquid, blotter, herbal, vape liquid ...", "tablet"),
    ("colour", False, "Colour.", "blue"),
    ("logo", False, "Imprint or logo, to recognise it only.", "M30"),
    ("age_band", False, "For cases: 25-34. Never a date of birth.", ""),
    ("sex", False, "For cases: female, male, other.", ""),
    ("remarks", False, "Anything else. No names, no addresses.", ""),
)  # fmt: skip


def write_template(target: Path) -> None:
    """Write the template as .xlsx or .csv; refuse any other ending."""
    if target.suffix == ".csv":
        with target.open("w", newline="", encoding="utf-8-sig") as file:
            csv.writer(file).writerow([name for name, *_ in COLUMNS])
    elif target.suffix == ".xlsx":
        _write_workbook(target)
    else:
        raise FileRefused(
            f"a template is a .xlsx or a .csv file, not {target.suffix or target.name!r}"
        )


def _write_workbook(target: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(target)) as book:
        must = book.add_format({"bold": True, "bg_color": "#0b5a6f", "font_color": "#ffffff"})
        may = book.add_format({"bold": True, "bg_color": "#eef4f5"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Reports")
        sheet.freeze_panes(1, 1)
        for place, (name, needed, about, _) in enumerate(COLUMNS):
            sheet.write(0, place, name, must if needed else may)
            sheet.write_comment(0, place, about)
            # Text format keeps dates and numbers as typed, whatever the office's locale is.
            sheet.set_column(place, place, max(14, len(name) + 3), text)
        sheet.data_validation(
            1, 16, 5_000, 16, {"validate": "list", "source": ["female", "male", "other"]}
        )
        about = book.add_worksheet("Help")
        about.set_column(0, 0, 20, wrap)
        about.set_column(1, 1, 12, wrap)
        about.set_column(2, 3, 60, wrap)
        about.write_row(0, 0, ["column", "needed", "what to write", "example"], may)
        for line, (name, needed, words, example) in enumerate(COLUMNS, start=1):
            about.write_row(line, 0, [name, "yes" if needed else "no", words, example], wrap)
