"""Killed at any moment, on a full disk, with a file larger than memory: nothing is lost."""

import contextlib
import csv
import os
import random
import shutil
import signal
import subprocess
import time

import pytest
from trial import HEADER, Said, content, trial_row, untidy_rows, write_csv

SLOW = os.environ.get("VEDETTE_SLOW") == "1"
ROWS = 2_000


@pytest.fixture
def uninterrupted(instance, tmp_path):
    """The file, and what the database holds after one undisturbed import of it."""
    from django.db import connection

    file = write_csv(tmp_path / "a.csv", untidy_rows(ROWS))
    said = instance.run("ingest", file, "--source", "trial", chunk=50)
    assert said.code == 0, said.err
    wanted = content()
    connection.close()
    return file, wanted


def wipe():
    """Forget every row of evidence, so that the same instance can be filled again."""
    from django.db import connection, transaction

    tables = (
        "observations_finding", "observations_report", "ingest_heldrow", "ingest_submission",
        "substances_namequestion",
    )  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        else:
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for table in tables:
                cursor.execute(f"DELETE FROM {table}")


def kill_after(child, seconds):
    """Let a child run for some time once it reads, then kill it as a power cut would."""
    child.stderr.readline()  # "ready"
    if seconds > 0.05:
        child.stderr.readline()  # "reading", or nothing if it ended
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.communicate()


SAY_READING = """
from vedette.pathway import intake
opened = intake._open
def say_reading(submission):
    found = opened(submission)
    print("reading", file=sys.stderr, flush=True)
    return found
intake._open = say_reading
"""


@pytest.mark.database
def test_killed_at_any_moment_an_import_ends_as_if_nothing_had_happened(instance, uninterrupted):
    file, wanted = uninterrupted
    chance = random.Random(20261121)
    words = ("ingest", file, "--source", "trial")
    kills = midway = 0
    while kills < 8 or (not midway and kills < 100):  # a busy machine begins to read later
        wipe()
        for kill in range(4):
            seconds = chance.uniform(0.06, 0.4 + kills / 50) if kill else chance.uniform(0, 0.05)
            kill_after(instance.start(*words, chunk=20, setup=SAY_READING), seconds)
            kills += 1
            midway += 0 < rows_so_far() < ROWS
            assert_adds_up()
            if is_done():
                break
        if not is_done():
            assert instance.run(*words, chunk=50).code == 0
        assert content() == wanted
    assert midway >= 1  # at least one cut fell between two chunks


def is_done():
    from vedette.evidence.ingest.models import Submission

    return Submission.objects.filter(status="done").exists()


def rows_so_far():
    from vedette.evidence.ingest.models import Submission

    return sum(Submission.objects.values_list("rows", flat=True))


def assert_adds_up():
    """After any cut the counters speak of exactly the rows that are there."""
    from vedette.evidence.ingest.models import HeldRow, Submission
    from vedette.evidence.observations.models import Report

    for submission in Submission.objects.all():
        stored = submission.recorded + submission.updated
        assert Report.objects.filter(submission=submission).count() == stored
        kept = submission.refused + submission.queued
        assert HeldRow.objects.filter(submission=submission).count() == kept


# Each kills its process at one exact step, the moments that no delay would hit.
STEPS = {
    "while the bytes arrive": (
        "from vedette.evidence.ingest import actions as a\n"
        "import os, signal\n"
        "a.os.fsync = lambda _f: os.kill(os.getpid(), signal.SIGKILL)"
    ),
    "once the bytes have their name": (
        "from vedette.evidence.ingest import actions as a\n"
        "import os, signal\n"
        "a._submit = lambda *_a: os.kill(os.getpid(), signal.SIGKILL)"
    ),
    "between the rows and the counters": (
        "from vedette.evidence.ingest import actions as a\n"
        "import os, signal\n"
        "def die(s, *_a, **_k):\n"
        "    if s.rows >= 500: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return account(s, *_a, **_k)\n"
        "account, a.account = a.account, die"
    ),
    "before the end is written down": (
        "from vedette.evidence.ingest import actions as a\n"
        "import os, signal\n"
        "a.finish = lambda **_k: os.kill(os.getpid(), signal.SIGKILL)"
    ),
}


@pytest.mark.database
def test_killed_at_each_exact_step_an_import_goes_on(instance, uninterrupted):
    file, wanted = uninterrupted
    words = ("ingest", file, "--source", "trial")
    for step, setup in STEPS.items():
        wipe()
        child = instance.start(*words, chunk=250, setup=setup)
        child.communicate(timeout=120)
        assert child.returncode == -signal.SIGKILL, step
        assert_adds_up()
        assert instance.run(*words, chunk=250).code == 0
        assert content() == wanted, step


def test_resume_finishes_what_was_killed(instance, uninterrupted):
    file, wanted = uninterrupted
    wipe()
    setup = STEPS["between the rows and the counters"]
    child = instance.start("ingest", file, "--source", "trial", chunk=100, setup=setup)
    child.communicate(timeout=120)
    assert 0 < rows_so_far() < ROWS
    assert instance.run("resume", chunk=100).code == 0
    assert content() == wanted


# -- a full disk -----------------------------------------------------------------------


@contextlib.contextmanager
def small_disk(folder, megabytes):
    """Mount a file system of a few megabytes, or skip where that is not allowed."""
    folder.mkdir()
    options = f"size={megabytes}m"
    mount = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small file system is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_a_sentence_and_the_same_command_goes_on_later(instance, tmp_path):
    if instance.url:
        pytest.skip("the database is not in the instance's folder")
    rows = untidy_rows(20_000)
    file = write_csv(tmp_path / "a.csv", rows)
    assert instance.run("ingest", file, "--source", "trial").code == 0
    wanted = content()
    wipe()
    from django.db import connection

    connection.cursor().execute("VACUUM")
    connection.close()
    small = tmp_path / "small"
    with small_disk(small, 12):
        shutil.copytree(instance.home, small / "home", ignore=shutil.ignore_patterns("??"))
        there = type(instance)(small / "home", "", instance.command)
        said = there.run("ingest", file, "--source", "trial")
        assert said.code == 1
        assert "full" in said.err or "No space left" in said.err
        enlarge = ["mount", "-o", "remount,size=200m", str(small)]
        subprocess.run(enlarge, check=True)
        done = there.run("ingest", file, "--source", "trial")
        assert done.code == 0, done.err
        shutil.copytree(small / "home", instance.home, dirs_exist_ok=True)
    assert_adds_up()
    assert content() == wanted


def test_no_room_for_the_bytes_is_a_sentence_too(instance, tmp_path):
    file = write_csv(tmp_path / "a.csv", untidy_rows(60_000))
    small = tmp_path / "small"
    with small_disk(small, 3):
        (instance.home / "blobs").rmdir()
        (small / "blobs").mkdir()
        (instance.home / "blobs").symlink_to(small / "blobs")
        said = instance.run("ingest", file, "--source", "trial")
        assert said.code == 1
        assert "No space left" in said.err
        assert not list((small / "blobs").iterdir())


def test_a_file_size_limit_is_a_sentence_too(instance, tmp_path):
    """Where nothing can be mounted, the kernel's limit on files does as well."""
    file = write_csv(tmp_path / "a.csv", untidy_rows(60_000))
    limit = file.stat().st_size // 2
    setup = (
        "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"
    )
    said = instance.run("ingest", file, "--source", "trial", setup=setup)
    assert said.code == 1
    assert "File too large" in said.err
    assert rows_so_far() == 0
    assert not list((instance.home / "blobs").glob("incoming-*"))


# -- memory ----------------------------------------------------------------------------


def big_file(path, megabytes):
    """Write a sound file of a given size, with a bad row every five thousand."""
    note = "seen with a blue tablet and a note of ordinary length that says how it was bought"
    number = 0
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        while file.tell() < megabytes << 20:
            for _ in range(5_000):
                number += 1
                day = "31/02/2026" if number % 5_000 == 0 else f"2026-0{number % 9 + 1}-11"
                row = trial_row(number, day=day, told="", note=f"{note} {number}")
                writer.writerow(row.values())
    return path, number


def peak_megabytes(said: Said) -> float:
    return int(said.err.rsplit("peak", 1)[1]) / 1024


def test_a_file_far_larger_than_memory_is_read_in_little(instance, tmp_path):
    file, rows = big_file(tmp_path / "big.csv", 1_024 if SLOW else 80)
    said = instance.run("ingest", file, "--source", "trial", "--dry-run", "--json")
    file.unlink()
    assert (said.code, said.json["rows"]) == (0, rows)
    assert said.json["refused"] == rows // 5_000
    assert peak_megabytes(said) < (500 if SLOW else 330)


def test_memory_does_not_grow_with_the_rows_taken_in(instance, tmp_path):
    small, _ = big_file(tmp_path / "small.csv", 5)
    large, rows = big_file(tmp_path / "large.csv", 50 if SLOW else 15)
    words = ("--source", "trial", "--json")
    before = peak_megabytes(instance.run("ingest", small, *words))
    said = instance.run("ingest", large, *words)
    assert said.json["rows"] == rows
    assert peak_megabytes(said) < min(500, before + 60)
