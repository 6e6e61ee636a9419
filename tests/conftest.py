"""A small real instance, made with the ORM."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any

import patience  # noqa: F401 - sets how long properties may take
import pytest
from django.core.cache import caches
from relays import receiver, relay  # noqa: F401 - fixtures of every test below

TODAY = date(2026, 11, 16)  # a Monday
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite in a file, as an instance does.

    In memory all threads share one connection, and a page that is read while another is
    written finds its table locked, which no instance would.
    """
    from django.db import connection

    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "vedette.sqlite3")


@pytest.fixture(autouse=True)
def instance_folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Give every test its own instance folder, and nothing remembered from the one before."""
    settings.VEDETTE_HOME = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _forget()
    yield tmp_path
    _forget()


def _forget() -> None:
    for name in caches:
        caches[name].clear()


@pytest.fixture(scope="module")
def registers(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The registers, loaded once for all tests of a file that roll back what they do."""
    from django.db import transaction

    from vedette.catalogue.places import actions as places
    from vedette.catalogue.substances import actions as substances

    with django_db_blocker.unblock(), transaction.atomic():
        places.load_registers()
        substances.load_registers()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(db: None) -> dict[str, Any]:
    """One person a role, none of whom belongs to a body."""
    from vedette.base.accounts.models import Role, User

    return {
        role: User.objects.create_user(role, password="a long password", role=role)
        for role in Role.values
    }


@pytest.fixture
def evidence(db: None) -> dict[str, Any]:
    """One source, one substance and one report under each colour; each word says its colour."""
    from vedette.base.markings.models import Marking, Tlp
    from vedette.catalogue.places.models import Place
    from vedette.catalogue.substances.models import Family, Substance, SubstanceName

    family = Family.objects.create(key="nitazene", name="Nitazenes", watch="high")
    substance = Substance.objects.create(
        key="protonitazene", name="protonitazene", family=family, smiles="CCO", formula="C2H6O"
    )
    SubstanceName.objects.create(substance=substance, text="pronitazene", source="test")
    country = Place.objects.create(
        scheme="iso3166-1", code="IE", name="Ireland", country="IE", level=0
    )
    made: dict[str, Any] = {"family": family, "substance": substance, "country": country}
    for tlp in Tlp.values:
        marking = Marking.objects.create(tlp=tlp, purpose="public health")
        made[tlp] = _under(marking, tlp.replace("+", "-"), substance, country)
    return made


def _under(marking: Any, word: str, substance: Any, country: Any) -> dict[str, Any]:
    from vedette.evidence.ingest.models import HeldRow, Source, Submission
    from vedette.evidence.tellings.models import Telling

    source = Source.objects.create(
        name=f"source_{word}", title=f"Title-{word}", context="drug_checking", marking=marking
    )
    submission = Submission.objects.create(
        source=source, file=f"file-{word}.csv", content=word, size=1, status="done",
        received_at=NOW, rows=2, recorded=1, queued=1,
    )  # fmt: skip
    HeldRow.objects.create(
        submission=submission, source=source, status="waiting", line=2, digest=b"1" * 16,
        cells={"name": f"cell-{word}"},
        conflicts=[{"column": "day", "value": "x", "code": "c", "sentence": f"doubt-{word}"}],
    )  # fmt: skip
    telling = Telling.objects.create(
        submission=submission, code=f"digest-{word}", language="en", told_at=NOW
    )
    telling.remarks.create(number=1, text=f"remark-{word}", at=NOW)
    report = _report(source, submission, f"key-{word}", substance, country)
    return {
        "marking": marking, "source": source, "submission": submission, "report": report,
        "telling": telling,
    }  # fmt: skip


@pytest.fixture
def another_report(evidence: dict[str, Any]) -> Callable[..., Any]:
    """Return a function that records one more GREEN report under a key."""
    green = evidence["GREEN"]

    def record(key: str, **fields: Any) -> Any:
        return _report(
            green["source"], green["submission"], key, evidence["substance"],
            evidence["country"], **fields,
        )  # fmt: skip

    return record


def _report(
    source: Any, submission: Any, key: str, substance: Any, country: Any, **fields: Any
) -> Any:
    """Record one report with one finding of a substance."""
    from vedette.evidence.observations.models import Finding, Report

    given = {
        "source": source, "submission": submission, "source_key": key, "context": source.context,
        "occurred_on": TODAY - timedelta(days=20), "received_at": NOW - timedelta(days=3),
        "digest": blake2b(key.encode(), digest_size=16).digest(), "country": "IE",
        "place": country, "marking": source.marking, "line": 1, "form": "tablet",
    }  # fmt: skip
    report = Report.objects.create(**{**given, **fields})
    Finding.objects.create(
        report=report, raw=f"raw-{key}", name=f"raw-{key}", status="resolved",
        substance=substance, family=substance.family, role="found", identity="confirmed",
    )  # fmt: skip
    return report


@pytest.fixture
def chain(people: dict[str, Any], evidence: dict[str, Any]) -> dict[str, Any]:
    """A frozen snapshot, a signal on a GREEN and a RED row, an assessment, two alerts."""
    from vedette.catalogue.substances.models import NameQuestion
    from vedette.evidence.snapshots.actions import freeze
    from vedette.judgement.assessments.models import Assessment
    from vedette.judgement.signals.models import Run, Signal

    snapshot = freeze(as_of=NOW, by=None, at=NOW)
    run = Run.objects.create(
        as_of=NOW, snapshot=snapshot, policy_digest="p", finished_at=NOW, series_tested=9, seconds=1
    )
    rows = [evidence["GREEN"]["report"], evidence["RED"]["report"]]
    signal = Signal.objects.create(
        run=run, raised_at=NOW, kind="first_country", story="s", substance=evidence["substance"],
        country="IE", place=evidence["country"], context="drug_checking", week=TODAY, observed=2,
        detector="first", template="first_country", shown_at=NOW, rank=1,
        facts={"place": "Ireland", "substance": "protonitazene"},
        report_ids=[row.pk for row in rows], report_total=2,
        marking=evidence["GREEN"]["marking"],
    )  # fmt: skip
    assessment = Assessment.objects.create(
        title="Nitazenes in Ireland", signal=signal, author=people["officer"], opened_at=NOW,
        status="concluded", state="concluded", concluded_at=NOW, likelihood="high",
        likelihood_why="w", impact="high", impact_why="w", confidence="low",
        confidence_why="w", summary="s", marking=evidence["GREEN"]["marking"],
    )  # fmt: skip
    assessment.evidence.set(rows)
    question = NameQuestion.objects.create(
        text="protonitazine", raw="protonitazine", language="en", doubt="none", first_seen_at=NOW
    )
    return {
        **people, **evidence, "snapshot": snapshot, "signal": signal, "assessment": assessment,
        "question": question, "replay": _replay(snapshot, evidence),
        "draft": _alert(people, assessment, "2026-002", "draft"),
        "alert": _alert(people, assessment, "2026-001", "published"),
    }  # fmt: skip


def _replay(snapshot: Any, evidence: dict[str, Any]) -> Any:
    """Keep a replay of two weeks over GREEN rows, with one signal and one known date."""
    from vedette.judgement.signals.models import Replay, ReplayWeek

    start = TODAY - timedelta(weeks=1)
    shown = {"substance": "protonitazene", "first_shown": TODAY.isoformat()}
    replay = Replay.objects.create(
        snapshot=snapshot, start=start, end=TODAY, cap=10, policy={"new_per_week": 10},
        policy_digest="p", asked_at=NOW, finished_at=NOW,
        learnt=[
            {**shown, "first_record": start.isoformat(), "third_record": None, "lead_days": None}
        ],
    )  # fmt: skip
    replay.markings.add(evidence["GREEN"]["marking"])
    row = {
        "story": "substance:protonitazene@IE", "kind": "first_country", "subject": "protonitazene",
        "subject_kind": "substance", "place": "IE", "country": "IE", "context": "drug_checking",
        "week": start.isoformat(), "observed": 1, "expected": None, "rank": 0.5, "rows": 1,
        "template": "first_country",
        "facts": {"place": "Ireland", "substance": "protonitazene", "context": "drug_checking",
                  "form": ""},
        "parts": [],
    }  # fmt: skip
    ReplayWeek.objects.create(replay=replay, day=start, came_total=0, folded_total=0)
    ReplayWeek.objects.create(replay=replay, day=TODAY, came=[row], came_total=1, folded_total=0)
    return replay


def _alert(people: dict[str, Any], assessment: Any, number: str, status: str) -> Any:
    from vedette.response.alerts.models import Alert, AlertText

    is_public = status == "published"
    alert = Alert.objects.create(
        number=number, assessment=assessment, status=status, drafted_by=people["officer"],
        drafted_at=NOW, changed_at=NOW, expires_at=NOW + timedelta(days=3_650),
        approved_by=people["approver"] if is_public else None,
        approved_at=NOW if is_public else None, published_at=NOW if is_public else None,
    )  # fmt: skip
    for language in ("en", "nl"):
        AlertText.objects.create(
            alert=alert, language=language, headline=f"Headline {number} {language}",
            description="What is the case.", instruction="Do not use alone.\nCarry naloxone.",
        )  # fmt: skip
    return alert
