"""A million rows of a simulated network taken in on one core, end to end, beside a bare load.

The peer writes the same number of equally wide rows with no reading, no checks, no findings
and no index: `executemany` into SQLite, COPY into PostgreSQL.
"""

import os
import sqlite3
import tempfile
import time

import measuring
from measuring import QUICK, say, talk

PROMISE = "intake"
SCALE = 1.2 if QUICK else 12
LEAST = 10_000  # rows a second
MEGABYTES = 1_024


def main():
    if engine := measuring.part():
        measure(engine)
        return
    measuring.simulated_files(SCALE)
    for engine in measuring.ENGINES:
        measuring.run_part(__file__, engine)


def measure(engine):
    files = measuring.simulated_files(SCALE)
    measuring.start_django()
    from vedette.surfaces.cli import instance

    instance.make()
    measuring.on_one_core()
    taken = measuring.take_in_network(files)
    peak = measuring.peak_megabytes()
    rows = sum(read.rows for _, read, _ in taken)
    seconds = sum(took for *_, took in taken)
    for kind, read, took in taken:
        balance(read)
        say(PROMISE, f"{kind} on {engine}", read.rows / took, "rows/s")
    peer, bare = bare_load(engine, rows)
    say(
        PROMISE, f"all {rows:,} rows on {engine}", rows / seconds, "rows/s", peer=peer,
        peer_value=bare, at_least=LEAST,
    )  # fmt: skip
    say(PROMISE, f"peak memory on {engine}", peak, "MB", at_most=MEGABYTES)
    again(engine, files)


def balance(read):
    parts = read.recorded + read.updated + read.refused + read.queued + read.ignored
    assert read.status == "done", read.error
    assert read.rows == parts, (read.rows, parts)


def again(engine, files):
    """The same file a second time must change nothing, and be quick about it."""
    kind = "drug_checking"
    [(_, read, took)] = measuring.take_in_network({kind: files[kind]})
    assert read.ignored == read.rows, "a second import of the same bytes changed something"
    say(PROMISE, f"{kind} again on {engine}", read.rows / took, "rows/s")


def bare_load(engine, rows):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM observations_report LIMIT 4000")
        chunk = cursor.fetchall()
        names = [column[0] for column in cursor.description]
    load = bare_sqlite if engine == "sqlite" else bare_copy
    begun = time.perf_counter()
    load(names, chunk, rows)
    rate = rows / (time.perf_counter() - begun)
    peer = "executemany" if engine == "sqlite" else "COPY"
    talk(f"{peer} on {engine}: {rate:,.0f} rows/s")
    return peer, rate


def bare_sqlite(names, chunk, rows):
    from vedette.surfaces.settings import DATABASES

    with tempfile.TemporaryDirectory() as folder:
        peer = sqlite3.connect(os.path.join(folder, "peer.sqlite3"))
        peer.executescript(DATABASES["default"]["OPTIONS"]["init_command"])
        peer.execute(f"CREATE TABLE peer ({', '.join(names)})")
        marks = ", ".join("?" * len(names))
        for start in range(0, rows, len(chunk)):
            with peer:
                peer.executemany(f"INSERT INTO peer VALUES ({marks})", chunk[: rows - start])
        peer.close()


def bare_copy(_names, chunk, rows):
    import json

    from django.db import connection, transaction

    flat = [tuple(json.dumps(v) if isinstance(v, dict) else v for v in row) for row in chunk]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE peer AS SELECT * FROM observations_report WITH NO DATA")
        for start in range(0, rows, len(flat)):
            with transaction.atomic(), cursor.copy("COPY peer FROM STDIN") as copy:
                for row in flat[: rows - start]:
                    copy.write_row(row)
        cursor.execute("DROP TABLE peer")


if __name__ == "__main__":
    main()
