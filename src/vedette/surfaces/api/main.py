"""The API, put together."""

from typing import Any

import orjson
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer, SessionAuth

import vedette
from vedette.base.accounts.models import User
from vedette.base.accounts.queries import owner_of_token
from vedette.surfaces.api import (
    assessments,
    carrying,
    cases,
    catalogue,
    customs,
    deadlines,
    desk_rules,
    drills,
    evaluation,
    evidence,
    experts,
    groups,
    guidelines,
    indicators,
    judgement,
    laboratories,
    law,
    policy,
    practice,
    problems,
    references,
    registry,
    releases,
    response,
    samples,
    spectra,
)


class Token(HttpBearer):
    """A token from `vedette accounts token` or from the administration page."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return the person whose rights the token carries."""
        owner = owner_of_token(token)
        if owner is not None:
            request.user = owner
        return owner


class Fast(BaseRenderer):
    """JSON by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        """Return the bytes of one answer."""
        return orjson.dumps(data, default=str)


api = NinjaAPI(
    title="Vedette",
    version=vedette.__version__,
    description="Early warning, alert and response for new synthetic drugs.",
    auth=[Token(), SessionAuth()],
    renderer=Fast(),
    urls_namespace="api",
)
problems.register(api)
PARTS = (  # the register first: its addresses are narrower than that of a substance
    registry, catalogue, law, laboratories, groups, evidence, samples, customs, references, cases,
    spectra, practice, judgement, desk_rules, deadlines, assessments, experts, drills, releases,
    evaluation, response, policy, carrying, indicators, guidelines,
)  # fmt: skip
for part in PARTS:
    api.add_router("", part.router)
