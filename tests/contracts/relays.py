"""A real SMTP server for tests."""

import email
import socket
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
