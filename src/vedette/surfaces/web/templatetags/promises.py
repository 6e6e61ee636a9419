"""The promises that a signal, an assessment or an alert bears on, on its own page."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from vedette.response.policy.board import promises_of

register = template.Library()


@register.filter
def lines(said: Any) -> str:
    """Say on which lines of its file something stands."""
    if said.first_line == said.last_line:
        return _("line %d") % said.first_line
    return _("lines %(a)d to %(b)d") % {"a": said.first_line, "b": said.last_line}


@register.inclusion_tag("web/parts/promises_tied.html", takes_context=True)
def promises_it_bears_on(context: template.Context, kind: str, number: int) -> dict[str, Any]:
    """List the promises of one record as known on the chosen day, and a form to tie one more."""
    as_of = context.get("as_of") or timezone.now()
    shared = {name: context.get(name) for name in ("may", "known", "known_query", "csrf_token")}
    return {
        **shared,
        "kind": kind,
        "number": number,
        "promises": promises_of(as_of=as_of, **{f"{kind}_id": number}),
    }
