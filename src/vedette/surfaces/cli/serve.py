"""`vedette serve`: the pages and the API."""

import os
import socket
import sys
from typing import Annotated

import typer

from vedette.base.accounts.rules import Refused
from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import talk

LAST_PORT = 65_535


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
) -> None:
    """Serve the pages and the API of this instance."""
    instance.check()
    check_free(host, port)
    talk.print(f"http://{host}:{port}/  (stop with Ctrl-C)")
    sys.stdout.flush()
    os.execv(  # noqa: S606 - the server takes over this process
        sys.executable,
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port",
            str(port), "--workers", str(workers), "--blocking-threads", "1", "--log-level",
            "warning", "vedette.surfaces.wsgi:application",
        ],
    )  # fmt: skip


def check_free(host: str, port: int) -> None:
    """Refuse a port that another server has.

    The server shares a port among its processes, so the system would let it share one with
    an older instance too, and answer now from the one and now from the other.
    """
    if not 0 < port <= LAST_PORT:
        raise Refused(f"{port} is no port; they end at {LAST_PORT}")
    try:
        family, kind, protocol, _name, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as mine:
            mine.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            mine.bind(where)
    except OSError as error:
        raise Refused(f"{host}:{port} cannot be had: {error.strerror}") from None
