"""From the record of a warning to its texts: what it says, in each language, and what is fixed."""

import hashlib
from typing import Any

from django.conf import settings
from django.utils import timezone

from vedette.catalogue.places.models import Place
from vedette.response.alerts.composing import Audience, Composition, Content, Length, compose_all
from vedette.response.alerts.models import Alert
from vedette.response.alerts.phrases import LANGUAGES, PhraseMissing, source

# What stands under "what to do" is the instruction of a warning; the rest describes.
_INSTRUCTION = "do"
Compositions = dict[tuple[str, Audience, Length], Composition]


def content_of(alert: Alert) -> Content:
    """Return what a warning says as it stands, before it is in any language."""
    signal = alert.assessment.signal
    names = [substance.name for substance in alert.substances.all()]
    if not names and signal and signal.family:
        names = [signal.family.name]
    places = [_place(place) for place in alert.places.all()]
    if not places and signal and signal.country:
        places = [signal.country]
    return Content(
        contains=tuple(names) or (alert.assessment.title,),
        sold_as=tuple(name.strip() for name in alert.sold_as.split(";") if name.strip()),
        places=tuple(places),
        acts_as=alert.acts_as,
        basis=alert.basis,
        form=alert.form,
        look=alert.look,
        count=alert.report_count,
        latest=alert.latest_on,
        reasons=tuple(alert.reasons),
        unknowns=tuple(alert.unknowns),
        valid_until=timezone.localdate(alert.expires_at),
        review_on=alert.review_on,
        issuer=settings.VEDETTE_NODE,
        number=f"{alert.number}.{alert.version}",
        exercise=alert.exercise,
        message=alert.message,
        notes={text.language: text.note for text in alert.texts.all() if text.note},
    )


def _place(place: Place) -> str:
    """Countries are named in each language; a region keeps its own name."""
    return place.code if place.scheme == Place.Scheme.ISO3166_1 else place.name


def composed(alert: Alert) -> tuple[Compositions, dict[str, PhraseMissing]]:
    """Compose a warning in every language, audience and length, and say which languages cannot."""
    return compose_all(content_of(alert), LANGUAGES)


def full_texts(compositions: Compositions) -> dict[str, dict[str, str]]:
    """Return headline, description and instruction of each language: what CAP and feeds carry."""
    return {
        language: words_of(one)
        for (language, audience, length), one in compositions.items()
        if audience is Audience.PEOPLE and length is Length.NOTICE
    }


def words_of(one: Composition) -> dict[str, str]:
    """Return a composition as headline, description and instruction, one action a line."""
    described = [part for part in one.parts if part.key != _INSTRUCTION]
    instruction = [line for part in one.parts if part.key == _INSTRUCTION for line in part.lines]
    return {
        "headline": one.headline,
        "description": "\n".join(
            f"{part.label}: {' '.join(part.lines)}" if part.label else " ".join(part.lines)
            for part in described
        ),
        "instruction": "\n".join(instruction or [line for p in described[:1] for line in p.lines]),
    }


def editions(compositions: Compositions) -> dict[str, dict[str, dict[str, Any]]]:
    """Return compositions as plain data, by language, audience and length."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for (language, audience, length), one in compositions.items():
        found.setdefault(language, {}).setdefault(audience.value, {})[length.value] = {
            "headline": one.headline,
            "marks": list(one.marks),
            "parts": [
                {"key": p.key, "label": p.label, "lines": list(p.lines), "by_hand": p.by_hand}
                for p in one.parts
            ],
        }
    return found


def bank_digest(language: str) -> str:
    """Return what names the state of a language's phrases."""
    return hashlib.blake2b(source(language).encode(), digest_size=8).hexdigest()
