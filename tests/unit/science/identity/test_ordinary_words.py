"""Words of a sentence that are near a name and are none."""

import pytest

from vedette.catalogue.substances.registers import standard_lexicon

SENTENCES = {
    "de": "Das Ressort teilte nach dem Konzert mit, dass sie ihn stärken wollte",
    "da": "Politiet måtte assistere efter koncerten",
    "nl": "De auto had een nieuw chassis en stond bij het concert",
    "cs": "Hasiči pomohli po koncertě u řeky",
    "sk": "Mladík sa začal správať zle už pred rokom",
    "hu": "A rendőr szerint ez azt jelenti, hogy jelent valamit közben",
    "fi": "Käsissä oli haavoja ja konserttiin tuli väkeä",
    "fr": "Le prochain concert a été assisté par la mairie",
    "pt": "Nas próximas estações do ano",
    "ro": "Concertul a avut loc lângă luminile orașului",
    "lv": "Asistents atzīst, ka koncerti notika",
    "lt": "Koncertas vyko vakare prie upės",
    "bg": "Концертът беше снощи в града",
    "en": "The resort hosted a concerto for the reagan library",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_a_word_near_an_old_trade_name_is_read_as_the_word_it_is(text):
    mentions = standard_lexicon().resolve(text).mentions
    assert [one for one in mentions if one.matches] == []


@pytest.mark.parametrize("text", ["Rivotrill und Lyrika", "bottle marked Dormicum"])
def test_a_brand_with_a_typing_error_is_read_where_nothing_speaks_against_it(text):
    statuses = {one.status for one in standard_lexicon().resolve(text).mentions if one.matches}
    assert statuses == {"resolved"}
