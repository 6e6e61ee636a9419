"""What the duty desk may rely on."""

from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from vedette.judgement.signals.detect import desk, find_signals
from vedette.judgement.signals.episodes import OpenStory
from vedette.judgement.signals.replay import delayed, replay, summarise
from vedette.judgement.signals.thresholds import Policy

START = date(2023, 1, 2)
CATALOGUE = {
    "metonitazene": ("Metonitazene", "nitazene", 1.0),
    "heroin": ("Heroin", "opioid", 0.8),
    "caffeine": ("Caffeine", None, 0.0),
    "novelone": ("Novelone", None, 0.3),
}
TYPES = {"known_from": pa.timestamp("us"), "known_until": pa.timestamp("us")}
TEXTS = (
    "source",
    "context",
    "country",
    "region",
    "precision",
    "substance",
    "family",
    "role",
    "form",
)


def finding(report, substance, day, *, late=3, country="EE", context="seizure", **more):
    known = datetime(day.year, day.month, day.day) + timedelta(days=late)  # noqa: DTZ001
    return {
        "report_id": report, "source": "lab", "context": context, "country": country,
        "region": None, "occurred_on": day, "precision": "day", "known_from": known,
        "known_until": None, "substance": substance, "family": None, "role": "found",
        "form": "powder", **more,
    }  # fmt: skip


def table(rows):
    schema = [("report_id", pa.int64()), ("occurred_on", pa.date32()), *TYPES.items()]
    return pa.Table.from_pylist(rows, pa.schema(schema + [(n, pa.string()) for n in TEXTS]))


def quiet_years(weeks=150, per_week=6, seed=1, **more):
    rng = np.random.default_rng(seed)
    rows = []
    for week in range(weeks):
        for _ in range(rng.poisson(per_week)):
            day = START + timedelta(days=int(week * 7 + rng.integers(7)))
            rows.append(
                finding(len(rows), "heroin" if rng.random() < 0.4 else "caffeine", day, **more)
            )
    return rows


def judged(rows, as_of, **options):
    moment = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001
    data = table(rows)
    return find_signals(data, data, as_of=moment, catalogue=CATALOGUE, **options)


END = START + timedelta(weeks=150)


def test_quiet_years_raise_nothing():
    assert judged(quiet_years(), END).candidates == ()


def test_what_is_new_to_all_is_raised_at_its_first_record_an_opioid_above_others():
    rows = quiet_years()
    rows.append(finding(9001, "metonitazene", END - timedelta(days=9)))
    rows.append(finding(9002, "novelone", END - timedelta(days=9)))
    got = judged(rows, END).candidates
    assert [one.subject for one in got] == ["metonitazene", "novelone"]
    assert "Metonitazene" in got[0].sentence
    assert got[0].reports == (9001,)


def test_a_rise_is_raised_once_with_its_numbers():
    rows = quiet_years()
    rows += [finding(9000 + i, "heroin", END - timedelta(days=10)) for i in range(25)]
    [one] = judged(rows, END).candidates
    assert (one.kind, one.subject) == ("rise", "heroin")
    assert one.observed > 20
    assert one.expected < 15
    assert one.pvalue < 0.01


def test_growing_testing_alone_raises_nothing():
    rows = quiet_years()
    busy = quiet_years(weeks=4, per_week=30, seed=4)
    shift = timedelta(weeks=146)
    rows += [
        finding(9000 + row["report_id"], row["substance"], row["occurred_on"] + shift)
        for row in busy
    ]
    assert not judged(rows, END).candidates


def test_a_backlog_of_old_findings_is_no_rise():
    rows = quiet_years()
    for i in range(60):
        day = START + timedelta(weeks=60 + i // 2)
        late = (END - day).days - 2
        rows.append(finding(9000 + i, "heroin", day, late=late))
    assert not [one for one in judged(rows, END).candidates if one.kind == "rise"]


def test_what_was_learnt_later_changes_nothing_then():
    rows = quiet_years(weeks=170)
    rows.append(finding(9001, "metonitazene", END - timedelta(days=9)))
    early = [row for row in rows if row["known_from"] <= datetime(END.year, END.month, END.day)]  # noqa: DTZ001
    then, later = judged(early, END).candidates, judged(rows, END).candidates
    assert [(o.story, o.kind, o.pvalue) for o in then] == [
        (o.story, o.kind, o.pvalue) for o in later
    ]


def test_a_new_country_joins_without_a_flood_but_what_is_new_to_all_is_raised():
    rows = quiet_years()
    joined = END - timedelta(weeks=5)
    for i in range(40):
        day = joined + timedelta(days=i % 30)
        rows.append(finding(8000 + i, "heroin", day, country="IE", context="death"))
    rows.append(finding(9001, "metonitazene", END - timedelta(days=9), country="IE"))
    assert {one.subject for one in judged(rows, END).candidates} == {"metonitazene"}


def test_the_first_half_year_only_learns():
    rows = quiet_years(weeks=20)
    rows.append(finding(9001, "metonitazene", START + timedelta(weeks=18)))
    assert not judged(rows, START + timedelta(weeks=20)).candidates


def test_an_open_story_is_the_same_episode():
    rows = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=9))]
    [one] = judged(rows, END).new
    story = OpenStory(one.story, "E1", END - timedelta(weeks=3))
    got = judged(rows, END, open_stories=[story])
    assert got.candidates[0].episode == "E1"
    assert got.new == ()


def test_the_desk_never_folds_a_new_opioid():
    rows = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=9))]
    rows += [finding(9100 + i, "heroin", END - timedelta(days=10)) for i in range(25)]
    got = judged(rows, END).candidates
    shown = desk(got, today=END, policy=Policy(new_per_week=1), catalogue=CATALOGUE)
    assert [one.subject for one in shown.shown] == ["metonitazene"]
    assert len(shown.folded) == len(got) - 1


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_rows_changes_nothing(seed):
    rows = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=9))]
    rows += [finding(9100 + i, "heroin", END - timedelta(days=10)) for i in range(25)]
    order = np.random.default_rng(seed).permutation(len(rows))
    assert judged([rows[i] for i in order], END).candidates == judged(rows, END).candidates


def test_a_replay_says_when_each_substance_was_first_raised():
    rows = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=30))]
    data = table(rows)
    weeks = replay(data, data, start=END - timedelta(weeks=8), end=END, catalogue=CATALOGUE)
    summary = summarise(weeks)
    assert summary.first_shown["metonitazene"] <= END - timedelta(days=20)
    assert sum(summary.new_per_week.values()) == 1


def test_what_was_folded_stands_for_choice_again_and_what_is_shown_takes_no_room():
    rows = [*quiet_years(), finding(9001, "novelone", END - timedelta(days=9))]
    rows += [finding(9100 + i, "heroin", END - timedelta(days=10)) for i in range(25)]
    first, second = replay(
        table(rows), table(rows), start=END, end=END + timedelta(weeks=1), cap=1,
        catalogue=CATALOGUE,
    )  # fmt: skip
    assert len(first.came) == len(first.folded) == 1
    assert [one.story for one in second.came] == [first.folded[0].story]


def test_a_stated_delay_counts_only_for_rows_that_do_not_say_when_they_were_reported():
    data = table([finding(1, "heroin", START), finding(2, "heroin", START)])
    said = pa.array([START, None], pa.date32())
    findings, _ = delayed(data.append_column("reported_on", said), data, days=90)
    known = [moment.date() for moment in findings["known_from"].to_pylist()]
    assert known == [START + timedelta(days=3), START + timedelta(days=90)]


def test_a_fact_received_after_a_week_changes_no_desk_up_to_then():
    rows = [*quiet_years(), finding(9001, "metonitazene", END - timedelta(days=20))]
    canary = finding(9002, "novelone", END - timedelta(days=20), late=21)
    span = {"start": END - timedelta(weeks=4), "end": END, "catalogue": CATALOGUE}

    def desks(given):
        return [(w.day, w.came, w.went_on, w.folded) for w in replay(given, given, **span)]

    assert desks(table([*rows, canary])) == desks(table(rows))


def test_what_a_sample_was_only_sold_as_is_no_finding_and_hides_none():
    rows = quiet_years()
    rows.append(finding(9001, "metonitazene", END - timedelta(days=9), role="sold_as"))
    assert judged(rows, END).candidates == ()
    rows.append(finding(9002, "metonitazene", END - timedelta(days=8)))
    [one] = judged(rows, END).candidates
    assert (one.kind, one.reports) == ("first_node", (9002,))
