"""`vedette identify`: which substance a spectrum is of, how sure, and what else it may be."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from vedette.errors import VedetteError
from vedette.surfaces.cli.talk import say_json, say_table, talk

if TYPE_CHECKING:  # the compiler behind it is loaded by this command alone
    from vedette.science.spectra import Component, CurveIdentification, Identification, Spectrum

WRONGLY_CALLED = 2
COLUMNS = (
    "query", "confidence", "known", "level", "best match", "score", "peaks", "isomers", "family",
)  # fmt: skip


def identify(
    file: Annotated[Path, typer.Argument(help="Spectra: MSP, MGF, mzML, JCAMP-DX, CSV, ...")],
    library: Annotated[Path, typer.Option(help="References, in any of these formats or Parquet.")],
    top: Annotated[int, typer.Option(min=1, help="Matches a query.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a query.")] = False,
    mixture: Annotated[bool, typer.Option("--mixture", help="Name components as well.")] = False,
    within: Annotated[float, typer.Option(min=0, help="Tolerance of peaks in Da.")] = 0.005,
    ppm: Annotated[float, typer.Option(min=0, help="Tolerance in ppm; the wider counts.")] = 10.0,
) -> None:
    """Say which substance each spectrum is of; needs no instance.

    Infrared and Raman spectra (JCAMP-DX, or a table with wavenumbers) are found by correlation
    in a library of their kind, without a probability. Of mass spectra, confidence is the calibrated
    probability that the best match is the compound. The index of
    a library is kept beside the instance. Spectra that cannot be read are named on stderr,
    the others answered. Exits with 2 if a file holds none that can be.
    """
    from vedette.science.spectra import Identifier, Searcher, Tolerances, holds_curves, unmix
    from vedette.surfaces.cli.spectra_files import opened_library

    try:
        if holds_curves(file):
            _identify_curves(file, library, top, json)
            return
        references = opened_library(library)
        tolerances = Tolerances(within=within, ppm=ppm, precursor_ppm=ppm)
        identifier = Identifier(references, _families(), tolerances)
        searcher = Searcher(references, tolerances) if mixture else None
        rows = []
        for number, query in enumerate(_queries(file), 1):
            answer = identifier.identify(query, top=top)
            components = unmix(searcher, query) if searcher else None
            key = answer.query.key or answer.query.name or str(number)
            if json:
                say_json(as_json(key, answer, components))
            else:
                rows += _rows(key, answer, components)
    except VedetteError as error:
        talk.print(f"Not identified: {str(error).removesuffix('.')}.")
        raise typer.Exit(WRONGLY_CALLED) from None
    if not json:
        say_table(COLUMNS, rows, empty="There is no spectrum.")


def as_json(
    key: str, answer: "Identification", components: "tuple[Component, ...] | None"
) -> dict[str, Any]:
    """Return what is printed of an answer."""
    said = {
        "query_id": key,
        "confidence": round(answer.confidence, 4),
        "known": answer.known,
        "level": answer.level,
        "family": answer.family,
        "reasons": list(answer.reasons),
        "isomers": list(answer.isomers),
        "matches": [
            {
                "name": one.about.name, "inchikey": one.about.inchikey,
                "formula": one.about.formula, "score": round(one.score, 4),
                "cosine": round(one.cosine, 4), "matched_peaks": one.matched_peaks,
                "explained": round(one.explained, 4),
                "precursor_ppm": None if one.ppm_off is None else round(one.ppm_off, 2),
                "same_ion": one.same_ion, "isomers": list(one.isomers),
                "reference": one.about.key, "licence": one.about.licence,
            }
            for one in answer.matches
        ],
        "analogues": [
            {
                "name": one.about.name, "inchikey": one.about.inchikey,
                "score": round(one.score, 4), "shift": str(one.shift) if one.shift else "",
                "family": one.family,
            }
            for one in answer.analogues
        ],
    }  # fmt: skip
    if components is not None:
        said["components"] = [
            {
                "name": one.about.name, "inchikey": one.about.inchikey,
                "found": round(one.found, 4), "share": round(one.share, 4),
                "matched_peaks": one.matched_peaks,
            }
            for one in components
        ]  # fmt: skip
    return said


def _identify_curves(file: Path, library: Path, top: int, json: bool) -> None:
    """Answer about infrared and Raman spectra."""
    from vedette.science.spectra import Curve, NotReadable, identify_curve, read_curves
    from vedette.surfaces.cli.spectra_files import opened_curves

    references = opened_curves(library)
    rows = []
    found = 0
    for number, one in enumerate(read_curves(file), 1):
        if not isinstance(one, Curve):
            talk.print(f"Not read: {one}.")
            continue
        found += 1
        answer = identify_curve(one, references, top=top)
        key = answer.query.key or answer.query.name or str(number)
        if json:
            say_json(curve_as_json(key, answer))
        else:
            rows += _curve_rows(key, answer)
    if not found:
        raise NotReadable(file.name, "it holds no spectrum that can be read")
    if not json:
        say_table(COLUMNS, rows, empty="There is no spectrum.")


def curve_as_json(key: str, answer: "CurveIdentification") -> dict[str, Any]:
    """Return what is printed of an answer about a curve: no probability, no level."""
    return {
        "query_id": key, "confidence": None, "known": answer.known, "level": "", "family": "",
        "reasons": list(answer.reasons),
        "isomers": list(answer.matches[0].isomers) if answer.matches else [],
        "matches": [
            {"name": one.about.name, "inchikey": one.about.inchikey,
             "formula": one.about.formula, "score": round(one.score, 4), "matched_peaks": None,
             "common": round(one.common, 4), "isomers": list(one.isomers),
             "reference": one.about.key, "licence": one.about.licence}
            for one in answer.matches
        ],
        "analogues": [],
    }  # fmt: skip


def _curve_rows(key: str, answer: "CurveIdentification") -> list[list[Any]]:
    best = answer.matches[0] if answer.matches else None
    first = [
        key, "", "yes" if answer.known else "no", "", best.about.name if best else "",
        f"{best.score:.2f}" if best else "", "", ", ".join(best.isomers) if best else "", "",
    ]  # fmt: skip
    return [first, *([] if answer.known else [["", "", "", "", one, "", "", "", ""]
                                              for one in answer.reasons])]  # fmt: skip


def _queries(file: Path) -> "Iterator[Spectrum]":
    from vedette.science.spectra import NotReadable, Spectrum, read

    found = 0
    for one in read(file):
        if isinstance(one, Spectrum):
            found += 1
            yield one
        else:
            talk.print(f"Not read: {one}.")
    if not found:
        raise NotReadable(file.name, "it holds no spectrum that can be read")


def _families() -> dict[str, str]:
    from vedette.catalogue.substances.registers import read_substances

    return {one.inchikey[:14]: one.family for one in read_substances() if one.inchikey}


def _rows(
    key: str, answer: "Identification", components: "tuple[Component, ...] | None"
) -> list[list[Any]]:
    best = answer.matches[0] if answer.matches else None
    first = [
        key, f"{answer.confidence:.2f}", "yes" if answer.known else "no", answer.level,
        best.about.name if best else "", f"{best.score:.2f}" if best else "",
        best.matched_peaks if best else "", ", ".join(answer.isomers), answer.family,
    ]  # fmt: skip
    parts = [
        ["", "", "", "", f"+ {one.about.name}", f"{one.found:.2f}", one.matched_peaks, "", ""]
        for one in components or ()
    ]
    near = (
        []
        if answer.known
        else [["", "", "", "", reason, "", "", "", ""] for reason in answer.reasons]
    )
    return [first, *near, *parts]
