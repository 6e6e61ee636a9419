"""Spectra between laboratories: offered, confirmed, contested, and unknowns seen by three."""

from datetime import UTC, datetime, timedelta

import pytest

pytest.importorskip("django", reason="needs the server extra")
import peaks

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused
from vedette.base.journal.models import Entry
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.spectra import actions, answering, exchange, measured, queries
from vedette.catalogue.spectra.models import Opinion, Sighting, Unknown
from vedette.catalogue.spectra.rules import Agreement, OfferRefused, SpectrumUnknown
from vedette.catalogue.substances.models import Provisional, Substance

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
CODES = ("north", "south", "east", "west")


@pytest.fixture
def chemists(people):
    """Four laboratories with a chemist each."""
    found = {}
    for code in CODES:
        body = Body.objects.create(code=f"body-{code}", name=code)
        laboratory = directory.enter(
            code=code, name=code.title(), country="IE", body=body, by=people["officer"], at=NOW
        )
        chemist = User.objects.create_user(code, password="x", role="laboratory", body=body)
        found[code] = (laboratory, chemist)
    return found


@pytest.fixture
def library(people, tmp_path):
    path = tmp_path / "library.msp"
    path.write_text(peaks.reference_file())
    row = actions.announce_library(
        path=path, file=path.name, name="Ours", licence="CC BY", by=people["officer"], at=NOW
    )
    actions.fill_library(library=row, path=path, by=people["officer"], at=NOW)
    return row


@pytest.fixture
def measure(chemists, library):
    """A function that keeps a spectrum of a laboratory."""

    def kept(code, found=peaks.UNKNOWN, precursor=peaks.PRECURSOR, **said):
        laboratory, chemist = chemists[code]
        return measured.keep_one(
            x=list(found), y=list(found.values()), precursor_mz=precursor, mode="positive",
            laboratory=laboratory, most=1000, by=chemist, at=NOW, **said,
        )  # fmt: skip

    return kept


@pytest.fixture
def offer(measure, chemists):
    """A function that keeps a spectrum of a laboratory and offers it."""

    def offered(code, *args, **said):
        row = measure(code, *args, **said)
        pathway.offer_spectrum(spectrum=row, by=chemists[code][1], at=NOW)
        row.refresh_from_db()
        return row

    return offered


def test_nobody_else_sees_a_spectrum_before_it_is_offered(measure, chemists, people):
    row = measure("north")
    assert queries.find_spectrum(row.pk, chemists["north"][1]) == row
    for other in (chemists["south"][1], people["viewer"]):
        with pytest.raises(SpectrumUnknown):
            queries.find_spectrum(row.pk, other)
    pathway.offer_spectrum(spectrum=row, by=chemists["north"][1], at=NOW)
    assert queries.find_spectrum(row.pk, chemists["south"][1]) == row


def test_two_laboratories_are_not_enough_and_the_third_makes_one_provisional_substance(offer):
    for place, code in enumerate(("north", "south")):
        offer(code, peaks.shifted(peaks.UNKNOWN, 0.1 * place))
    assert not Provisional.objects.exists()
    offer("east", peaks.shifted(peaks.UNKNOWN, 0.2), peaks.PRECURSOR + 0.002)
    assert Unknown.objects.count() == 1
    substance = Substance.objects.get(provisional__isnull=False)
    assert substance.name == "unknown substance, m/z 427.2341"
    assert substance.family is None
    assert "Seen by 3 laboratories (East, North, South)" in Provisional.objects.get().evidence
    assert Unknown.objects.get().substance == substance


def test_a_fourth_laboratory_joins_and_makes_no_second_substance(offer):
    for code in CODES:
        offer(code)
    assert Provisional.objects.count() == 1
    assert len(exchange.standings()[0].laboratories) == 4


def test_three_spectra_of_one_laboratory_are_one_laboratory(offer):
    for _ in range(3):
        offer("north")
    assert exchange.standings()[0].laboratories == ("North",)
    assert not Provisional.objects.exists()


@pytest.mark.parametrize(
    ("found", "precursor"),
    [
        (peaks.UNKNOWN, peaks.PRECURSOR + 0.02),
        ({mz + 14.0157: share for mz, share in peaks.UNKNOWN.items()}, peaks.PRECURSOR),
    ],
    ids=["another precursor", "other fragments"],
)
def test_what_differs_in_precursor_or_fragments_is_another_unknown(offer, found, precursor):
    offer("north")
    offer("south")
    offer("east", found, precursor)
    assert Unknown.objects.count() == 2
    assert not Provisional.objects.exists()


def test_a_chain_of_neighbours_is_not_one_unknown(offer):
    # Each is alike to the next by precursor; the first and the last are too far apart.
    for code, step in zip(CODES, (0.0, 0.009, 0.018, 0.027), strict=True):
        offer(code, precursor=peaks.PRECURSOR + step)
    assert sorted(one.sightings.count() for one in Unknown.objects.all()) == [2, 2]


def test_what_a_library_explains_is_no_unknown(offer):
    row = offer("north", peaks.FENTANYL[4], peaks.FENTANYL[3])
    assert row.proposed == "Fentanyl"
    assert not Unknown.objects.exists()


def test_a_contested_spectrum_does_not_count_until_the_contest_is_taken_back(offer, chemists):
    first = offer("north")
    offer("south")
    laboratory, chemist = chemists["west"]
    contest = pathway.judge_spectrum(
        spectrum=first, laboratory=laboratory, says="contests", reason="it is a mixture",
        by=chemist, at=NOW,
    )  # fmt: skip
    offer("east")
    assert not Provisional.objects.exists()
    pathway.take_opinion_back(opinion=contest, by=chemist, at=NOW)
    assert Provisional.objects.count() == 1
    assert Opinion.objects.get().taken_back_at == NOW


def test_a_spectrum_taken_out_stands_alone_and_what_was_provisional_keeps_its_key(
    offer, chemists, people
):
    rows = [offer(code) for code in ("north", "south", "east")]
    key = Unknown.objects.get().substance.key
    sighting = Sighting.objects.get(spectrum=rows[0])
    with pytest.raises(Refused):
        pathway.take_out_sighting(sighting=sighting, why="mine", by=chemists["south"][1], at=NOW)
    with pytest.raises(OfferRefused, match="says why"):
        pathway.take_out_sighting(sighting=sighting, why=" ", by=people["officer"], at=NOW)
    pathway.take_out_sighting(sighting=sighting, why="another batch", by=people["officer"], at=NOW)
    (standing,) = exchange.standings()
    assert standing.laboratories == ("East", "South")
    assert standing.unknown.substance.key == key
    sighting.refresh_from_db()
    with pytest.raises(OfferRefused, match="taken out already"):
        pathway.take_out_sighting(sighting=sighting, why="again", by=people["officer"], at=NOW)


def test_an_offer_taken_back_leaves_the_unknown_and_can_be_made_again(offer, chemists):
    row = offer("north")
    offer("south")
    chemist = chemists["north"][1]
    pathway.withdraw_spectrum(spectrum=row, why="measured the wrong vial", by=chemist, at=NOW)
    assert exchange.standings()[0].laboratories == ("South",)
    pathway.offer_spectrum(spectrum=row, by=chemist, at=NOW + timedelta(hours=1))
    assert exchange.standings()[0].laboratories == ("North", "South")


def test_an_opinion_may_rest_on_a_spectrum_of_ones_own(offer, measure, chemists):
    row = offer("north")
    laboratory, chemist = chemists["south"]
    own = measure("south", peaks.shifted(peaks.UNKNOWN, 0.1))
    said = pathway.judge_spectrum(
        spectrum=row, laboratory=laboratory, says="confirms", own=own, by=chemist, at=NOW
    )
    assert 0.9 < said.likeness <= 1


@pytest.mark.parametrize(
    ("code", "says", "reason", "sentence"),
    [
        ("north", "confirms", "", "does not judge its own"),
        ("south", "contests", "", "says why"),
        ("south", "doubts", "r", "no opinion is called"),
    ],
)
def test_an_opinion_that_cannot_be_is_refused(offer, chemists, code, says, reason, sentence):
    row = offer("north")
    laboratory, chemist = chemists[code]
    with pytest.raises(OfferRefused, match=sentence):
        pathway.judge_spectrum(
            spectrum=row, laboratory=laboratory, says=says, reason=reason, by=chemist, at=NOW
        )


def test_a_laboratory_says_one_thing_of_a_spectrum_at_a_time(offer, chemists):
    row = offer("north")
    laboratory, chemist = chemists["south"]
    given = {"spectrum": row, "laboratory": laboratory, "by": chemist, "at": NOW}
    pathway.judge_spectrum(says="confirms", **given)
    with pytest.raises(OfferRefused, match="take that back first"):
        pathway.judge_spectrum(says="contests", reason="r", **given)


def test_only_its_own_people_and_the_desk_offer_a_spectrum_and_only_once(measure, chemists, people):
    row = measure("north")
    with pytest.raises(Refused):
        pathway.offer_spectrum(spectrum=row, by=chemists["south"][1], at=NOW)
    pathway.offer_spectrum(spectrum=row, by=people["officer"], at=NOW)
    row.refresh_from_db()
    with pytest.raises(OfferRefused, match="offered already"):
        pathway.offer_spectrum(spectrum=row, by=people["officer"], at=NOW)


def test_the_threshold_and_the_number_of_laboratories_are_set_by_whoever_asks(measure, chemists):
    strict = Agreement(likeness=0.999, laboratories=2)
    for code, by in (("north", 0.0), ("south", 0.3), ("east", 0.0)):
        row = measure(code, peaks.shifted(peaks.UNKNOWN, by))
        pathway.offer_spectrum(spectrum=row, agreement=strict, by=chemists[code][1], at=NOW)
    assert Unknown.objects.count() == 2
    assert Provisional.objects.count() == 1


def test_a_node_asks_for_as_many_laboratories_as_its_settings_say(offer, settings):
    settings.VEDETTE_UNKNOWNS = {"likeness": 0.75, "laboratories": 2, "ppm": 10.0}
    offer("north")
    offer("south")
    assert Provisional.objects.count() == 1


def test_what_was_known_of_an_unknown_on_a_past_day_can_be_asked(offer, people):
    offer("north")
    offer("south")
    later = NOW + timedelta(days=3)
    pathway.take_out_sighting(
        sighting=Sighting.objects.first(), why="w", by=people["officer"], at=later
    )
    assert exchange.standings(as_of=NOW - timedelta(days=1)) == []
    assert exchange.standings(as_of=NOW)[0].laboratories == ("North", "South")
    assert exchange.standings(as_of=later)[0].laboratories == ("South",)


def test_every_step_stands_in_the_journal(offer, chemists):
    row = offer("north")
    laboratory, chemist = chemists["south"]
    pathway.judge_spectrum(spectrum=row, laboratory=laboratory, says="confirms", by=chemist, at=NOW)
    pathway.withdraw_spectrum(spectrum=row, why="w", by=chemists["north"][1], at=NOW)
    acts = list(Entry.objects.filter(act__regex="^(spectrum|unknown)").order_by("id"))
    assert [one.act for one in acts] == [
        "spectrum.kept", "spectrum.offered", "unknown.opened", "unknown.joined",
        "spectrum.confirmed", "unknown.taken_out", "spectrum.withdrawn",
    ]  # fmt: skip


def test_the_command_line_shares_spectra_as_the_pages_do(chemists, library, tmp_path, monkeypatch):
    from typer.testing import CliRunner

    from vedette.catalogue.spectra.models import MeasuredSpectrum, Sighting
    from vedette.surfaces.cli import instance
    from vedette.surfaces.cli.commands import gather

    monkeypatch.setattr(instance, "check", lambda: None)
    path = tmp_path / "run.msp"
    path.write_text(peaks.record("scan 7", "Q", peaks.PRECURSOR, peaks.UNKNOWN))

    def run(*words):
        done = CliRunner().invoke(gather(), ["spectra", *map(str, words)])
        assert done.exit_code == 0, done.exception
        return " ".join((done.stdout + done.stderr).split())

    numbers = []
    for code in ("north", "south", "east"):
        assert "scan 7 no" in run("keep", path, "--laboratory", code, "--as", code)
        numbers.append(MeasuredSpectrum.objects.latest("id").pk)
        said = run("offer", numbers[-1], "--note", "white powder", "--as", code)
    north, south, east = numbers
    assert "seen by East, North, South; it is provisional-" in said
    assert f"West confirms spectrum {north}" in run(
        "say", north, "confirms", "--laboratory", "west", "--as", "west"
    )
    sighting = Sighting.objects.get(spectrum=south).pk
    assert "stands alone again" in run("take-out", sighting, "--why", "w", "--as", "south")
    assert "not offered any more" in run("withdraw", east, "--why", "w", "--as", "east")
    assert f"North {north} provisional-" in run("unknowns")
    assert '"laboratories":["North"]' in run("unknowns", "--json")


def test_others_see_the_spectrum_and_not_the_words_of_the_laboratorys_files(
    measure, chemists, client
):
    row = measure("north", name="words of our own", sample="TOKEN23456")
    pathway.offer_spectrum(spectrum=row, note="a note", by=chemists["north"][1], at=NOW)
    for code, is_own in (("north", True), ("south", False)):
        client.force_login(chemists[code][1])
        for address in (f"/spectra/{row.pk}/", "/spectra/", f"/api/spectra/{row.pk}"):
            body = client.get(address).content.decode()
            assert ("words of our own" in body, "TOKEN23456" in body) == (is_own, is_own)
        for address in ("/spectra/?sample=TOKEN23456", "/api/spectra?sample=TOKEN23456"):
            body = client.get(address).content.decode()
            assert (f"/spectra/{row.pk}/" in body or f'"id":{row.pk}' in body) == is_own
        assert ("words of our own" in client.get("/spectra/unknowns/").content.decode()) == is_own


def test_an_offer_taken_back_is_seen_by_its_laboratory_alone_again(offer, chemists, people):
    row = offer("north")
    chemist = chemists["north"][1]
    assert queries.find_spectrum(row.pk, people["viewer"]) == row
    pathway.withdraw_spectrum(spectrum=row, why="measured the wrong vial", by=chemist, at=NOW)
    assert queries.find_spectrum(row.pk, chemist) == row
    for other in (chemists["south"][1], people["viewer"]):
        with pytest.raises(SpectrumUnknown):
            queries.find_spectrum(row.pk, other)


def test_of_two_who_take_an_offer_back_at_once_the_second_is_told(offer, chemists):
    row = offer("north")
    again = queries.find_spectrum(row.pk, chemists["north"][1])
    pathway.withdraw_spectrum(spectrum=row, why="the wrong vial", by=chemists["north"][1], at=NOW)
    with pytest.raises(OfferRefused, match="a moment before"):
        pathway.withdraw_spectrum(spectrum=again, why="other", by=chemists["north"][1], at=NOW)
    row.refresh_from_db()
    assert row.withdrawn_why == "the wrong vial"
    assert Entry.objects.filter(act="spectrum.withdrawn").count() == 1


def test_nobody_chooses_among_spectra_that_they_may_not_see(
    offer, measure, chemists, client, people
):
    row, hidden = offer("north"), measure("south")
    for person, shown in ((people["officer"], []), (chemists["south"][1], [hidden])):
        client.force_login(person)
        assert client.get(f"/spectra/{row.pk}/").context["own_spectra"] == shown


def test_a_contested_spectrum_is_no_evidence_of_what_becomes_provisional(offer, chemists):
    first = offer("north")
    laboratory, chemist = chemists["west"]
    pathway.judge_spectrum(
        spectrum=first, laboratory=laboratory, says="contests", reason="it is a mixture",
        by=chemist, at=NOW,
    )  # fmt: skip
    rest = [offer(code) for code in ("south", "east", "west")]
    said = Provisional.objects.get().evidence
    assert all(f"spectrum {row.pk}" in said for row in rest)
    assert f"spectrum {first.pk}," not in said
    assert "North" not in said


def test_two_laboratories_of_one_name_are_two(offer, chemists):
    for code in CODES[:3]:
        chemists[code][0].name = "Customs laboratory"
        chemists[code][0].save()
    for code in CODES[:3]:
        offer(code)
    assert Provisional.objects.count() == 1


def test_a_family_given_today_is_the_family_of_the_next_answer(measure, evidence):
    name, inchikey, _formula, precursor, found = peaks.FENTANYL
    row = measure("north", found, precursor)
    assert answering.answer(row).family == ""
    Substance.objects.create(
        key="fentanyl", name=name, inchikey=inchikey, family=evidence["family"]
    )
    assert answering.answer(row).family == evidence["family"].key
