"""Real receivers for tests: an SMTP server, and an HTTP server that answers as it is told."""

import email
import http.server
import socket
import threading
import time
from email.policy import default

import pytest
from aiosmtpd.controller import Controller


class Inbox:
    """What a relay does with each message, and what it took."""

    def __init__(self):
        self.taken, self.answers = [], {}

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802
        answer = self.answers.get(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802
        self.taken.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def relay(settings):
    """A real SMTP server on a free port."""
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    settings.VEDETTE_SMTP = f"smtp://127.0.0.1:{port}"
    settings.VEDETTE_MAIL_FROM = "warnings@node.example"
    settings.VEDETTE_PUBLIC_URL = "https://node.example"
    yield inbox
    controller.stop()


class Receiver:
    """An HTTP receiver that answers as it is told."""

    def __init__(self):
        self.got, self.status, self.wait, self.extra = [], 200, 0.0, {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.got.append((dict(self.headers), body))
                time.sleep(outer.wait)
                self.send_response(outer.status)
                for name, value in outer.extra.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"x" * 10_000)

            def log_message(self, *_args):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/hook"


@pytest.fixture
def receiver(settings):
    """A real HTTP receiver on a free port, in the node's own network."""
    settings.VEDETTE_PRIVATE_WEBHOOKS = True
    found = Receiver()
    yield found
    found.server.shutdown()
