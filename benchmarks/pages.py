"""How long a person and a machine wait, on a node of a million reports and 1.4 million findings.

One worker of the real server answers a hundred and more requests over one connection. The
instance is kept between runs in `VEDETTE_BENCH_FOLDER`; on PostgreSQL it is kept where
`VEDETTE_BENCH_POSTGRESQL` names a database, else it is made anew.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import measuring
from measuring import QUICK, say, talk

PROMISE = "pages"
SCALE = 1.2 if QUICK else 12
REQUESTS = 30 if QUICK else 120
RARE = "protonitazene"
API_MS, PAGE_MS = 50, 150


def main():
    if engine := measuring.part():
        measure(engine)
        return
    measuring.simulated_files(SCALE)
    for engine in measuring.ENGINES:
        home = measuring.KEPT / f"instance-{engine}-{SCALE:g}"
        kept = engine == "sqlite" or "VEDETTE_BENCH_POSTGRESQL" in os.environ
        if kept and engine == "postgresql":
            os.environ["VEDETTE_DATABASE_URL"] = os.environ["VEDETTE_BENCH_POSTGRESQL"]
        if not kept:
            shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True, exist_ok=True)
        measuring.run_part(__file__, engine, home=home, keep=kept)


def measure(engine):
    measuring.start_django()
    token, session = instance()
    paths = addresses()
    with server() as port:
        for what, path, most in paths:
            credentials = {"Cookie": session}
            if path.startswith("/api/"):
                credentials = {"Authorization": f"Bearer {token}"}
            p50, p95 = waits(port, path, credentials)
            talk(f"{engine} {path} p50 {p50:.1f} ms, p95 {p95:.1f} ms")
            say(PROMISE, f"{what} on {engine}, p50", p50, "ms")
            say(PROMISE, f"{what} on {engine}, p95", p95, "ms", at_most=most)


def instance():
    """Take the network in, look once, and open an account; all of it only if not yet there."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from vedette import pathway
    from vedette.base.accounts import actions as accounts
    from vedette.base.accounts.models import Role, User
    from vedette.evidence.ingest.models import Submission
    from vedette.judgement.signals.models import Run
    from vedette.surfaces.cli import instance as made

    made.make()
    now = timezone.now()
    if Submission.objects.filter(status="done").count() < len(measuring.simulated_files(SCALE)):
        talk("taking the network in")
        measuring.take_in_network(measuring.simulated_files(SCALE))
    if not Run.objects.exists():
        talk("looking once")
        pathway.detect(as_of=now, by=None, at=now)
    person = User.objects.filter(username="bench").first() or accounts.open_account(
        name="bench", role=Role.ADMINISTRATOR, password=None, body=None, by=None, at=now
    )
    token = accounts.issue_token(owner=person, title="benchmark", by=person, at=now)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return token, f"sessionid={session.session_key}"


def addresses():
    from vedette.evidence.observations.models import Report
    from vedette.judgement.signals.models import Signal

    middle = Report.objects.order_by("-id").values_list("id", flat=True).first() // 2
    signal = Signal.objects.order_by("-rank").values_list("id", flat=True).first()
    queries = {
        "newest": "",
        "of cocaine": "?substance=cocaine",
        f"of {RARE}": f"?substance={RARE}",
        "of deaths": "?context=death",
        "of Malta": "?country=MT",
        "deep": f"?before={middle}",
        "of cocaine, deep": f"?substance=cocaine&before={middle}",
        "of cocaine, deaths, Malta": "?substance=cocaine&context=death&country=MT",
    }
    found = [(f"API reports {what}", f"/api/reports{q}", API_MS) for what, q in queries.items()]
    found += [(f"page of reports {what}", f"/reports/{q}", PAGE_MS) for what, q in queries.items()]
    pages = {
        "situation": "/", "signals": "/signals/", "a signal": f"/signals/{signal}/",
        "cocaine": "/substances/cocaine/", RARE: f"/substances/{RARE}/",
        "substances": "/substances/", "imports": "/imports/", "queue": "/queue/",
        "find": "/find/?q=nitazene", "a report": f"/reports/{middle}/",
    }  # fmt: skip
    return found + [(f"page: {what}", path, PAGE_MS) for what, path in pages.items()]


@contextmanager
def server():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port",
        str(port), "--workers", "1", "--blocking-threads", "1", "--log-level", "warning",
        "vedette.surfaces.wsgi:application",
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=Path(__file__).parent)
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def waits(port, path, credentials):
    """p50 and p95 of the whole answer in milliseconds, after three to warm up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    took = []
    for number in range(REQUESTS + 3):
        begun = time.perf_counter()
        connection.request("GET", path, headers=credentials)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (path, answer.status)
        if number >= 3:
            took.append((time.perf_counter() - begun) * 1_000)
        if sum(took) > 20_000 and len(took) > 10:  # hopeless; say so without taking an hour
            break
    connection.close()
    return measuring.p50_and_p95(took)


if __name__ == "__main__":
    main()
