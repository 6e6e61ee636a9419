"""An assessment as a document to send: tagged PDF, or DOCX for those who must edit it."""

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import typst

from vedette.science.privacy.cells import TOTAL, hide_small

LANGUAGES = ("en", "nl", "da")
# Words of the frame; what people wrote stays in the language in which they wrote it.
_WORDS: dict[str, dict[str, str]] = {
    "exercise": {"en": "EXERCISE: not real", "nl": "OEFENING: niet echt",
                 "da": "ØVELSE: ikke virkelig"},
    "substances": {"en": "Substances", "nl": "Stoffen", "da": "Stoffer"},
    "basis": {"en": "Legal basis", "nl": "Rechtsgrondslag", "da": "Retsgrundlag"},
    "state": {"en": "State", "nl": "Stand", "da": "Status"},
    "empty": {"en": "Nothing was written here.", "nl": "Hier is niets geschreven.",
              "da": "Her er intet skrevet."},
    "what": {"en": "What", "nl": "Wat", "da": "Hvad"},
    "number": {"en": "Value", "nl": "Waarde", "da": "Værdi"},
    "snapshot": {"en": "Snapshot", "nl": "Momentopname", "da": "Øjebliksbillede"},
    "ratings": {"en": "Ratings", "nl": "Inschattingen", "da": "Vurderinger"},
    "scale": {"en": "Scale", "nl": "Schaal", "da": "Skala"},
    "level": {"en": "Level", "nl": "Niveau", "da": "Niveau"},
    "why": {"en": "Why", "nl": "Waarom", "da": "Hvorfor"},
    "dissent": {"en": "Views that differ", "nl": "Afwijkende standpunten",
                "da": "Afvigende synspunkter"},
    "holder": {"en": "Whose", "nl": "Van wie", "da": "Hvis"},
    "view": {"en": "View", "nl": "Standpunt", "da": "Synspunkt"},
    "too_small": {"en": "not shown: small number", "nl": "niet getoond: klein aantal",
                  "da": "ikke vist: lille antal"},
    "round": {"en": "Experts asked apart, round", "nl": "Afzonderlijk gevraagde deskundigen, ronde",
              "da": "Særskilt adspurgte eksperter, runde"},
    "took_part": {"en": "asked, answered", "nl": "gevraagd, geantwoord",
                  "da": "adspurgt, besvaret"},
    "opinions": {"en": "Opinions", "nl": "Oordelen", "da": "Udtalelser"},
    "median": {"en": "Median", "nl": "Mediaan", "da": "Median"},
    "ends": {"en": "Lowest to highest", "nl": "Laagste tot hoogste", "da": "Laveste til højeste"},
    "reasons": {"en": "Reasons", "nl": "Redenen", "da": "Begrundelser"},
    "too_few": {"en": "too few to show", "nl": "te weinig om te tonen", "da": "for få til at vise"},
    "cites": {"en": "after round", "nl": "na ronde", "da": "efter runde"},
    "questions": {"en": "Questions that can rule it out", "nl": "Vragen die haar kunnen uitsluiten",
                  "da": "Spørgsmål, der kan udelukke den"},
    "question": {"en": "Question", "nl": "Vraag", "da": "Spørgsmål"},
    "answer": {"en": "Answer", "nl": "Antwoord", "da": "Svar"},
    "yes": {"en": "yes", "nl": "ja", "da": "ja"},
    "no": {"en": "no", "nl": "nee", "da": "nej"},
    "unknown": {"en": "unknown", "nl": "onbekend", "da": "ukendt"},
    "very_low": {"en": "very low", "nl": "zeer laag", "da": "meget lav"},
    "low": {"en": "low", "nl": "laag", "da": "lav"},
    "moderate": {"en": "moderate", "nl": "matig", "da": "moderat"},
    "high": {"en": "high", "nl": "hoog", "da": "høj"},
    "likelihood": {"en": "likelihood", "nl": "waarschijnlijkheid", "da": "sandsynlighed"},
    "impact": {"en": "impact", "nl": "impact", "da": "konsekvens"},
    "health": {"en": "impact on health", "nl": "impact op de gezondheid",
               "da": "konsekvens for sundheden"},
    "social": {"en": "social impact", "nl": "sociale impact", "da": "sociale konsekvenser"},
    "safety": {"en": "impact on safety", "nl": "impact op de veiligheid van mensen",
               "da": "konsekvens for sikkerheden"},
    "security": {"en": "impact on security", "nl": "impact op de openbare veiligheid",
                 "da": "konsekvens for trygheden"},
    "confidence": {"en": "confidence", "nl": "zekerheid", "da": "sikkerhed i vurderingen"},
    "summary": {"en": "Summary", "nl": "Samenvatting", "da": "Sammenfatning"},
    "report": {"en": "report", "nl": "melding", "da": "indberetning"},
    "no_longer": {"en": "no longer holds", "nl": "geldt niet meer", "da": "gælder ikke længere"},
    "read_on": {"en": "read on", "nl": "geraadpleegd op", "da": "læst den"},
    "counted": {"en": "counted as", "nl": "telt als", "da": "regnes som"},
    "detections": {"en": "Detections", "nl": "Detecties", "da": "Fund"},
    "first_seen": {"en": "First seen", "nl": "Voor het eerst gezien", "da": "Først set"},
    "deaths": {"en": "Deaths", "nl": "Sterfgevallen", "da": "Dødsfald"},
    "spread": {"en": "Reports by country", "nl": "Meldingen per land",
               "da": "Indberetninger pr. land"},
    "co_occurrence": {"en": "Found together with", "nl": "Samen gevonden met",
                      "da": "Fundet sammen med"},
    "seizure": {"en": "seizures", "nl": "inbeslagnames", "da": "beslaglæggelser"},
    "collected_sample": {"en": "collected samples", "nl": "verzamelde monsters",
                         "da": "indsamlede prøver"},
    "drug_checking": {"en": "drug checking", "nl": "drugstests", "da": "stoftestning"},
    "death": {"en": "deaths", "nl": "sterfgevallen", "da": "dødsfald"},
    "emergency": {"en": "emergencies", "nl": "spoedgevallen", "da": "akutte tilfælde"},
    "wastewater": {"en": "wastewater", "nl": "afvalwater", "da": "spildevand"},
    "syringe_residue": {"en": "syringe residues", "nl": "spuitresten", "da": "sprøjterester"},
    "found": {"en": "found, role not stated", "nl": "gevonden, rol niet vermeld",
              "da": "fundet, rolle ikke oplyst"},
    "cause": {"en": "cause of death", "nl": "doodsoorzaak", "da": "dødsårsag"},
    "contributed": {"en": "contributed to death", "nl": "droeg bij aan het overlijden",
                    "da": "medvirkede til døden"},
    "legal_status": {"en": "Legal status", "nl": "Juridische status", "da": "Retlig status"},
}  # fmt: skip


def document(assessment: Mapping[str, Any], *, language: str = "en", issuer: str = "") -> bytes:
    """Return an assessment as tagged PDF (PDF/UA-1).

    Parameters
    ----------
    assessment : mapping
        As ``formats.as_data`` gives it.
    language : str
        Of the frame: "en", "nl" or "da"; any other is taken as English.
    """
    language = language if language in LANGUAGES else "en"
    data = _Page(assessment, language).data(issuer)
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    return bytes(typst.compile(_template(), sys_inputs=inputs, pdf_standards="ua-1"))


def as_docx(assessment: Mapping[str, Any], *, language: str = "en") -> bytes:
    """Return an assessment as DOCX, with the headings, lists and tables of a word processor.

    Parameters
    ----------
    assessment : mapping
        As ``formats.as_data`` gives it.
    language : str
        Of the frame, as for ``document``.
    """
    language = language if language in LANGUAGES else "en"
    data = _Page(assessment, language).data("")
    made = docx.Document()
    made.core_properties.title, made.core_properties.author = data["title"], ""
    made.core_properties.language = language
    made.sections[0].header.paragraphs[0].text = data["marking"]
    if data["mark"]:
        made.add_paragraph(data["mark"]).runs[0].bold = True
    made.add_heading(data["title"], level=1)
    for line in data["opening"]:
        made.add_paragraph(line)
    for part in data["parts"]:
        _add_part(made, part)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def _add_part(made: Any, part: Mapping[str, Any]) -> None:
    made.add_heading(part["title"], level=2)
    for paragraph in part["paragraphs"]:
        made.add_paragraph(paragraph)
    for one in part["statements"]:
        made.add_paragraph(f"{one['text']} ({one['rests_on']})", style="List Bullet")
    for figure in part["figures"]:
        made.add_heading(figure["title"], level=3)
        _add_table(made, figure["head"], figure["rows"])
        made.add_paragraph(figure["source"])
    if part["rows"]:
        _add_table(made, part["head"], part["rows"])


def _add_table(made: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = made.add_table(rows=1, cols=len(head), style="Table Grid")
    for cells, line in [(table.rows[0].cells, head), *((table.add_row().cells, r) for r in rows)]:
        for cell, text in zip(cells, line, strict=True):
            cell.text = text


@lru_cache(maxsize=1)
def _template() -> bytes:
    return Path(str(files("vedette.judgement.assessments") / "document.typ")).read_bytes()


class _Page:
    """One assessment in one language, on its way to paper."""

    def __init__(self, said: Mapping[str, Any], language: str) -> None:
        self.said, self.language = said, language

    def word(self, key: str) -> str:
        """Return a word of the frame; what it does not know stays as it is."""
        return _WORDS.get(key, {}).get(self.language, key.replace("_", " "))

    def title(self, titles: Mapping[str, str]) -> str:
        """Return a title of the kind's table."""
        return titles.get(self.language) or titles["en"]

    def data(self, issuer: str) -> dict[str, Any]:
        """Return what the template sets."""
        said = self.said
        opening = [
            self.title(said["kind_title"]),
            f"{self.word('substances')}: {', '.join(said['substances'])}"
            if said["substances"] else "",
            f"{self.word('basis')}: {said['legal_ref']}" if said["legal_ref"] else "",
        ]  # fmt: skip
        parts = [
            *(self.section(one) for one in said["sections"]), self.form(), self.ratings(),
            *self.rounds(), self.questions(), self.dissents(),
        ]  # fmt: skip
        mark = self.word("exercise") if said["exercise"] else ""
        return {
            "title": said["title"], "language": self.language, "issuer": issuer, "mark": mark,
            "marking": " · ".join(filter(None, [f"TLP:{said['marking']}", mark])),
            "opening": [line for line in opening if line],
            "parts": [part for part in parts if part],
        }  # fmt: skip

    def section(self, one: Mapping[str, Any]) -> dict[str, Any]:
        """Return a section with its statements and figures."""
        paragraphs = [line for line in one["text"].splitlines() if line.strip()]
        return _part(
            self.title(one["title"]),
            paragraphs=paragraphs or [self.word("empty")],
            statements=[
                {"text": row["text"], "rests_on": "; ".join(map(self.citation, row["rests_on"]))}
                for row in one["statements"]
            ],
            figures=[self.figure(row) for row in one["figures"]],
        )

    def figure(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return a figure as a table with the snapshot it was counted in."""
        return {
            "title": self.word(row["figure"]), "head": [self.word("what"), self.word("number")],
            "rows": [
                [self.word(str(label)), self.word("too_small") if value is None else str(value)]
                for label, value in without_small(row["numbers"])
            ],
            "source": f"{self.word('snapshot')} {row['snapshot'][:16]}, {row['as_of'][:10]}",
        }  # fmt: skip

    def citation(self, one: Mapping[str, Any]) -> str:
        """Return what a statement rests on, in a few words."""
        if "report" in one:
            gone = "" if one["holds"] else f", {self.word('no_longer')}"
            return f"{self.word('report')} {one['source_key']}{gone}"
        if "snapshot" in one:
            return f"{self.word('snapshot')} {one['digest'][:16]}"
        if "figure" in one:
            return self.word(one["of"])
        return f"{one['title']}, {one['url']}, {self.word('read_on')} {one['accessed_on']}"

    def form(self) -> dict[str, Any] | None:
        """Return the short form of a rapid assessment."""
        said = self.said["form"]
        if said is None:
            return None
        rows = [
            [self.word(name), self.word(said[name]) if said[name] else "–", said[f"{name}_why"]]
            for name in ("likelihood", "impact", "confidence")
        ]
        return _part(
            self.word("summary"), paragraphs=[said["summary"] or self.word("empty")],
            head=[self.word(one) for one in ("scale", "level", "why")], rows=rows,
        )  # fmt: skip

    def ratings(self) -> dict[str, Any] | None:
        """Return the six scales with their reasons."""
        rows = [
            [self.word(one["scale"]), self._level(one), one["why"]]
            for one in self.said["ratings"]
        ]  # fmt: skip
        return self._table("ratings", ("scale", "level", "why"), rows)

    def _level(self, one: Mapping[str, Any]) -> str:
        said, counts = self.word(one["said"]), self.word(one["counts_as"])
        said = said if said == counts else f"{said} ({self.word('counted')} {counts})"
        return f"{said}; {self.word('cites')} {one['round']}" if one["round"] else said

    def rounds(self) -> Iterator[dict[str, Any]]:
        """Give the closed rounds of experts; of an open one nothing stands in a document."""
        for one in self.said["rounds"]:
            if one["is_closed"]:
                yield _part(
                    f"{self.word('round')} {one['number']}",
                    paragraphs=[
                        *filter(str.strip, one["question"].splitlines()),
                        f"{self.word('took_part')}: {one['asked']}, {one['answered']}",
                    ],
                    head=[
                        self.word(key) for key in ("scale", "opinions", "median", "ends", "reasons")
                    ],
                    rows=[self._opinions(scale) for scale in one["opinions"]],
                )

    def _opinions(self, one: Mapping[str, Any]) -> list[str]:
        if not one["is_shown"]:
            return [self.word(one["scale"]), f"{one['answered']}: {self.word('too_few')}", *"–––"]
        counts = [f"{self.word(said)} {n}" for said, n in one["counts"].items() if n]
        ends = dict.fromkeys(filter(None, [one["lowest"], one["highest"]]))
        return [
            self.word(one["scale"]), ", ".join(counts),
            " / ".join(map(self.word, one["median"])) or "–",
            " – ".join(map(self.word, ends)) or "–", "\n".join(one["reasons"]),
        ]  # fmt: skip

    def questions(self) -> dict[str, Any] | None:
        """Return what was answered, with the reasons."""
        rows = [
            [self.title(one["title"]), self.word(one["said"] or "–"),
             " ".join(filter(None, [one["why"], one["excepted"]]))]
            for one in self.said["questions"]
        ]  # fmt: skip
        return self._table("questions", ("question", "answer", "why"), rows)

    def dissents(self) -> dict[str, Any] | None:
        """Return the views that differ."""
        rows = [[one["holder"], one["view"], one["why"]] for one in self.said["dissents"]]
        return self._table("dissent", ("holder", "view", "why"), rows)

    def _table(
        self, title: str, head: Sequence[str], rows: Sequence[Sequence[str]]
    ) -> dict[str, Any] | None:
        if not rows:
            return None
        return _part(self.word(title), head=[self.word(one) for one in head], rows=rows)


def without_small(
    numbers: Sequence[Mapping[str, Any]],
) -> list[tuple[str, int | str | None]]:
    """Return the lines of a figure with None for counts from one to four.

    A document is read by people who may not see the rows behind it. Their sum is taken to
    be known, so that a second count is hidden where it would give the first away; days and
    words stay.
    """
    counts: dict[tuple[str, ...], int] = {
        (str(one["label"]),): one["value"] for one in numbers if isinstance(one["value"], int)
    }
    hidden = hide_small({(TOTAL,): sum(counts.values()), **counts}).all if counts else frozenset()
    return [
        (one["label"], None if (str(one["label"]),) in hidden else one["value"])
        for one in numbers
    ]  # fmt: skip


def _part(title: str, **filled: Any) -> dict[str, Any]:
    names = ("paragraphs", "statements", "figures", "head", "rows")
    return {"title": title, **{name: filled.get(name, []) for name in names}}
