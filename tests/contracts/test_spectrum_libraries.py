"""Libraries of reference spectra: kept as records, each under its licence, searched by index."""

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("django", reason="needs the server extra")
import peaks
from django.conf import settings

from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.catalogue.spectra import actions, answering, formats, indexes, queries
from vedette.catalogue.spectra.models import ReferenceSpectrum, SpectrumLibrary
from vedette.catalogue.spectra.points import unpacked
from vedette.catalogue.spectra.rules import LibraryRefused
from vedette.catalogue.substances.models import Substance
from vedette.science.spectra import NotReadable, Spectrum, read

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def keep(people, tmp_path):
    """A function that imports a text as a library."""

    def kept(text, name="Ours", **said):
        path = tmp_path / f"{name}.msp"
        path.write_text(text)
        given = {"licence": "CC BY", "by": people["officer"], "at": NOW, **said}
        row = actions.announce_library(path=path, file=path.name, name=name, **given)
        actions.fill_library(library=row, path=path, by=given["by"], at=NOW)
        return row

    return kept


def test_every_record_keeps_its_licence_and_the_library_lends_its_own_to_the_others(keep):
    row = keep(peaks.reference_file())
    found = ReferenceSpectrum.objects.filter(kept_in=row).order_by("number")
    assert [(one.key, one.licence) for one in found] == [("L-1", "CC BY-SA"), ("L-2", "CC BY")]
    assert (row.status, row.kind, row.spectra, row.refused) == ("ready", "ms2", 2, 1)


def test_a_record_that_cannot_be_read_is_named_with_file_and_line(keep):
    (refusal,) = keep(peaks.reference_file()).refusals
    assert refusal.startswith("Ours.msp, line ")
    assert "intensity nan" in refusal


def test_peaks_are_kept_to_the_last_digit(keep):
    keep(peaks.reference_file())
    mz, intensity = unpacked(ReferenceSpectrum.objects.get(key="L-1").points)
    assert dict(zip(mz, intensity, strict=True)) == peaks.FENTANYL[4]


def test_nothing_leaves_unless_it_was_said_to_and_what_stays_is_counted_and_named(keep):
    plan = formats.plan_export(keep(peaks.reference_file()))
    assert plan.leaving == {}
    assert list(formats.exported(plan)) == []
    assert plan.why == (
        "2 records stay, for the library may not be passed on: CC BY (1), CC BY-SA (1)"
    )


def test_a_licence_stays_where_others_of_the_same_library_leave(keep, tmp_path):
    plan = formats.plan_export(keep(peaks.reference_file(), may_export=True, withheld=["CC BY-SA"]))
    assert (plan.leaving, plan.staying) == ({"CC BY": 1}, {"CC BY-SA": 1})
    assert "these licences may not be passed on: CC BY-SA (1)" in plan.why
    target = tmp_path / "out.msp"
    target.write_text("".join(formats.exported(plan)))
    (left,) = read(target)
    assert (left.about.name, left.about.licence) == ("Caffeine", "CC BY")


def test_what_leaves_comes_in_again_as_it_was(keep, tmp_path):
    first = keep(peaks.reference_file(), may_export=True)
    target = tmp_path / "again.msp"
    target.write_text("".join(formats.exported(formats.plan_export(first))))
    again = [one for one in read(target) if isinstance(one, Spectrum)]
    assert [one.about.key for one in again] == ["L-1", "L-2"]
    assert dict(zip(again[0].mz, again[0].intensity, strict=True)) == peaks.FENTANYL[4]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"licence": " "}, "needs a name and a licence"),
        ({"name": ""}, "needs a name and a licence"),
        ({"kind": "nmr"}, "no kind is called 'nmr'"),
    ],
)
def test_a_library_without_name_or_licence_or_of_no_kind_is_refused(keep, said, reason):
    with pytest.raises(LibraryRefused, match=reason):
        keep(peaks.reference_file(), **said)


def test_one_file_is_one_library(keep):
    keep(peaks.reference_file())
    with pytest.raises(LibraryRefused, match="kept already, as Ours"):
        keep(peaks.reference_file(), name="Other")
    with pytest.raises(LibraryRefused, match="'Ours' is kept already"):
        keep(peaks.reference(peaks.FENTANYL, "L-9"))


def test_a_file_without_any_sound_record_fails_and_says_why(keep):
    bad = peaks.reference(peaks.CAFFEINE, "L-3").replace("138.0662 100", "138.0662 -1")
    with pytest.raises(LibraryRefused, match="intensity -1"):
        keep(bad)
    row = SpectrumLibrary.objects.get()
    assert row.status == "failed"
    assert "intensity -1" in row.problem
    assert not row.references.exists()
    assert keep(peaks.reference_file()).status == "ready"  # under the same name, once it is mended


def test_what_a_stopped_process_left_behind_gives_way_to_the_same_file(keep, people, tmp_path):
    path = tmp_path / "Ours.msp"
    path.write_text(peaks.reference_file())
    given = {"path": path, "file": "Ours.msp", "name": "Ours", "licence": "l"}
    actions.announce_library(**given, by=people["officer"], at=NOW)
    with pytest.raises(LibraryRefused, match="kept already"):
        actions.announce_library(**given, by=people["officer"], at=NOW)
    later = NOW + timedelta(hours=1)
    again = actions.announce_library(**given, by=people["officer"], at=later)
    assert list(SpectrumLibrary.objects.all()) == [again]


def test_what_is_no_file_of_spectra_is_refused_before_anything_is_entered(keep):
    with pytest.raises(NotReadable):
        keep("")
    assert not SpectrumLibrary.objects.exists()


def test_a_viewer_imports_no_library(keep, people):
    with pytest.raises(Refused):
        keep(peaks.reference_file(), by=people["viewer"])


def test_a_retired_library_is_searched_no_longer_and_its_records_stay(keep, people):
    row = keep(peaks.reference_file())
    folders = list((settings.VEDETTE_HOME / "spectra").glob("ms2-*"))
    actions.retire_library(library=row, by=people["officer"], at=NOW)
    assert indexes.searched("ms2") == []
    assert row.references.count() == 2
    assert not folders[0].exists()
    with pytest.raises(LibraryRefused, match="not searched any more already"):
        actions.retire_library(library=row, by=people["officer"], at=NOW)


def test_the_index_holds_every_library_of_a_kind_and_is_built_when_one_comes(keep):
    first = keep(peaks.reference_file())
    second = keep(peaks.reference(peaks.FENTANYL, "X-1"), name="Theirs")
    folders = list((settings.VEDETTE_HOME / "spectra").glob("ms2-*"))
    assert folders == [indexes.folder_of("ms2", [first, second])]
    assert len(indexes.opened("ms2", [first, second])) == 3


def test_an_index_that_was_lost_is_built_anew_on_demand(keep):
    import shutil

    row = keep(peaks.reference_file())
    shutil.rmtree(indexes.folder_of("ms2", [row]))
    assert actions.index_libraries()["ms2"] == 1
    assert len(indexes.opened("ms2", [row])) == 2


def test_keeping_and_retiring_stand_in_the_journal(keep, people):
    row = keep(peaks.reference_file())
    actions.retire_library(library=row, by=people["officer"], at=NOW)
    acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["library.announced", "library.kept", "library.retired"]


def test_references_of_a_substance_are_found_by_its_skeleton(keep):
    keep(peaks.reference_file())
    assert [one.key for one in queries.references_of("PJMPHNIQZUBGLI")] == ["L-1"]
    assert queries.references_of("") == []


def test_candidates_bear_the_name_of_the_register(keep, db):
    from vedette.catalogue.substances.models import Substance

    substance = Substance.objects.create(key="fent", name="fentanyl", inchikey=peaks.FENTANYL[1])
    assert answering.substances_of([peaks.FENTANYL[1][:14]]) == {"PJMPHNIQZUBGLI": substance}


def test_a_reference_is_the_entry_of_its_own_stereochemistry(db):
    keys = {
        "betamethasone": "UREBDLICKHMUKA-DVTGEIKXSA-N",  # PubChem CID 9782
        "dexamethasone": "UREBDLICKHMUKA-CXSFZGCWSA-N",  # PubChem CID 5743
        "dexamfetamine": "KWTSXDURSIMDCE-QMMMGPOBSA-N",  # PubChem CID 5826
        "amphetamine": "KWTSXDURSIMDCE-UHFFFAOYSA-N",  # PubChem CID 3007
    }
    made = {
        name: Substance.objects.create(key=name, name=name, inchikey=key)
        for name, key in keys.items()
    }
    other = "KWTSXDURSIMDCE-MRVPVSSYSA-N"  # levamfetamine, which this register has not
    found = answering.substances_of([*keys.values(), other])
    assert {found[key].key for key in keys.values()} == set(keys)
    assert found[other] == made["amphetamine"]
