"""Build ``nuts.csv`` from the classification workbook that Eurostat publishes.

Run as ``python tools/build_place_register.py NUTS2021-NUTS2024.xlsx NUTSUK-2018.yaml``. The second
file holds the United Kingdom's last regions as rows of four ``key: value`` lines.
"""

import argparse
import csv
import re
from pathlib import Path

import python_calamine

REGISTER = Path(__file__).parents[1] / "src/vedette/catalogue/places/register"
Row = dict[str, str]


def main() -> None:
    """Read both files and write the register."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbook", type=Path)
    parser.add_argument("united_kingdom", type=Path)
    asked = parser.parse_args()
    book = python_calamine.CalamineWorkbook.from_path(str(asked.workbook))
    latin = {
        row[0]: row[2] for row in book.get_sheet_by_name("Cyrillic & Greek to Latin").to_python()
    }
    found: dict[str, Row] = {}
    for sheet in ("NUTS2021- NUTS2024", "SR2021- SR2024"):
        for cells in book.get_sheet_by_name(sheet).to_python()[1:]:
            add(found, [str(cell).strip() for cell in cells], latin)
    for code, name in re.findall(
        r"NUTS Code: (\S+)\n\s+NUTS label: (.+)", asked.united_kingdom.read_text("utf-8")
    ):
        found[code] = row_of(code, name.strip().strip("'\""), "2021", "2021")
    for code, row in found.items():
        if row["parent"] and row["parent"] not in found:
            row["parent"] = code[:3] + "0"  # Northern Ireland ran out of digits: UKN10 is in UKN0
    with (REGISTER / "nuts.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(next(iter(found.values()))), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found[code] for code in sorted(found))
    print(len(found), "regions")


def add(found: dict[str, Row], cells: list[str], latin: dict[str, str]) -> None:
    """Note under which versions the codes of one row stand."""
    before, after = cells[2], cells[3]
    name = next((cell for cell in cells[4:7] if cell), "")
    for code, version in ((before, "2021"), (after, "2024")):
        if not 3 <= len(code) <= 5 or code[2:3] == "Z" or not name:
            continue
        row = found.setdefault(code, row_of(code, clean(latin.get(code) or name), version, version))
        row["valid_from_version"] = min(row["valid_from_version"], version)
        row["valid_to_version"] = max(row["valid_to_version"], version)


def row_of(code: str, name: str, start: str, end: str) -> Row:
    """One region; the parent's code is the code without its last character."""
    return {
        "code": code,
        "name": name,
        "level": str(len(code) - 2),
        "parent": code[:-1] if len(code) > 3 else "",
        "valid_from_version": start,
        "valid_to_version": end,
    }


def clean(name: str) -> str:
    """A label without hard spaces and double spaces."""
    return re.sub(r"\s+", " ", name.replace("\xa0", " ")).strip()


if __name__ == "__main__":
    main()
