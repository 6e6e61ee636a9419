"""A pack in one language: its cover, chapters and notes, made of plain blocks."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from vedette.response.policy.pack import chapters, measures
from vedette.response.policy.pack.blocks import Paper
from vedette.response.policy.pack.contents import Pack
from vedette.response.policy.pack.errors import LanguageUnknown
from vedette.response.policy.pack.speech import Speech

COMPLETE = frozenset({"en", "nl", "da"})  # languages in which every word of a pack was written


def languages() -> tuple[str, ...]:
    """Return the languages in which a pack can be asked for."""
    return tuple(code for code, _name in settings.LANGUAGES)


def compose(pack: Pack, *, language: str) -> Paper:
    """Return a pack as a paper in one language; a word nobody translated stands in English.

    Raises
    ------
    LanguageUnknown
        If the interface has no such language.
    """
    if language not in languages():
        raise LanguageUnknown(language, languages())
    with override(language):
        say = Speech(language, pack.statuses)
        title = say.text(pack.titles) or pack.key
        day = say.day(pack.day)
        return Paper(
            title=title,
            kind=_("Half-yearly pack on progress"),
            language=language,
            marking=f"TLP:{pack.marking}",
            mark=_("Simulated data: a demonstration, not real") if pack.simulated else "",
            issuer=pack.issuer,
            running=" · ".join([_("Progress pack"), pack.number or pack.key, day]),
            cover=_cover(pack, say),
            notes=_notes(pack, say),
            contents=_("Contents"),
            page_of=_("Page {page} of {pages}"),
            parts=[
                chapters.summary(pack, say),
                chapters.overview(pack, say),
                *chapters.details(pack, say),
                measures.indicators(pack, say),
                chapters.countries(pack, say),
                chapters.unknown(pack, say),
                *chapters.undecided(pack, say),
                chapters.method(pack, say),
                chapters.sources(pack, say),
            ],
        )


def _cover(pack: Pack, say: Speech) -> list[tuple[str, str]]:
    return [
        (_("Document"), pack.number or pack.key),
        (pgettext("of a document", "Dated"), say.day(pack.dated_on) if pack.dated_on else ""),
        (_("As known on"), say.day(pack.day)),
        (_("Compared with"), say.day(pack.since.date())),
        (_("Marking"), f"TLP:{pack.marking}"),
        (_("Issued by"), pack.issuer),
    ]


def _notes(pack: Pack, say: Speech) -> list[str]:
    own = say.name_of_language(say.language)
    notes = [_("Language of this document: %(language)s.") % {"language": own}]
    if say.language not in COMPLETE:
        notes.append(_("Words that nobody has translated yet stand in English."))
    if say.language not in pack.titles and pack.titles:
        first = next(iter(pack.titles))
        named = say.name_of_language(first)
        notes.append(
            _("The text of the document is quoted in another language, as it was read: %(name)s.")
            % {"name": named}
        )
    return notes
