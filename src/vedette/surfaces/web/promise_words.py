"""How pages say where a promise stands: a sign, a word and a tone, never a colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from vedette.response.policy.board import NOT_ASKED, UNKNOWN, Standing
from vedette.response.policy.statuses import Status, StatusesMalformed, statuses_of


@dataclass(frozen=True, slots=True)
class Sign:
    """What a page shows for one standing."""

    key: str
    text: str
    word: str
    tone: str

    @property
    def html(self) -> SafeString:
        """The sign, with its word for those who cannot see or do not know it."""
        return format_html(
            '<span class="sign {}" title="{}"><span aria-hidden="true">{}</span>'
            '<span class="hidden-text">{}</span></span>',
            self.tone, self.word, self.text, self.word,
        )  # fmt: skip


class Signs:
    """All signs of the vocabulary in the reader's language; each is made once a page."""

    def __init__(self) -> None:
        self.statuses: Mapping[str, Status]
        self.error: StatusesMalformed | None = None
        try:
            self.statuses = statuses_of(Path(settings.VEDETTE_HOME))
        except StatusesMalformed as error:
            self.statuses, self.error = statuses_of(None), error
        language = (get_language() or "en")[:2]
        self.every = {
            key: Sign(key, one.sign, str(one.title.get(language) or one.title["en"]), one.tone)
            for key, one in self.statuses.items()
        }
        self.every[UNKNOWN] = Sign(UNKNOWN, "?", pgettext("status of a promise", "unknown"), "open")
        self.every[NOT_ASKED] = Sign(NOT_ASKED, "–", _("not asked"), "plain")

    def of(self, standing: Standing | None, *, is_asked: bool = True) -> Sign:
        """The sign of a standing; without one it is unknown, or nobody was asked."""
        if standing is None:
            return self.every[UNKNOWN if is_asked else NOT_ASKED]
        return self.named(standing.status)

    def named(self, key: str) -> Sign:
        """The sign of a status; one that left the vocabulary is shown by its key."""
        return self.every.get(key) or Sign(key, "·", key.replace("_", " "), "plain")

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Key, word and whether it needs evidence, for a form."""
        return [(key, self.every[key].word, one.is_progress) for key, one in self.statuses.items()]
