"""Versions of one document stand side by side; two documents of one title do not."""

import pytest

from tests.unit.response.policy.documents import plan_text
from vedette.response.policy.alignment import align, is_same_document
from vedette.response.policy.lexicons import languages, lexicon
from vedette.response.policy.lines import Page
from vedette.response.policy.reading import read_text

ENGLISH = """Council conclusions on test documents
The Council of the European Union

Recalling Directive (EU) 2031/44 and the European Drug Alert System (EDAS).

Noting that 27 laboratories answered in 2031.

Stressing that data on NPS are shared under Regulation (EU) 2029/311.

1. Urges Member States to share data with the EUDA by 2033.

2. Invites the Commission to report in 2034 on document 10001/31.

3. Encourages Europol to take part.
"""
DUTCH = """Conclusies van de Raad over testdocumenten
De Raad van de Europese Unie

Herinnerend aan Richtlijn (EU) 2031/44 en het Europees waarschuwingssysteem voor drugs.

Vaststellend dat 27 laboratoria in 2031 hebben geantwoord.

Onderstrepend dat gegevens over NPS worden gedeeld op grond van Verordening (EU) 2029/311.

1. Verzoekt de lidstaten uiterlijk in 2033 gegevens te delen met het EUDA.

2. Verzoekt de Commissie in 2034 verslag uit te brengen over document 10001/31.

3. Moedigt Europol aan om deel te nemen.
"""


def read(text, name="own.txt"):
    return read_text([Page(1, text)], file=name)


def test_versions_are_joined_and_their_differences_listed():
    (one,) = align([read(ENGLISH, "en.txt"), read(DUTCH, "nl.txt")])
    assert one.files == {"en": "en.txt", "nl": "nl.txt"}
    assert one.complete == 6
    found = [(p.kind, p.numbers["en"], d.kind, d.value, d.missing_in)
             for p in one.paragraphs for d in p.differences]  # fmt: skip
    assert found == [
        ("recital", 1, "acronym", "EDAS", ("nl",)),
        ("recommendation", 1, "verb", "INVITE", ("en",)),
        ("recommendation", 1, "verb", "URGE", ("nl",)),
    ]


def test_another_reference_in_one_version_is_a_difference():
    (one,) = align([read(ENGLISH), read(DUTCH.replace("10001/31", "10002/31"))])
    kinds = [(d.kind, d.value) for d in one.paragraphs[4].differences]
    assert kinds == [("reference", "10001/31"), ("reference", "10002/31")]


def test_the_order_of_the_files_does_not_matter():
    there = align([read(ENGLISH), read(DUTCH)])[0]
    back = align([read(DUTCH), read(ENGLISH)])[0]
    assert [p.differences for p in there.paragraphs] == [
        tuple(sorted(p.differences, key=lambda d: (d.kind != "acronym", d.kind, d.value)))
        for p in back.paragraphs
    ]


OTHER_PLAN = """EU plan on shared warning (2026-2030)
Strategisk prioritet 1. Noget andet
Foranstaltning 1. Bygge.
1.1
2029
Eurojust
Foranstaltning 2. Måle.
1.2
2028
Frontex
CEPOL
Foranstaltning 3. Skrive.
1.3
2027
Eurojust
Foranstaltning 4. Læse.
1.3
2027
Frontex
Foranstaltning 5. Slutte.
1.3
2026
CEPOL
Indikator 1. Antal (Frontex).
Indikator 2. Andel (CEPOL).
"""


def test_two_plans_of_one_title_that_are_different_texts_are_not_joined():
    first, second = read(plan_text()), read(OTHER_PLAN)
    assert first.document.title == second.document.title
    assert first.document.language != second.document.language
    assert len(first.actions) == len(second.actions)
    assert not is_same_document(first, second)
    assert align([first, second]) == []


def test_documents_with_different_numbers_are_different_documents():
    numbered = ENGLISH.replace("The Council", "10003/30\n\nThe Council", 1)
    other = DUTCH.replace("De Raad", "10004/30\n\nDe Raad", 1)
    assert not is_same_document(read(numbered), read(other))


@pytest.mark.parametrize("language", languages())
def test_every_language_file_has_the_words_of_the_others(language):
    def shape(words):
        return {name: set(value) if name == "labels" else type(value)
                for name, value in words.items()}  # fmt: skip

    assert shape(lexicon(language).words) == shape(lexicon("en").words)
    assert set(lexicon(language).words["operative"]) == set(lexicon("en").words["operative"])
    assert len(lexicon(language).months()) == 12
