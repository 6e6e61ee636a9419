"""Findings of customs laboratories: declared and found, refused rows, a first told at once."""

import csv
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from vedette import pathway
from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused
from vedette.catalogue.controls.listings import precursors_of, read_precursors
from vedette.catalogue.laboratories import actions as directory
from vedette.catalogue.substances.models import Substance, SubstanceName
from vedette.catalogue.tariffs.codes import TariffCodeMalformed
from vedette.catalogue.tariffs.mismatch import Fit, Reason
from vedette.evidence.customs import actions as customs
from vedette.evidence.customs import queries as customs_queries
from vedette.evidence.customs.queries import facts_of, finding_of, findings_seen_by
from vedette.evidence.observations.models import Report
from vedette.evidence.samples import actions as samples
from vedette.judgement.deadlines.models import Deadline
from vedette.judgement.signals.models import Continuation, Signal
from vedette.response.exchange.messages import words_of_deadline
from vedette.response.exchange.models import Delivery, Subscription

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
STANDARD = "GC-MS with reference standard"
COLUMNS = ("laboratory", "finding", "date", "reported", "country", "tariff_code", "tariff_year",
           "goods", "found", "methods", "quantity", "unit", "form", "flow")  # fmt: skip


@pytest.fixture
def port(people, evidence):
    """A customs laboratory with a chemist, and a listed precursor in the register."""
    body = Body.objects.create(code="customs", name="Customs", country="IE")
    now = timezone.now()
    laboratory = directory.enter(
        code="port", name="Port", country="IE", body=body, by=people["officer"], at=now
    )
    directory.give_role(
        laboratory=laboratory, kind="customs", since=now.date(), by=people["officer"], at=now
    )
    chemist = User.objects.create_user("chemist", password="a long password", role="laboratory",
                                       body=body)  # fmt: skip
    precursor = Substance.objects.create(key="1-phenyl-2-propanone", name="1-phenyl-2-propanone")
    for one in (precursor, evidence["substance"]):
        SubstanceName.objects.create(substance=one, text=one.name, source="test")
    return {**people, **evidence, "laboratory_row": laboratory, "chemist": chemist, "now": now,
            "precursor": precursor}  # fmt: skip


def sample_of(port, *, code="2914 11 00", goods="industrial_chemical"):
    row = samples.register(
        laboratory=port["laboratory_row"], context="seizure", form="liquid",
        occurred_on=port["now"].date() - timedelta(days=2), marking=port["GREEN"]["marking"],
        by=port["chemist"], at=port["now"],
    )  # fmt: skip
    customs.declare(sample=row, code=code, year=port["now"].year, goods=goods, flow="transit",
                    by=port["chemist"], at=port["now"])  # fmt: skip
    return row


def find(port, sample, *names, method=STANDARD, kind="result", reason="", hours=1):
    return pathway.report_on_sample(
        sample=sample, kind=kind, laboratory=port["laboratory_row"], names=names, method=method,
        reason=reason, by=port["chemist"], at=port["now"] + timedelta(hours=hours),
    )  # fmt: skip


def test_a_precursor_under_another_code_is_a_hint_with_its_reasons(port):
    sample = sample_of(port)
    assert finding_of(sample, port["chemist"]).comparison.fit is Fit.OPEN
    find(port, sample, "1-phenyl-2-propanone")
    got = finding_of(sample, port["chemist"])
    assert got.comparison.fit is Fit.MASKED
    assert [(one.reason, one.fact) for one in got.comparison.hints] == [
        (Reason.OTHER_CODE, "29143100"), (Reason.PRECURSOR_NOT_NAMED, "1"),
    ]  # fmt: skip
    assert got in findings_seen_by(port["officer"])
    assert findings_seen_by(port["officer"], country="FR") == []


def test_a_precursor_in_its_papers_fits(port):
    sample = sample_of(port, code="29143100", goods="scheduled_precursor")
    find(port, sample, "1-phenyl-2-propanone")
    assert finding_of(sample, port["chemist"]).comparison.fit is Fit.FITS


def test_findings_are_filtered_before_the_list_is_cut_and_the_file_has_all(port, monkeypatch):
    masked = sample_of(port)
    find(port, masked, "1-phenyl-2-propanone")
    for _number in range(3):
        sample_of(port)
    assert [one.sample for one in findings_seen_by(port["officer"], fit="masked", limit=1)] == [
        masked
    ]
    monkeypatch.setattr(customs_queries, "SHOWN", 2)
    browser = Client()
    browser.force_login(port["officer"])
    page = browser.get("/samples/customs/").content.decode()
    assert "The newest 2 of 4 are shown" in page
    assert "One hint at a masked precursor" in page
    told = b"".join(browser.get("/samples/customs/list.csv").streaming_content).decode()
    assert len(told.splitlines()) == 5


def test_one_name_nobody_knows_leaves_the_whole_finding_open(port):
    sample = sample_of(port, code="29143100", goods="scheduled_precursor")
    find(port, sample, "1-phenyl-2-propanone", "a word of nobody")
    assert finding_of(sample, port["chemist"]).comparison.fit is Fit.OPEN


@pytest.mark.parametrize(
    ("key", "day", "watched", "untold"),
    [
        ("gbl", date(2025, 6, 1), True, False),
        ("gbl", date(2020, 6, 1), False, True),  # on the list by the end of 2024; since when?
        ("4-piperidone", date(2025, 6, 1), True, False),
        ("4-piperidone", date(2019, 6, 1), False, False),  # before rules of 2025 were drafted
    ],
)
def test_a_find_is_judged_by_what_was_known_of_the_law_of_its_day(key, day, watched, untold):
    row = Substance(key=key, name=key)
    found = facts_of(row, on=day)
    assert (found.is_watched, found.is_untold) == (watched, untold)


def test_a_precursor_that_was_listed_by_a_day_is_untold_before_it():
    one = next(p for p in read_precursors() if p.status == "in force" and p.substance
               and p.since is None and len(precursors_of(p.substance)) == 1)  # fmt: skip
    row = Substance(key=one.substance, name=one.name)
    before = facts_of(row, on=one.known_by - timedelta(days=1))
    assert (before.category, before.is_untold) == ("", True)
    assert facts_of(row, on=one.known_by).category == one.category


def test_goods_are_declared_only_of_what_was_seized(port):
    row = samples.register(
        laboratory=port["laboratory_row"], context="drug_checking",
        marking=port["GREEN"]["marking"], occurred_on=port["now"].date(),
        by=port["chemist"], at=port["now"],
    )  # fmt: skip
    with pytest.raises(Refused, match="of what was seized"):
        customs.declare(sample=row, code="291411", year=2026, goods="other", by=port["chemist"],
                        at=port["now"])  # fmt: skip


def test_goods_are_declared_once_by_whoever_registered_the_sample(port):
    sample = sample_of(port)
    said = {"code": "291411", "year": 2026, "goods": "other", "at": port["now"]}
    with pytest.raises(Refused, match="kept already"):
        customs.declare(sample=sample, by=port["chemist"], **said)
    with pytest.raises(Refused, match="people of Port"):
        customs.declare(sample=sample, by=port["laboratory"], **said)
    with pytest.raises(Refused, match="no kind of goods"):
        customs.declare(sample=sample, by=port["chemist"], **{**said, "goods": "ships"})
    with pytest.raises(Refused, match="no movement"):
        customs.declare(sample=sample, by=port["chemist"], flow="up", **said)
    with pytest.raises(TariffCodeMalformed):
        customs.declare(sample=sample, by=port["chemist"], **{**said, "code": "29"})


def test_a_kind_of_goods_of_the_instance_can_be_declared(port, instance_folder):
    (instance_folder / "tariff-register.toml").write_text(
        '[[goods]]\nkey = "flowers"\ntitle = { en = "Flowers" }\n'
        '[[heading]]\ncode = "0603"\ntitle = { en = "Cut flowers" }\ngoods = ["flowers"]\n'
        "since = 1988\n"
    )
    assert finding_of(sample_of(port, code="060311", goods="flowers"), port["chemist"]) is not None
    browser = Client()
    browser.force_login(port["officer"])
    assert "Flowers" in browser.get("/samples/customs/").content.decode()


def test_a_slip_in_the_register_of_the_instance_is_a_sentence_on_the_page(port, instance_folder):
    sample = sample_of(port)
    (instance_folder / "tariff-register.toml").write_text("heading = 3\n")
    browser = Client()
    browser.force_login(port["officer"])
    told = browser.get("/samples/customs/")
    assert (told.status_code, "tariff-register.toml" in told.content.decode()) == (409, True)
    assert browser.get(f"/samples/{sample.token}/").status_code == 200


def test_a_first_identification_is_on_the_desk_at_once_and_starts_the_duty_to_report(port):
    find(port, sample_of(port), "1-phenyl-2-propanone")
    signal = Signal.objects.get()
    assert (signal.kind, signal.country, signal.substance) == (
        "first_node",
        "IE",
        port["precursor"],
    )
    assert signal.shown_at == signal.raised_at
    duty = Deadline.objects.get()
    assert (duty.rule, duty.body.code, duty.subject_id) == ("ews_information", "customs", signal.pk)


def test_a_body_that_asked_to_hear_of_its_duties_is_told_at_once(port):
    row = Subscription.objects.create(
        channel="mail", address="desk@example.org", token="t", audience="professionals",
        body=Body.objects.get(code="customs"), deadlines=True, asked_at=port["now"],
        confirmed_at=port["now"],
    )  # fmt: skip
    find(port, sample_of(port), "1-phenyl-2-propanone")
    delivery = Delivery.objects.get(subscription=row)
    assert (delivery.kind, delivery.reminder.stage) == ("deadline", "begun")
    told = words_of_deadline(delivery.reminder_id, "en")
    assert "To be done without delay" in told.text
    assert "Known since" in told.text
    find(port, sample_of(port), "1-phenyl-2-propanone", hours=2)
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("country", ["", "XX"])
def test_a_body_without_a_country_or_calendar_is_told_of_its_duty_too(port, country):
    Body.objects.filter(code="customs").update(country=country)
    find(port, sample_of(port), "1-phenyl-2-propanone")
    assert Deadline.objects.get().body.code == "customs"


def test_what_was_found_in_the_country_before_is_no_first(port):
    find(port, sample_of(port), "protonitazene")  # other sources have reported it from there
    assert not Signal.objects.exists()


def test_a_screening_result_or_something_nobody_watches_waits_for_the_weekly_look(port):
    find(port, sample_of(port), "1-phenyl-2-propanone", method="colour test")
    Substance.objects.create(key="caffeine", name="caffeine")
    SubstanceName.objects.create(substance=Substance.objects.get(key="caffeine"), text="caffeine",
                                 source="test")  # fmt: skip
    find(port, sample_of(port), "caffeine")
    assert not Signal.objects.exists()


def test_a_first_is_told_once_and_a_later_look_goes_on_with_it(port):
    sample = sample_of(port)
    find(port, sample, "1-phenyl-2-propanone")
    find(port, sample, "1-phenyl-2-propanone", hours=2)
    find(port, sample_of(port), "1-phenyl-2-propanone", hours=3)
    signal = Signal.objects.get()
    for number in range(30):  # a history long enough for the weekly look to judge firsts
        port["another"](f"old-{number}", weeks=60 - number)
    pathway.detect(as_of=port["now"] + timedelta(hours=5), by=None,
                   at=port["now"] + timedelta(hours=5))  # fmt: skip
    same = Signal.objects.filter(story=signal.story)
    assert [one.pk for one in same] == [signal.pk]
    assert Continuation.objects.filter(signal=signal).count() == 1


@pytest.fixture(autouse=True)
def another(port, another_report):
    """Let a test record an old report of something else."""

    def record(key, *, weeks):
        day = port["now"] - timedelta(weeks=weeks)
        another_report(key, occurred_on=date(day.year, day.month, day.day), received_at=day)

    port["another"] = record


def row(number, **cells):
    day = timezone.localdate() - timedelta(days=5)
    sound = {
        "laboratory": "Port", "finding": f"C-{number}", "date": day.isoformat(),
        "reported": timezone.localdate().isoformat(), "country": "IE",
        "tariff_code": "2914 11 00", "tariff_year": str(day.year), "goods": "industrial_chemical",
        "found": "1-phenyl-2-propanone", "methods": STANDARD, "quantity": "2", "unit": "kg",
        "form": "liquid", "flow": "import",
    }  # fmt: skip
    return {**sound, **cells}


def write(path, *rows):
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


WRONG = {
    "tariff_code": ("29 1", "tariff_code_malformed", "six digits"),
    "tariff_year": ("26", "tariff_year_unreadable", "no year"),
    "goods": ("ships", "goods_unknown", "no kind of goods"),
    "flow": ("up", "flow_unknown", "no movement of goods"),
}


def test_a_file_of_customs_findings_goes_in_and_its_first_is_told_at_once(instance, tmp_path):
    path = write(tmp_path / "customs.csv", row(1), row(2, found="nothing"),
                 row(3, tariff_code=""), row(4, tariff_year="1980"))  # fmt: skip
    taken = instance.take(path, "customs")
    assert (taken["recorded"], taken["refused"]) == (2, 2)
    assert [one.kind for one in Signal.objects.all()] == ["first_node"]
    officer = User.objects.create_user("o", password="a long password", role="officer")
    report = Report.objects.get(source_key="Port\x1fC-1")
    browser = Client()
    browser.force_login(officer)
    assert "hint at a masked precursor" in browser.get(f"/reports/{report.pk}/").content.decode()
    fits = {one.report.source_key: one.comparison.fit for one in findings_seen_by(officer)}
    assert fits == {"Port\x1fC-1": Fit.MASKED, "Port\x1fC-2": Fit.OPEN}


@pytest.mark.parametrize("column", WRONG)
def test_a_wrong_declaration_is_refused_by_line_column_value_and_reason(instance, tmp_path, column):
    from vedette.evidence.ingest.models import HeldRow

    value, code, sentence = WRONG[column]
    path = write(tmp_path / "customs.csv", row(1), row(2, **{column: value}))
    assert instance.take(path, "customs")["refused"] == 1
    held = HeldRow.objects.get()
    (conflict,) = held.conflicts
    assert (held.line, conflict["column"], conflict["value"]) == (3, column, value)
    assert conflict["code"] == code
    assert sentence in conflict["sentence"]


def test_of_one_file_a_substance_is_new_once_in_the_network_and_once_in_each_country(
    instance, tmp_path
):
    rows = [row(n, country=country) for n, country in enumerate(("IE", "FR", "IE", "DE"))]
    instance.take(write(tmp_path / "customs.csv", *rows), "customs")
    told = sorted((one.kind, one.country, one.report_total) for one in Signal.objects.all())
    assert told == [("first_country", "DE", 1), ("first_country", "FR", 1), ("first_node", "IE", 2)]


def test_a_file_sent_again_or_corrected_tells_nothing_twice(instance, tmp_path):
    instance.take(write(tmp_path / "one.csv", row(1)), "customs")
    instance.take(write(tmp_path / "two.csv", row(1, quantity="3"), row(2)), "customs")
    assert Signal.objects.count() == 1


def test_an_archive_of_customs_findings_raises_nothing(instance, tmp_path):
    path = write(tmp_path / "customs.csv", row(1))
    instance.take(path, "customs", "--archive")
    assert not Signal.objects.exists()


def test_the_pages_of_a_sample_and_of_customs_say_the_hint_in_sentences(port):
    sample = sample_of(port)
    find(port, sample, "1-phenyl-2-propanone")
    browser = Client()
    browser.force_login(port["officer"])
    for address in (f"/samples/{sample.token}/", "/samples/customs/"):
        body = browser.get(address).content.decode()
        assert "hint at a masked precursor" in body
        assert "has the tariff code 2914 31 00; the papers name another" in body
    assert Signal.objects.get().substance.name in body
    told = b"".join(browser.get("/samples/customs/list.csv").streaming_content).decode()
    assert "other_code: 1-phenyl-2-propanone 29143100" in told


def test_goods_are_declared_on_the_page_of_their_sample_and_a_refusal_is_told(port):
    row = samples.register(
        laboratory=port["laboratory_row"], context="seizure", occurred_on=port["now"].date(),
        marking=port["GREEN"]["marking"], by=port["chemist"], at=port["now"],
    )  # fmt: skip
    browser = Client()
    browser.force_login(port["chemist"])
    said = {"code": "2914", "year": "2026", "goods": "food"}
    where = f"/samples/{row.token}/declare/"
    assert "six digits" in browser.post(where, said, follow=True).content.decode()
    body = browser.post(where, {**said, "code": "950300"}, follow=True).content.decode()
    assert "Such goods do not travel under heading 95" in body
    assert browser.post("/samples/NOTHERE/declare/", said).status_code == 404


def test_nobody_waits_for_a_look_that_is_under_way_inside_a_transaction(port, monkeypatch):
    """Whoever looks holds the lock and then writes: inside, both would wait for ever."""
    from django.db import connection

    from vedette.base import locks
    from vedette.pathway import examining, first_notices, referencing

    taken = []

    def noted(name):
        inside = any(not getattr(one, "_from_testcase", False) for one in connection.atomic_blocks)
        taken.append((name, inside))
        return locks.alone(name)

    for module in (examining, first_notices, referencing):
        monkeypatch.setattr(module, "alone", noted)
    find(port, sample_of(port), "1-phenyl-2-propanone")
    assert taken == [("detection", False)]
    assert Signal.objects.exists()
