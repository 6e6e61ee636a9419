"""Guidelines by version: who has adopted which points, what is missing, what is open."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from vedette.base.accounts.models import Body, User
from vedette.base.accounts.rules import Refused
from vedette.catalogue.laboratories import actions as directory
from vedette.evidence.cases.checks import BY_KEY as CHECKS
from vedette.response.guidelines import actions, formats, queries
from vedette.response.guidelines.errors import GuidelineUnfit, GuidelineUnknown, VersionKept
from vedette.response.guidelines.models import Adoption, Guideline

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NOW = timezone.now()
TEXT = """
key = "points"
version = "{version}"
title = "Points"
published = {day}

[[item]]
number = "1"
text = "Look for what the certificate names."
check = "cause_not_tested"

[[item]]
number = "2"
text = "{second}"
"""
FIRST = TEXT.format(version="1", day="2025-01-01", second="Keep the blood for a year.")
SECOND = TEXT.format(version="2", day="2026-01-01", second="Keep the blood for two years.")


@pytest.fixture
def network(people):
    """Two laboratories of two countries, with a chemist each, and the first version."""
    made = dict(people)
    for code, country in (("north", "IE"), ("south", "FR")):
        body = Body.objects.create(code=f"body-{code}", name=code, country=country)
        made[f"lab_{code}"] = directory.enter(
            code=code, name=code.title(), country=country, body=body, by=people["officer"], at=NOW
        )
        made[code] = User.objects.create_user(code, role="laboratory", body=body)
    made["guideline"] = keep(made, FIRST)
    return made


def keep(network, text):
    return actions.keep(given=formats.read(text.encode()), by=network["officer"], at=NOW)[0]


def answer(network, who, number, said, **more):
    guideline = queries.find("points")
    return actions.answer(
        item=queries.find_item(guideline, number), laboratory=network[f"lab_{who}"], answer=said,
        by=network[who], at=more.pop("at", NOW), **more,
    )  # fmt: skip


def table(**asked):
    return queries.table_of(queries.find("points"), **asked)


def ask(network):
    return actions.ask(
        guideline=network["guideline"], by=network["officer"], at=NOW,
        laboratories=[network["lab_north"], network["lab_south"]],
    )  # fmt: skip


def test_a_laboratory_that_was_asked_and_says_nothing_is_unanswered(network):
    assert (ask(network), ask(network)) == (2, 0)
    answer(network, "north", "1", "adopted", since=date(2025, 3, 1))
    first, second = table().lines
    assert (first.counts["adopted"], first.counts["unanswered"]) == (1, 1)
    assert (first.is_open, second.is_open) == (False, True)
    assert table().by_country() == [
        ("FR", 1, {"adopted": 0, "partly": 0, "planned": 0, "no": 0, "unanswered": 2}),
        ("IE", 1, {"adopted": 1, "partly": 0, "planned": 0, "no": 0, "unanswered": 1}),
    ]
    gaps = [(gap.laboratory.code, gap.item.number, gap.answer) for gap in table().gaps]
    assert gaps == [
        ("south", "1", "unanswered"), ("south", "2", "unanswered"), ("north", "2", "unanswered"),
    ]  # fmt: skip


def test_a_second_version_keeps_the_answers_of_unchanged_points(network):
    answer(network, "north", "1", "adopted")
    answer(network, "north", "2", "partly", remark="only urine")
    keep(network, SECOND)
    first, second = table().lines
    assert (first.of(network["lab_north"]), first.is_changed) == ("adopted", False)
    assert (second.of(network["lab_north"]), second.is_changed) == ("unanswered", True)
    answer(network, "north", "1", "no")
    old = queries.table_of(queries.find("points", "1"))
    assert [line.of(network["lab_north"]) for line in old.lines] == ["no", "partly"]
    third = SECOND.replace('"2"', '"3"', 1).replace("2026-01-01", "2026-06-01")
    third = third.replace("two years", "a year")
    keep(network, third)
    assert table().lines[1].of(network["lab_north"]) == "partly"


def test_an_answer_is_a_revision_and_the_same_again_is_none(network):
    answer(network, "north", "1", "planned", since=date(2030, 1, 1), at=NOW - timedelta(days=9))
    answer(network, "north", "1", "planned", since=date(2030, 1, 1))
    answer(network, "north", "1", "adopted", since=date(2026, 1, 1))
    assert Adoption.objects.count() == 2
    then = table(as_of=NOW - timedelta(days=5))
    assert then.lines[0].of(network["lab_north"]) == "planned"
    assert table().lines[0].of(network["lab_north"]) == "adopted"


def test_only_people_of_the_laboratory_answer_and_only_what_can_be(network):
    with pytest.raises(Refused, match="only people of South"):
        actions.answer(
            item=queries.find_item(network["guideline"], "1"), laboratory=network["lab_south"],
            answer="adopted", by=network["north"], at=NOW,
        )  # fmt: skip
    with pytest.raises(Refused, match="'perhaps'"):
        answer(network, "north", "1", "perhaps")
    with pytest.raises(Refused, match="has no day"):
        answer(network, "north", "1", "no", since=date(2025, 1, 1))
    with pytest.raises(Refused, match="lies ahead"):
        answer(network, "north", "1", "adopted", since=date(2030, 1, 1))
    with pytest.raises(Refused, match="at most 500"):
        answer(network, "north", "1", "no", remark="x" * 501)
    with pytest.raises(Refused, match="roles"):
        ask({**network, "officer": network["north"]})


def test_a_version_never_changes_and_the_same_again_is_welcome(network):
    assert keep(network, FIRST) == network["guideline"]
    with pytest.raises(VersionKept, match="version of its own"):
        keep(network, FIRST.replace("a year", "a month"))
    with pytest.raises(GuidelineUnknown):
        queries.find("points", "9")
    with pytest.raises(GuidelineUnknown):
        queries.find_item(network["guideline"], "9")
    assert [row.version for row in queries.newest_versions()] == ["1"]


def test_the_shipped_example_calls_itself_one_and_names_checks_that_exist(db):
    (example,) = actions.keep_examples(at=NOW)
    assert actions.keep_examples(at=NOW) == [example]
    assert Guideline.objects.get().is_example
    assert 10 <= example.items.count() <= 15
    linked = {one.check_key for one in example.items.all()} - {""}
    assert len(linked) >= 10
    assert linked <= set(CHECKS)


@pytest.mark.parametrize(
    ("changed", "line", "column", "reason"),
    [
        (FIRST.replace('key = "points"', 'key = "Points!"'), 2, 7, "small letters"),
        (FIRST.replace('key = "points"\n', "\n"), 1, 1, "needed"),
        (FIRST.replace("2025-01-01", '"yesterday"'), 5, 13, "year-month-day"),
        (FIRST.replace("cause_not_tested", "cause_tested"), 10, 9, "no check"),
        (FIRST.replace('number = "2"', 'number = "1"'), 13, 10, "another point"),
        (FIRST.replace('text = "Keep the blood for a year."', ""), 12, 1, "needed"),
        (FIRST + "until = 2020-01-01\n", 15, 9, "ends after"),
        (FIRST + 'colour = "red"\n', 15, 10, "nothing is called so"),
        (FIRST.replace('version = "1"', 'version = ""'), 3, 11, "not empty"),
        (FIRST.replace('title = "Points"', "title = "), 4, 9, "Invalid value"),
        ('key = "k"', 1, 1, "needed"),
    ],
)
def test_a_file_is_refused_by_line_column_and_reason(changed, line, column, reason):
    with pytest.raises(GuidelineUnfit) as refused:
        formats.read(changed.encode())
    first = refused.value.flaws[0]
    assert (first.line, first.column) == (line, column), str(refused.value)
    assert reason in first.reason


def test_bytes_that_are_no_text_and_a_file_without_end_are_refused():
    with pytest.raises(GuidelineUnfit, match="line 2, column 1: not text"):
        formats.read(b"key = 1\n\xff\xfe")
    with pytest.raises(GuidelineUnfit, match="at most 1,000,000"):
        formats.read(b" " * 1_000_001)
    with pytest.raises(GuidelineUnfit, match="points, each under"):
        formats.read(FIRST.partition("[[item]]")[0].encode())


@pytest.mark.parametrize(
    "check", ['["x"]', "{ a = 1 }", "9" * 5_000, "[" * 3_000], ids=["list", "table", "long", "deep"]
)
def test_a_value_of_another_kind_is_a_flaw(check):
    with pytest.raises(GuidelineUnfit):
        formats.read(FIRST.replace('"cause_not_tested"', check).encode())


def test_the_same_version_with_another_issuer_is_another_text(network):
    with pytest.raises(VersionKept):
        keep(network, 'issuer = "Somebody else"\n' + FIRST)


def test_a_point_that_begins_later_is_not_yet_in_force(network):
    keep(network, SECOND.replace('number = "2"', 'number = "2"\nsince = 2999-01-01'))
    assert [line.item.number for line in table().lines] == ["1"]


def test_a_version_kept_later_changes_no_past_table(network):
    keep(network, SECOND)
    then = NOW
    before = [line.is_changed for line in table(as_of=then).lines]
    older = FIRST.replace('version = "1"', 'version = "0"').replace("2025-01-01", "2024-01-01")
    actions.keep(given=formats.read(older.encode()), by=network["officer"],
                 at=NOW + timedelta(days=1))  # fmt: skip
    assert [line.is_changed for line in table(as_of=then).lines] == before == [False, True]


def test_nobody_can_be_asked_for_nothing(network):
    with pytest.raises(Refused, match="name the laboratories"):
        actions.ask(guideline=network["guideline"], laboratories=[], by=network["officer"], at=NOW)
