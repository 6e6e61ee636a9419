"""`vedette serve`: the pages and the API."""

import os
import sys
from typing import Annotated

import typer

from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import talk


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(help="Processes.")] = 2,
) -> None:
    """Serve the pages and the API of this instance."""
    instance.check()
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
