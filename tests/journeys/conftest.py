"""A real browser."""

import os
from typing import Any

import pytest
from playwright.sync_api import expect

expect.set_options(timeout=30_000)  # milliseconds: a busy machine is no fault of a page
# The browser's driver keeps an event loop in the thread in which the database is asked.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium, and keep it from calling home."""
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }
