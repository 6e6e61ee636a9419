"""From an uploaded file to the answer, over the page, the API and the command line."""

import base64
import gzip
import json
import struct
from datetime import UTC, date, datetime

import pytest

pytest.importorskip("django", reason="needs the server extra")
import numpy as np
import peaks
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from typer.testing import CliRunner

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.markings.actions import marking_for
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.spectra import actions
from vedette.catalogue.spectra.models import MeasuredSpectrum, SpectrumLibrary
from vedette.catalogue.substances.models import SubstanceName
from vedette.evidence.observations.queries import reports_seen_by
from vedette.evidence.samples import actions as samples
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.commands import gather

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def bench(people, evidence, tmp_path):
    """A laboratory with a chemist and a sample, and a library that is searched."""
    body = Body.objects.create(code="body", name="body")
    laboratory = directory.enter(
        code="north", name="North", country="IE", body=body, by=people["officer"], at=NOW
    )
    chemist = User.objects.create_user("chemist", password="x", role="laboratory", body=body)
    evidence["substance"].inchikey = peaks.FENTANYL[1]
    evidence["substance"].name = "fentanyl"
    evidence["substance"].save()
    SubstanceName.objects.create(substance=evidence["substance"], text="fentanyl", source="test")
    path = tmp_path / "library.msp"
    path.write_text(peaks.reference_file())
    row = actions.announce_library(
        path=path, file=path.name, name="Ours", licence="CC BY", by=people["officer"], at=NOW
    )
    actions.fill_library(library=row, path=path, by=people["officer"], at=NOW)
    sample = samples.register(
        laboratory=laboratory, context="drug_checking", occurred_on=date(2026, 11, 1),
        marking=marking_for("GREEN"), by=chemist, at=NOW,
    )  # fmt: skip
    client = Client()
    client.force_login(chemist)
    return {"client": client, "laboratory": laboratory, "chemist": chemist, "sample": sample}


def sent(bench, text, name="run.msp", **said):
    data = text if isinstance(text, bytes) else text.encode()
    return bench["client"].post(
        "/spectra/new/",
        {"file": SimpleUploadedFile(name, data), "laboratory": "north", **said},
        follow=True,
    )


def query(compound=peaks.FENTANYL):
    precursor, found = compound[3:]
    return peaks.record("scan 7", "Q-1", precursor, found)


def test_an_uploaded_spectrum_is_answered_with_match_isomers_and_plot(bench):
    body = sent(bench, query()).content.decode()
    assert "<h1>fentanyl</h1>" in body
    assert "identification level 2a" in body
    assert "5 peaks match, 0 are in the measured spectrum alone" in body
    assert body.count('class="stick matched"') == 10  # five peaks, wide and narrow
    assert "CC BY-SA" in body  # the licence of the reference that is shown


def test_an_unknown_is_said_to_be_one_with_what_it_breaks_like(bench):
    found = peaks.FENTANYL[4]
    analogue = peaks.record("scan 8", "Q-2", 351.2431, found, Precursor_type="[M+H]+")
    body = sent(bench, analogue).content.decode()
    assert "Unknown: no reference has this precursor" in body
    assert "+14.016, CH2" in body


def test_one_button_records_the_answer_as_preliminary_until_a_second_method_agrees(bench):
    token = bench["sample"].token
    pathway.report_on_sample(
        sample=bench["sample"], kind="result", laboratory=bench["laboratory"], names=["fentanyl"],
        method="FTIR", by=bench["chemist"], at=NOW,
    )  # fmt: skip
    answer = sent(bench, query(), sample=token, technique="lc-hrms")
    number = MeasuredSpectrum.objects.get().pk
    assert f"/spectra/{number}/finding/" in answer.content.decode()
    done = bench["client"].post(f"/spectra/{number}/finding/", {"name": "fentanyl"}, follow=True)
    body = done.content.decode()
    assert "fentanyl: confirmed" in body
    assert f"spectrum {number}, match 1, confidence" in body
    (report,) = reports_seen_by(bench["chemist"]).filter(source_key=token)
    assert [(one.raw, one.identity) for one in report.findings.all()] == [("fentanyl", "confirmed")]


def test_a_name_that_is_none_of_the_answers_is_refused(bench):
    sent(bench, query(), sample=bench["sample"].token)
    number = MeasuredSpectrum.objects.get().pk
    refused = bench["client"].post(f"/spectra/{number}/finding/", {"name": "heroin"})
    assert refused.status_code == 409
    assert "none of the answers" in refused.content.decode()


def test_a_match_that_leaves_isomers_open_counts_as_tentative(bench, tmp_path, people):
    isomer = ("Isofentanyl", "AAAAAAAAAAAAAA-UHFFFAOYSA-N", *peaks.FENTANYL[2:])
    path = tmp_path / "isomers.msp"
    path.write_text(peaks.reference(isomer, "I-1"))
    given = {"by": people["officer"], "at": NOW}
    row = actions.announce_library(path=path, file="i", name="Isomers", licence="l", **given)
    actions.fill_library(library=row, path=path, **given)
    body = sent(bench, query(), sample=bench["sample"].token).content.decode()
    assert "or an isomer that looks the same" in body
    number = MeasuredSpectrum.objects.get().pk
    bench["client"].post(f"/spectra/{number}/finding/", {"name": "fentanyl"})
    (result,) = bench["sample"].results.all()
    assert result.method == "LC-HRMS (tentative)"
    assert result.level == "presumptive"


def test_the_finding_of_a_spectrum_alone_is_not_confirmed(bench):
    token = bench["sample"].token
    sent(bench, query(), sample=token)
    number = MeasuredSpectrum.objects.get().pk
    body = (
        bench["client"]
        .post(f"/spectra/{number}/finding/", {"name": "fentanyl"}, follow=True)
        .content.decode()
    )
    assert "fentanyl: preliminary" in body
    assert "no independent second one is recorded" in body


def test_a_reference_standard_beside_it_confirms(bench):
    token = bench["sample"].token
    sent(bench, query(), sample=token)
    number = MeasuredSpectrum.objects.get().pk
    body = (
        bench["client"]
        .post(f"/spectra/{number}/finding/", {"name": "fentanyl", "standard": "yes"}, follow=True)
        .content.decode()
    )
    assert "fentanyl: confirmed" in body


def mzml(cut=None, peaks_text=None):
    """A small mzML with one fragment spectrum, whole or cut short."""

    def array(values, name):
        data = base64.b64encode(struct.pack(f"<{len(values)}d", *values)).decode()
        return (
            f'<binaryDataArray><cvParam accession="MS:1000523"/><cvParam accession="MS:1000576"/>'
            f'<cvParam accession="{name}"/><binary>{data}</binary></binaryDataArray>'
        )

    mz, shares = zip(*peaks.FENTANYL[4].items(), strict=True)
    text = (
        '<?xml version="1.0"?><mzML><run><spectrumList><spectrum id="scan=7">'
        '<cvParam accession="MS:1000511" value="2"/><precursorList><precursor><selectedIonList>'
        '<selectedIon><cvParam accession="MS:1000744" value="337.2274"/></selectedIon>'
        "</selectedIonList></precursor></precursorList><binaryDataArrayList>"
        + array(mz, "MS:1000514") + array(peaks_text or shares, "MS:1000515")
        + "</binaryDataArrayList></spectrum></spectrumList></run></mzML>"
    )  # fmt: skip
    return text[: int(len(text) * cut)] if cut else text


MANY = 10_000_000


def many_peaks():
    return f"Name: a\nPrecursorMZ: 337.2\nNum Peaks: {MANY}\n".encode() + b"50 1\n" * MANY


BAD = {
    "empty file": ("", "empty", "run.msp"),
    "empty spectrum": ("Name: a\nPrecursorMZ: 337.2\nNum Peaks: 0\n\n", "no peaks", "run.msp"),
    "NaN": (query().replace("188.1434 100", "188.1434 nan"), "intensity nan", "run.msp"),
    "negative": (query().replace("188.1434 100", "188.1434 -5"), "intensity -5", "run.msp"),
    "ten million peaks": (gzip.compress(many_peaks(), 1), "more than 1,000,000 peaks",
                          "run.msp.gz"),
    "truncated mzML": (mzml(cut=0.6), "breaks off", "run.mzML"),
    "NaN in mzML": (mzml(peaks_text=[float("nan")] * 5), "intensity nan", "run.mzML"),
    "negative in mzML": (mzml(peaks_text=[-1.0] * 5), "intensity -1", "run.mzML"),
    "no spectra at all": ("hello\nworld\n", "names no column of m/z", "run.txt"),
}  # fmt: skip


@pytest.fixture(params=BAD, ids=lambda name: name.replace(" ", "-"))
def bad(request):
    return BAD[request.param]


def test_a_bad_file_is_refused_on_the_page_with_its_reason_and_nothing_is_kept(bench, bad):
    data, reason, name = bad
    answer = sent(bench, data, name)
    body = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in body
    assert reason in body
    assert not MeasuredSpectrum.objects.exists()


def test_a_bad_file_is_refused_by_the_command_line_without_a_traceback(bad, tmp_path):
    data, reason, name = bad
    library, target = tmp_path / "lib.msp", tmp_path / name
    library.write_text(peaks.reference_file())
    target.write_bytes(data if isinstance(data, bytes) else data.encode())
    done = CliRunner().invoke(
        gather(), ["identify", str(target), "--library", str(library), "--json"]
    )
    assert done.exit_code == 2
    assert isinstance(done.exception, SystemExit)
    assert reason in " ".join(done.stderr.split())
    assert done.stdout == ""


def test_a_bad_library_is_refused_with_its_reason(bench, bad, tmp_path, people):
    from vedette.errors import VedetteError

    data, reason, name = bad
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    given = {"by": people["officer"], "at": NOW}

    def keep():
        row = actions.announce_library(path=path, file=name, name="Bad", licence="l", **given)
        actions.fill_library(library=row, path=path, **given)

    with pytest.raises(VedetteError, match=reason):
        keep()
    assert not SpectrumLibrary.objects.filter(name="Bad", status="ready").exists()


def test_a_sound_mzml_is_answered(bench):
    assert "<h1>fentanyl</h1>" in sent(bench, mzml(), "run.mzML").content.decode()


def test_what_is_left_out_of_a_file_is_named_under_the_name_it_came_with(bench):
    body = sent(bench, query() + query().replace("188.1434 100", "188.1434 nan")).content.decode()
    assert "<h1>fentanyl</h1>" in body
    assert "run.msp, line" in body


def test_without_a_library_the_page_says_so(people, client):
    client.force_login(people["officer"])
    body = client.post(
        "/spectra/new/", {"file": SimpleUploadedFile("run.msp", query().encode())}, follow=True
    ).content.decode()
    assert "no library of this kind is kept here" in body


def test_a_viewer_looks_nothing_up(people, client):
    client.force_login(people["viewer"])
    data = {"file": SimpleUploadedFile("run.msp", query().encode())}
    assert client.post("/spectra/new/", data).status_code == 403


def asked(bench, address, said=None):
    client = bench["client"]
    if said is None:
        return client.get(f"/api{address}")
    return client.post(f"/api{address}", json.dumps(said), content_type="application/json")


def spectrum_in(**said):
    found = peaks.FENTANYL[4]
    return {"mz": list(found), "intensity": list(found.values()), "precursor_mz": 337.2274,
            "laboratory": "north", **said}  # fmt: skip


def test_a_machine_gets_the_answer_that_the_page_shows(bench):
    answer = asked(bench, "/spectra", spectrum_in(sample=bench["sample"].token))
    assert answer.status_code == 201
    said = answer.json()
    assert said["answer"]["known"] is True
    assert said["answer"]["level"] == "2a"
    best = said["answer"]["matches"][0]
    assert (best["name"], best["matched_peaks"], best["licence"]) == ("fentanyl", 5, "CC BY-SA")
    number = said["id"]
    found = asked(bench, f"/spectra/{number}/finding", {"name": "fentanyl"}).json()
    assert (found["names"], found["level"]) == (["fentanyl"], "probable")
    assert asked(bench, f"/spectra/{number}/offer", {"note": "n"}).json()["proposed"] == "fentanyl"
    assert [one["id"] for one in asked(bench, "/spectra").json()] == [number]
    (kept,) = asked(bench, f"/spectra/references?inchikey={peaks.FENTANYL[1]}").json()
    assert (kept["library"], kept["licence"]) == ("Ours", "CC BY-SA")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"mz": [], "intensity": []}, "no peaks"),
        ({"intensity": [1, 2]}, "5 m/z values stand beside 2"),
        ({"intensity": [1, 2, 3, 4, -1]}, "intensity -1"),
        ({"mz": [1.0] * 100_001, "intensity": [1.0] * 100_001}, "more than 100,000 points"),
        ({"technique": "dowsing"}, "makes no spectrum"),
        ({"mode": "sideways"}, "not positive or negative"),
        ({"precursor_mz": -3}, "precursor m/z is -3"),
    ],
)
def test_a_machine_is_refused_with_a_sentence(bench, said, reason):
    answer = asked(bench, "/spectra", spectrum_in(**said))
    assert answer.status_code in (400, 422)
    assert reason in answer.json()["detail"]
    assert not MeasuredSpectrum.objects.exists()


@pytest.mark.parametrize("number", [0, 404, 2**70])
def test_a_number_nobody_gave_is_not_found(bench, number):
    assert asked(bench, f"/spectra/{number}").status_code == 404
    address = f"/spectra/unknowns/sightings/{number}/removal"
    assert asked(bench, address, {"why": "w"}).status_code == 404


def test_a_library_is_imported_and_taken_out_on_the_command_line(people, tmp_path, monkeypatch):
    monkeypatch.setattr(instance, "check", lambda: None)
    path, target = tmp_path / "library.msp", tmp_path / "out.msp"
    path.write_text(peaks.reference_file())
    run = CliRunner().invoke
    done = run(gather(), ["spectra", "import", str(path), "--library", "Ours", "--licence", "CC BY",
                     "--may-export", "--withhold", "CC BY-SA", "--as", "officer"])  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert "Left out: library.msp, line" in done.stderr
    assert "Ours holds 2 spectra" in done.stderr
    done = run(gather(), ["spectra", "export", str(target), "--library", "Ours"])
    assert "1 records stay" in done.stderr
    assert "Caffeine" in target.read_text()
    assert "Fentanyl" not in target.read_text()
    assert json.loads(run(gather(), ["spectra", "libraries", "--json"]).stdout)["spectra"] == 2


def infrared(*places, name="thing", first=600, last=3800, step=2):
    """A JCAMP-DX file with bands at given wavenumbers, written as differences."""
    x = np.arange(first, last + 1, step)
    y = sum(np.exp(-((x - place) ** 2) / 800) / (1 + rank) for rank, place in enumerate(places))
    values = np.rint(10_000 * y).astype(int)
    lines = "\n".join(
        f"{x[start]} " + " ".join(map(str, values[start : start + 8]))
        for start in range(0, len(x), 8)
    )
    return (
        f"##TITLE={name}\n##JCAMP-DX=4.24\n##DATA TYPE=INFRARED SPECTRUM\n##XUNITS=1/CM\n"
        f"##YUNITS=ABSORBANCE\n##FIRSTX={first}\n##LASTX={x[-1]}\n##XFACTOR=1\n"
        f"##YFACTOR=0.0001\n##NPOINTS={len(x)}\n##XYDATA=(X++(Y..Y))\n{lines}\n##END=\n"
    )


@pytest.fixture
def curves(tmp_path):
    """References of two infrared spectra, as one file."""
    path = tmp_path / "ir.jdx"
    path.write_text(
        infrared(1650, 1260, 745, name="fentanyl") + infrared(1710, 1180, 2950, name="caffeine")
    )
    return path


def test_an_infrared_spectrum_is_found_by_correlation_and_recorded_as_ftir(bench, curves, people):
    given = {"by": people["officer"], "at": NOW}
    row = actions.announce_library(path=curves, file="ir.jdx", name="IR", licence="l", **given)
    actions.fill_library(library=row, path=curves, **given)
    assert (row.kind, row.spectra) == ("ir", 2)
    body = sent(bench, infrared(1651, 1261, 746, step=3), "run.jdx",
                sample=bench["sample"].token).content.decode()  # fmt: skip
    assert "<h1>fentanyl</h1>" in body
    assert "probable that it is" not in body  # nothing was measured to calibrate one
    assert 'class="curve"' in body
    number = MeasuredSpectrum.objects.get().pk
    bench["client"].post(f"/spectra/{number}/finding/", {"name": "fentanyl"})
    (result,) = bench["sample"].results.all()
    assert (result.method, result.level) == ("FTIR", "probable")


def test_the_command_line_answers_about_infrared_spectra(curves, tmp_path):
    target = tmp_path / "run.jdx"
    target.write_text(infrared(1650, 1260, 745, name="q") + infrared(900, 2000, 3300, name="odd"))
    done = CliRunner().invoke(
        gather(), ["identify", str(target), "--library", str(curves), "--json"]
    )
    assert done.exit_code == 0, done.stderr
    known, odd = (json.loads(line) for line in done.stdout.splitlines())
    assert (known["query_id"], known["known"], known["confidence"]) == ("q", True, None)
    assert known["matches"][0]["name"] == "fentanyl"
    assert known["matches"][0]["score"] > 0.99
    assert odd["known"] is False
    table = CliRunner().invoke(gather(), ["identify", str(target), "--library", str(curves)])
    assert "fentanyl" in table.stdout


def test_curves_are_not_asked_of_a_library_of_peaks(curves, tmp_path):
    library = tmp_path / "lib.msp"
    library.write_text(peaks.reference_file())
    done = CliRunner().invoke(gather(), ["identify", str(curves), "--library", str(library)])
    assert done.exit_code == 2
    assert "holds no infrared or Raman spectrum" in " ".join(done.stderr.split())
    done = CliRunner().invoke(gather(), ["identify", str(library), "--library", str(curves)])
    assert done.exit_code == 2
    assert "is no mass spectrum" in " ".join(done.stderr.split())


def test_an_infrared_spectrum_is_no_mass_spectrum_whatever_is_said(bench):
    answer = sent(bench, infrared(1650), "run.jdx", technique="lc-hrms")
    assert answer.status_code == 400
    assert "of another kind" in answer.content.decode()
