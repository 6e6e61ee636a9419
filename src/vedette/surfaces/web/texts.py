"""The text of a warning in the reader's language, or in the nearest one there is."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from vedette.response.alerts.models import Alert, AlertText


def text_of(alert: Alert, language: str | None = None) -> AlertText | None:
    """Return the text in one language, else in English, else in any."""
    texts = {text.language: text for text in alert.texts.all()}
    wanted = language or get_language() or "en"
    for code in (wanted, wanted.split("-")[0], "en"):
        if code in texts:
            return texts[code]
    return next(iter(texts.values()), None)


def with_headlines(alerts: Iterable[Alert]) -> list[Alert]:
    """Give each warning its `headline` in the reader's language."""
    rows = list(alerts)
    prefetch_related_objects(rows, "texts")
    for alert in rows:
        text = text_of(alert)
        # For templates only; what is stored is a headline for each language.
        alert.headline = text.headline if text else ""  # type: ignore[attr-defined]
    return rows
