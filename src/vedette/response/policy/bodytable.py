"""Rows of bodies by code, with the names of today and those they had."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from vedette.response.policy.models import PolicyBody

FILE = Path(__file__).parent / "bodies.toml"


@cache
def _known() -> tuple[dict[str, str], dict[str, list[dict[str, Any]]]]:
    data = tomllib.loads(FILE.read_text("utf-8"))
    former: dict[str, list[dict[str, Any]]] = {}
    for one in data["former"]:
        former.setdefault(one["code"], []).append({"name": one["name"], "until": one["until"]})
    return data["names"], former


def body_rows(codes: set[str]) -> dict[str, PolicyBody]:
    """Return the rows of codes; one met for the first time gets its row."""
    names, former = _known()
    PolicyBody.objects.bulk_create(
        [
            PolicyBody(code=code, name=names.get(code, code), former=former.get(code, []))
            for code in sorted(codes)
        ],
        ignore_conflicts=True,
    )
    return {one.code: one for one in PolicyBody.objects.filter(code__in=codes)}
