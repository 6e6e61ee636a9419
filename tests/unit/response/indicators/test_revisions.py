"""Computations are revisions: nothing twice, nothing lost, nothing seen that is closed."""

from datetime import UTC, date, datetime, timedelta

import pytest

pytest.importorskip("django", reason="needs the server extra")

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

NOW = datetime(2026, 6, 30, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def record(db, people):
    from vedette.base.markings.models import Marking
    from vedette.evidence.ingest.models import Source
    from vedette.evidence.observations.models import Report

    sources = {}

    def made(key, *, day="2025-03-01", tlp="GREEN", at=NOW, country="IE", **more):
        if tlp not in sources:
            marking = Marking.objects.create(tlp=tlp, purpose="public health")
            sources[tlp] = Source.objects.create(
                name=f"s{tlp}", title="t", context="death", marking=marking
            )
        return Report.objects.create(
            source=sources[tlp], source_key=key, context="death", digest=b"d",
            occurred_on=date.fromisoformat(day), received_at=at, country=country,
            marking=sources[tlp].marking, **more,
        )  # fmt: skip

    return made


def compute(as_of=NOW, at=None, key="plan_09"):
    from vedette.response.indicators import actions

    return actions.compute_indicators(keys=[key], as_of=as_of, by=None, at=at or as_of)


def shown(person, as_of=NOW, part="deaths", period="2025"):
    from vedette.response.indicators import queries

    found = queries.reading(person, queries.the_indicator("plan_09"), as_of=as_of)
    return [one.value for one in found.of(part) if one.period == period]


def test_the_same_evidence_is_not_computed_twice(record):
    for n in range(6):
        record(f"k{n}")
    assert len(compute()) == 1
    assert compute(LATER) == []


def test_more_evidence_is_a_revision_and_the_old_one_stays(record, people):
    from vedette.response.indicators.models import Computation

    for n in range(6):
        record(f"k{n}")
    compute()
    record("late", at=LATER)
    (second,) = compute(LATER)
    assert second.revision == 2
    assert shown(people["officer"], NOW) == [6]
    assert shown(people["officer"], LATER) == [7]
    assert Computation.objects.filter(indicator="plan_09").count() == 2


def test_a_correction_replaces_what_it_corrects_and_only_from_its_day_on(record, people):
    rows = [record(f"k{n}") for n in range(6)]
    compute()
    record("k0", day="2024-03-01", at=LATER, revision=2, replaces=rows[0])
    compute(LATER)
    assert shown(people["officer"], LATER) == [5]
    assert shown(people["officer"], NOW) == [6]


def test_a_reader_sees_only_sums_of_what_their_role_may_see(record, people):
    for n in range(6):
        record(f"g{n}")
    for n in range(8):
        record(f"a{n}", tlp="AMBER")
    record("r", tlp="RED")
    compute()
    assert shown(people["viewer"]) == [6]
    assert shown(people["officer"]) == [14]


def test_what_is_counted_from_closed_rows_alone_is_said_to_be_closed(record, people):
    from vedette.response.indicators import queries

    for n in range(8):
        record(f"a{n}", tlp="AMBER")
    compute()
    found = queries.reading(people["viewer"], queries.the_indicator("plan_09"), as_of=NOW)
    assert not found.values
    assert {one["why"] for one in found.missing} == {"closed"}


def test_a_past_day_can_be_computed_later_and_says_so(record, people):
    from vedette.response.indicators import queries

    for n in range(6):
        record(f"k{n}")
    record("late", at=LATER)
    compute(as_of=NOW, at=LATER)
    found = queries.reading(people["officer"], queries.the_indicator("plan_09"), as_of=NOW)
    assert found.is_later
    assert [one.value for one in found.of("deaths")] == [6]


def test_a_country_is_counted_by_itself(record, people):
    from vedette.response.indicators import queries

    for n in range(6):
        record(f"i{n}")
    for n in range(7):
        record(f"f{n}", country="FR")
    compute()
    found = {one.indicator.key: one
             for one in queries.readings(people["officer"], as_of=NOW, country="FR")}  # fmt: skip
    assert found["plan_09"].newest("deaths", country="FR").value == 7
    assert queries.countries_with_values(people["officer"], as_of=NOW) == ["FR", "IE"]


class PastDays(TestCase):
    """Viewing a day gives the same, whatever is received and computed later."""

    @settings(max_examples=6)
    @given(
        before=st.lists(st.sampled_from(["IE", "FR", ""]), max_size=12),
        after=st.lists(st.sampled_from(["IE", "FR", ""]), max_size=12),
    )
    def test_a_day_once_computed_looks_the_same_ever_after(self, before, after):
        from vedette.base.accounts.models import User
        from vedette.base.markings.models import Marking
        from vedette.evidence.ingest.models import Source
        from vedette.evidence.observations.models import Report
        from vedette.response.indicators import queries

        person = User.objects.create_user("o", password="a long password", role="officer")
        marking = Marking.objects.create(tlp="GREEN", purpose="p")
        source = Source.objects.create(name="s", title="t", context="death", marking=marking)

        def receive(countries, at, word):
            for n, country in enumerate(countries):
                Report.objects.create(
                    source=source, source_key=f"{word}{n}", context="death", digest=b"d",
                    occurred_on=date(2025, 3, 1), received_at=at, country=country,
                    marking=marking,
                )  # fmt: skip

        def seen():
            found = queries.reading(person, queries.the_indicator("plan_09"), as_of=NOW)
            return [(v.part, v.country, v.period, v.cell, v.value, v.hidden)
                    for v in found.values], found.missing  # fmt: skip

        receive(before, NOW, "b")
        compute()
        then = seen()
        receive(after, LATER, "a")
        compute(LATER)
        compute(as_of=NOW, at=LATER)
        assert seen() == then


@pytest.mark.parametrize("role", ["viewer", "laboratory", "officer", "administrator"])
@pytest.mark.parametrize("days", [-1, 0, 1, 2, 3])
def test_the_list_shows_of_each_indicator_what_its_own_page_shows(record, people, role, days):
    from vedette.response.indicators import queries

    for n, tlp in enumerate(["CLEAR", "GREEN", "AMBER", "AMBER"]):
        record(f"k{n}", tlp=tlp)
    compute(NOW, NOW + timedelta(days=2))
    record("late", tlp="AMBER", at=LATER)
    compute(LATER, LATER)
    compute(LATER, LATER, key="plan_02")
    moment = NOW + timedelta(days=days)
    listed = {one.indicator.key: one for one in queries.readings(people[role], as_of=moment)}
    for key in ("plan_09", "plan_02"):
        alone = queries.reading(people[role], queries.the_indicator(key), as_of=moment)
        assert (listed[key].computation, listed[key].is_later) == (
            alone.computation, alone.is_later
        )  # fmt: skip
