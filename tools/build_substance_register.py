"""Build the CSV registers of substances from the shared folder of facts.

Run from the project root: ``PYTHONPATH=src python tools/build_substance_register.py ../shared``.
Our own additions and judgements lie beside this script in ``substance_register/``.
"""

import argparse
import collections
import csv
import re
from collections.abc import Iterable
from pathlib import Path

from vedette.science.identity.text import normalise, slugify

HERE = Path(__file__).parent / "substance_register"
REGISTER = Path(__file__).parents[1] / "src/vedette/catalogue/substances/register"
NOT_TAKEN = "designdrugs"
Row = dict[str, str]

SUBSTANCE_COLUMNS = (
    "key name inchikey smiles formula monoisotopic_mass cas pubchem_cid unii family roles "
    "un_control eu_control eu_first_notified sources"
)
NAME_COLUMNS = "substance name language kind ambiguous confidence source"
FAMILY_COLUMNS = "key parent label_en label_nl label_da watch severity smarts stems words"
POSITION = re.compile(r"(?:ortho|meta|para|[2-7])-([a-z][a-z-]{7,})")
FRAGMENT = re.compile(
    r"(?:\d{1,2}'?-?)?(?:meo|ho|aco|po|pro|eto|meet|me|m|mt|f|cl|br|alpha|alfa|beta|delta|gamma|oh)"
)
POSITIONAL_KINDS = {"preferred", "systematic", "common name", "INN"}


def main() -> None:
    """Read the facts, keep what we stand for, write the registers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the shared folder, usually ../shared")
    facts = parser.parse_args().shared / "data" / "substances"
    family_of = {row["family"]: row["family_id"] for row in read(facts / "families.csv")}
    substances = take_substances(facts, family_of)
    keys = {row["name"]: row["key"] for row in substances}
    names = take_names(facts, keys, substances)
    names += positional_names(names, substances)
    names = mark_fragments(mark_shared_names(unique_names(names)))
    write("substances.csv", SUBSTANCE_COLUMNS, substances)
    write("names.csv", NAME_COLUMNS, names)
    write("families.csv", FAMILY_COLUMNS, take_families(facts))
    write("mixtures.csv", "key term language components fixed", mixtures(facts, keys))
    print(f"{len(substances)} substances, {len(names)} names")


def read(path: Path) -> list[Row]:
    """Rows of one CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def write(name: str, columns: str, rows: Iterable[Row]) -> None:
    """Write one register."""
    with (REGISTER / name).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns.split(), extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def take_substances(facts: Path, family_of: dict[str, str]) -> list[Row]:
    """Substances traceable to more than the one source we leave out, and our own."""
    kept = [row for row in read(facts / "substances.csv") if row["sources"].strip() != NOT_TAKEN]
    for row in kept:
        row["family"] = family_of.get(row["family"], "other")
        row["roles"] = "|".join(part.strip().replace(" ", "_") for part in row["role"].split(";"))
        row["un_control"] = un_token(row["un_control"])
        row["eu_control"] = eu_token(row["eu_control"])
        row["sources"] = "|".join(
            part for part in row["sources"].split("; ") if part not in {NOT_TAKEN, ""}
        )
    kept += [
        dict.fromkeys(SUBSTANCE_COLUMNS.split(), "") | row for row in read(HERE / "substances.csv")
    ]
    taken: set[str] = set()
    for row in sorted(kept, key=lambda row: row["name"].casefold()):
        key = slugify(row["name"])
        while key in taken:
            key += "-2"
        taken.add(key)
        row["key"] = key
    return sorted(kept, key=lambda row: row["key"])


def un_token(text: str) -> str:
    """A short token such as ``1961:I+IV`` for a schedule named in words."""
    form = re.match(r"(19\d\d) (?:Schedule|Table) ([IV]+)(?: and ([IV]+))?", text)
    return f"{form[1]}:{form[2]}" + (f"+{form[3]}" if form[3] else "") if form else ""


def eu_token(text: str) -> str:
    """``precursor:1`` or ``drug:2025/2062`` (the number of the act that names the substance)."""
    if precursor := re.match(r"Drug precursor category (\w+)", text):
        return f"precursor:{precursor[1]}"
    act = re.search(r"\d{4}/\d+", text)
    return f"drug:{act[0]}" if act else ""


def take_names(facts: Path, keys: dict[str, str], substances: list[Row]) -> list[Row]:
    """Names worth keeping, our own among them."""
    roles = {row["key"]: set(row["roles"].split("|")) for row in substances}
    names = [name_row(row["key"], row["name"], "preferred", row["sources"]) for row in substances]
    own = read(HERE / "names.csv")
    dropped = {(row["substance"], row["name"].casefold()) for row in own if row["kind"] == "drop"}
    for row in own:
        if row["kind"] != "drop":
            if row["substance"] not in roles:
                raise SystemExit(f"our own name {row['name']!r} is of no substance in the register")
            said = {"confidence": row["confidence"] or "high", "source": row["source"] or "vedette"}
            names.append(row | said)
    for row in read(facts / "synonyms.csv"):
        key = keys.get(row["substance"])
        sources = [part for part in row["source"].split("; ") if part != NOT_TAKEN]
        if key is None or not sources or (key, row["synonym"].casefold()) in dropped:
            continue
        if is_noise(row):
            continue
        name = name_row(key, row["synonym"], row["kind"], "|".join(sources), row["language"])
        name["confidence"] = row["confidence"]
        name["ambiguous"] = "yes" if row["ambiguous"] or is_slight(row, roles[key]) else ""
        names.append(name)
    return names


def name_row(key: str, name: str, kind: str, source: str, language: str = "") -> Row:
    """One row of ``names.csv`` that is certain unless said otherwise."""
    return {
        "substance": key,
        "name": name.strip(),
        "language": language,
        "kind": kind,
        "ambiguous": "",
        "confidence": "high",
        "source": source,
    }


def is_noise(row: Row) -> bool:
    """Whether a name would harm more than help: pack sizes, slogans, fragments."""
    name, kind = row["synonym"].strip(), row["kind"]
    if len(name) == 1 and kind != "street":
        return True
    if row["confidence"] != "low" or kind == "INN":
        return False
    if kind in {"systematic", "code name", "abbreviation"}:
        return True
    return not re.fullmatch(r"[^\W\d_]{5,}(?: (?:hcl|hydrochloride|maleate|mesylate))?", name, re.I)


def is_slight(row: Row, roles: set[str]) -> bool:
    """Whether a short form is too slight to stand for a substance by itself."""
    name = row["synonym"].strip()
    if len(name) <= 2 and name.isascii():
        return not any(char.isdigit() for char in name) or len(name) == 1
    of_interest = roles & {"NPS", "controlled_drug"}
    plain = roles <= {"adulterant", "cutting_agent", "medicine", "reference"}
    return len(name) == 3 and name.isascii() and name.isalpha() and plain and not of_interest


def positional_names(names: list[Row], substances: list[Row]) -> list[Row]:
    """Names without their locant, as ambiguous names of every isomer of one formula."""
    formula = {row["key"]: row["formula"] for row in substances}
    exact = {normalise(row["name"]) for row in names}
    found: dict[tuple[str, str], set[str]] = collections.defaultdict(set)
    for row in names:
        located = POSITION.fullmatch(normalise(row["name"]))
        if located and row["kind"] in POSITIONAL_KINDS and formula[row["substance"]]:
            found[located[1], formula[row["substance"]]].add(row["substance"])
    return [
        name_row(key, bare, "positional", "vedette") | {"ambiguous": "yes"}
        for (bare, _), members in sorted(found.items())
        if len(members) > 1 and bare not in exact and bare.replace("-", "") not in exact
        for key in sorted(members)
    ]


def unique_names(names: list[Row]) -> list[Row]:
    """One row per substance, form and language, the surest first."""
    rank = {"high": 0, "medium": 1, "low": 2}
    best: dict[tuple[str, str, str], Row] = {}
    for row in names:
        place = (row["substance"], normalise(row["name"]), row["language"])
        held = best.get(place)
        if held is None or rank[row["confidence"]] < rank[held["confidence"]]:
            best[place] = row
    general = {(key, text) for key, text, language in best if not language}
    rows = [
        row
        for (key, text, language), row in best.items()
        if not language or (key, text) not in general
    ]
    return sorted(rows, key=lambda row: (row["substance"], row["kind"] != "preferred", row["name"]))


def mark_shared_names(names: list[Row]) -> list[Row]:
    """A low-confidence name that is another substance's own name is dropped; others are marked."""
    owners: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for row in names:
        surety = {"high": 3, "medium": 2, "low": 1}[row["confidence"]] + (row["ambiguous"] != "yes")
        surety += 10 * (row["kind"] == "preferred")
        place = owners[normalise(row["name"])]
        place[row["substance"]] = max(surety, place.get(row["substance"], 0))
    kept = []
    for row in names:
        rivals = owners[normalise(row["name"])]
        others = [surety for key, surety in rivals.items() if key != row["substance"]]
        surest = max(others, default=0) if row["kind"] != "preferred" else 0
        if surest < (3 if row["confidence"] == "low" else 10):
            kept.append(row)
    holders: dict[str, set[str]] = collections.defaultdict(set)
    for row in kept:
        holders[normalise(row["name"])].add(row["substance"])
    for row in kept:
        if len(holders[normalise(row["name"])]) > 1 and row["kind"] != "preferred":
            row["ambiguous"] = "yes"
    return kept


def mark_fragments(names: list[Row]) -> list[Row]:
    """Short words that begin many names ("5-MeO", "alpha") settle nothing by themselves."""
    for row in names:
        if row["kind"] != "preferred" and FRAGMENT.fullmatch(normalise(row["name"])):
            row["ambiguous"] = "yes"
    return names


def take_families(facts: Path) -> list[Row]:
    """Families with our judgement of how closely each is watched."""
    watch = {row["family"]: row for row in read(HERE / "watch.csv")}
    rows = []
    for row in read(facts / "families.csv"):
        if row["kind"] != "family":
            continue
        mine = watch.get(row["family_id"], {"watch": "low", "severity": "0.2"})
        words = "|".join(part for part in (row["terms"], mine.get("words", "")) if part)
        rows.append(
            {
                "key": row["family_id"],
                "parent": row["parent_id"],
                "label_en": row["label_en"],
                "label_nl": row["label_nl"],
                "label_da": row["label_da"],
                "watch": mine["watch"],
                "severity": mine["severity"],
                "smarts": row["smarts"],
                "stems": mine.get("stems", ""),
                "words": words,
            }
        )
    known = {row["key"] for row in rows}
    rows += [
        dict.fromkeys(FAMILY_COLUMNS.split(), "") | row | {"key": family}
        for family, row in watch.items()
        if family not in known
    ]
    return rows


def mixtures(facts: Path, keys: dict[str, str]) -> list[Row]:
    """Words that mean several substances at once."""
    rows = []
    for row in [*read(facts / "mixture_terms.csv"), *read(HERE / "mixtures.csv")]:
        parts = [keys.get(part.strip(), "") for part in row["components"].split(";")]
        if not all(parts):
            print("left out, a component is not in the register:", row["term"])
            continue
        rows.append(
            {
                "key": slugify(row["term"]),
                "term": row["term"],
                "language": row["language"],
                "components": "|".join(parts),
                "fixed": "yes" if row["certainty"] == "fixed" else "",
            }
        )
    return rows


if __name__ == "__main__":
    main()
