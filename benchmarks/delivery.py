"""One warning to 100,000 receivers: every one once in effect, none lost over a kill -9; the rate.

Receivers are a real SMTP server and a real HTTP server in a process of their own. Every
hundredth mail is put off once, every thousandth mailbox is not there, every fiftieth webhook
fails once, and the sending process is killed twice. The peer sends as many plain messages over
one connection with smtplib, and writes nothing down.
"""

import json
import multiprocessing
import os
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import measuring
from measuring import say


def free_port():
    """Return a port that nobody listens on just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


# The process of the receivers is started from this file again: it is told what was chosen.
HOME = os.environ.get("VEDETTE_HOME") or tempfile.mkdtemp(prefix="vedette-delivery-")
SMTP = int(os.environ.get("BENCH_SMTP") or free_port())
HTTP = int(os.environ.get("BENCH_HTTP") or free_port())
os.environ |= {
    "VEDETTE_HOME": HOME, "BENCH_SMTP": str(SMTP), "BENCH_HTTP": str(HTTP), "VEDETTE_SMTP": f"smtp://127.0.0.1:{SMTP}",
    "VEDETTE_PRIVATE_WEBHOOKS": "1", "VEDETTE_PUBLIC_URL": "https://node.example",
}  # fmt: skip
PROMISE = "delivery"
VEDETTE = str(Path(sys.executable).with_name("vedette"))
WEBHOOKS = 0.1  # share of receivers
LEAST_RATE = 100  # messages a second


class Sink:
    """Counts what it takes by its key, and refuses what it is told to."""

    def __init__(self):
        self.taken, self.seen, self.lock = Counter(), Counter(), threading.Lock()

    def put_off(self, receiver, every):
        with self.lock:
            self.seen[receiver] += 1
            return int(receiver) % every == 0 and self.seen[receiver] == 1

    def take(self, key):
        with self.lock:
            self.taken[key] += 1


def receive(pipe):
    """Run both servers until a word comes through the pipe; send back what was taken."""
    from aiosmtpd.controller import Controller

    sink = Sink()

    class Mail:
        async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
            number = address.split("@")[0].removeprefix("r")
            if int(number) % 1_000 == 7:
                return "550 no such mailbox"
            if sink.put_off(number, 100):
                return "451 later"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
            head = envelope.content.split(b"Message-ID: ", 1)
            sink.take(head[1].split(b"\r\n")[0].decode() if len(head) > 1 else "plain")
            return "250 OK"

    class Hook(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            status = 500 if sink.put_off(self.path.rsplit("/", 1)[1], 50) else 204
            if status == 204:
                sink.take(self.headers["Idempotency-Key"])
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            pass

    mail = Controller(Mail(), hostname="127.0.0.1", port=SMTP)
    mail.start()
    hooks = ThreadingHTTPServer(("127.0.0.1", HTTP), Hook)
    threading.Thread(target=hooks.serve_forever, daemon=True).start()
    pipe.send("ready")
    pipe.recv()
    pipe.send(dict(sink.taken))
    mail.stop()


def main():
    number = 5_000 if measuring.QUICK else 100_000
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=receive, args=(there,))
    process.start()
    here.recv()
    subprocess.run([VEDETTE, "init"], check=True, capture_output=True)
    alert = prepare(number)
    begun = time.perf_counter()
    from vedette.response.exchange import actions

    queued = actions.queue(alert=alert, at=alert.published_at)
    say(PROMISE, f"{queued:,} deliveries queued", queued / (time.perf_counter() - begun), "rows/s")
    begun = time.perf_counter()
    for seconds in (3, 5):
        interrupted(seconds)
    run()
    took = time.perf_counter() - begun
    sent = states()
    say(PROMISE, "messages sent, two processes killed among them",
        (sent["delivered"] + sent["given_up"]) / took, "messages/s",
        peer="smtplib, one connection, nothing written down",
        peer_value=plainly(min(number, 5_000)), at_least=LEAST_RATE)  # fmt: skip
    let_time_pass()
    run()
    here.send("stop")
    taken = here.recv()
    process.join()
    taken.pop("plain", None)
    judge(number, taken)


def prepare(number):
    """Publish one warning, and enter its receivers."""
    measuring.start_django()
    from django.utils import timezone

    from vedette.base.accounts.models import User
    from vedette.base.markings.actions import marking_for
    from vedette.catalogue.substances.models import Substance
    from vedette.judgement.assessments.models import Assessment
    from vedette.response.alerts import actions as alerts
    from vedette.response.alerts.models import Alert
    from vedette.response.exchange.models import Subscription

    at = timezone.now()
    people = [
        User.objects.create_user(r, password="x" * 20, role=r) for r in ("officer", "approver")
    ]
    assessment = Assessment.objects.create(
        title="t", author=people[0], opened_at=at, status="concluded", concluded_at=at,
        likelihood="high", likelihood_why="w", impact="high", impact_why="w", confidence="high",
        confidence_why="w", summary="s", marking=marking_for("CLEAR"),
    )  # fmt: skip
    alert = alerts.draft(assessment=assessment, by=people[0], at=at)
    Alert.objects.filter(pk=alert.pk).update(severity="Extreme", expires_at=at + timedelta(days=9))
    alert.substances.add(Substance.objects.get(name="protonitazene"))
    alert = alerts.approve(alert=alert, by=people[1], at=at, read_at=alert.changed_at)
    alert = alerts.publish(alert=alert, by=people[0], at=at)
    hooks = int(number * WEBHOOKS)
    Subscription.objects.bulk_create(
        (
            Subscription(
                channel="webhook" if n < hooks else "mail", token=f"t{n}",
                address=f"http://127.0.0.1:{HTTP}/{n}" if n < hooks else f"r{n}@sink.example",
                language=("en", "de", "pl", "bg")[n % 4], asked_at=at, confirmed_at=at,
            )
            for n in range(number)
        ),
        batch_size=5_000,
    )  # fmt: skip
    return alert


COMMAND = [VEDETTE, "deliver"]


def interrupted(seconds):
    """Begin to send, and be killed in the middle of it."""
    process = subprocess.Popen(COMMAND, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run():
    subprocess.run(COMMAND, check=True, capture_output=True)


def states():
    from django.db.models import Count

    from vedette.response.exchange.models import Delivery

    counted = Delivery.objects.values_list("state").annotate(n=Count("id")).order_by()
    return {"delivered": 0, "given_up": 0, "waiting": 0, **dict(counted)}


def let_time_pass():
    """What was put off is due now."""
    from django.utils import timezone

    from vedette.response.exchange.models import Delivery

    Delivery.objects.filter(state="waiting").update(next_at=timezone.now())


def plainly(number):
    """Return how many messages a second smtplib sends without Vedette."""
    body = b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * 50
    begun = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", SMTP) as relay:
        for n in range(number):
            relay.sendmail("a@node.example", [f"r{n * 1_000 + 1}@sink.example"], body)
    return number / (time.perf_counter() - begun)


def judge(number, taken):
    """Say whether everybody who can be reached was reached, once in effect."""
    from vedette.response.exchange.models import Delivery
    from vedette.response.exchange.sending import GROUP

    sent = states()
    twice = sum(count - 1 for count in taken.values())
    missing = sent["delivered"] - len(taken)
    nobody = len([n for n in range(number) if n % 1_000 == 7 and n >= int(number * WEBHOOKS)])
    say(PROMISE, "receivers that were lost", missing, "receivers", at_most=0)
    say(PROMISE, "still waiting", sent["waiting"], "deliveries", at_most=0)
    say(PROMISE, "given up beyond those that are not there", sent["given_up"] - nobody,
        "deliveries", at_most=0)  # fmt: skip
    say(PROMISE, "sent again with the same key after being killed", twice, "messages",
        at_most=2 * GROUP)  # fmt: skip
    tried = Delivery.objects.filter(attempts_made__gt=1).count()
    say(PROMISE, "receivers that took more than one attempt", tried, "receivers")
    if missing or sent["waiting"]:
        print(json.dumps({"states": sent, "taken": len(taken)}), file=sys.stderr)


if __name__ == "__main__":
    main()
