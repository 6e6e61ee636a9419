"""The Council's Pact in three languages and the Danish action plan, against a reading by hand.

The labels below were made by reading the files; no sentence of them is kept here.
"""

from pathlib import Path

import pytest

from vedette.response.policy.alignment import align, is_same_document
from vedette.response.policy.reading import read_document

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
for parent in Path(__file__).parents:
    if (parent / "shared" / "seeds").is_dir():
        SEEDS = parent / "shared" / "seeds"
        break

FILES = {
    "nl": "000_1d32f8a49ffa0d91.txt",
    "en": "001_66223f8c09ac7f85.txt",
    "da": "002_de220998f9c2237e.txt",
    "plan": "004_5e35faf77db20cc2.txt",
}
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the four documents are not on this machine"
)

AGENCIES = {"EU-AGENCIES", "EUROPOL", "CEPOL", "EUDA"}
ADDRESSEES = {
    1: {"MS", "EU-INST", "EU-AGENCIES"}, 2: {"MS", "EU-INST", "EU-AGENCIES"},
    3: {"MS", "EU-AGENCIES"}, 4: {"MS", "EU-AGENCIES"}, 5: {"EUDA"}, 6: {"MS", "COM"}, 7: {"MS"},
    8: {"MS"}, 9: set(), 10: AGENCIES, 11: {"COM"}, 12: {"MS", "EUROPOL"}, 13: {"COM", "MS"},
    14: set(), 15: {"MS"}, 16: {"MS", "EU-INST", "EU-AGENCIES"}, 17: set(), 18: {"HDG"},
    19: {"MS"}, 20: set(),
}  # fmt: skip
PARTNERS = {
    9: {"EUROPOL", "CEPOL", "EUDA"}, 11: {"MS", "EU-AGENCIES", "EUDA"},
    13: {"ENAA", "PRIVATE-SECTOR"}, 16: {"THIRD-COUNTRIES"},
}  # fmt: skip
NORMS = [
    "URGE",
    "URGE",
    "RECOMMEND",
    "ENCOURAGE",
    "INVITE",
    "INVITE",
    "INVITE",
    "INVITE",
    "ENCOURAGE",
    "ENCOURAGE",
    "INVITE",
    "INVITE",
    "CALL-UPON",
    "ENCOURAGE",
    "URGE",
    "INVITE",
    "RECOMMEND",
    "RECOMMEND",
    "ENCOURAGE",
    "RECOMMEND",
]
VERBS = {
    "nl": ["Spoort … aan", "Spoort … aan", "Adviseert", "Moedigt … aan", "Verzoekt", "Verzoekt",
           "Verzoekt", "Verzoekt", "Pleit voor", "Moedigt … aan", "Verzoekt", "Verzoekt",
           "Roept … op", "Pleit voor", "Dringt er bij … op aan", "Verzoekt", "Adviseert",
           "Adviseert", "Moedigt … aan", "Adviseert"],
    "en": ["Urges", "Urges", "Recommends", "Encourages", "Invites", "Invites", "Invites",
           "Invites", "Encourages", "Encourages", "Invites", "Invites", "Calls upon",
           "Encourages", "Urges", "Invites", "Recommends", "Recommends", "Encourages",
           "Recommends"],
    "da": ["opfordrer indtrængende", "opfordrer indtrængende", "anbefaler", "tilskynder",
           "opfordrer", "opfordrer", "opfordrer", "opfordrer", "tilskynder", "tilskynder",
           "opfordrer", "opfordrer", "opfordrer", "tilskynder", "opfordrer indtrængende",
           "opfordrer", "anbefaler", "anbefaler", "tilskynder", "anbefaler"],
}  # fmt: skip
NOTES_OF_RECITALS = {1: (1,), 3: (2, 3), 4: (4, 5), 22: (6,), 23: (7,), 27: (8,)}
STRATEGY, PLAN = "OJ C 102I, 24.3.2021, p. 1", "OJ C 272, 8.7.2021, p. 2"
CITED_BY_RECITALS = {
    1: {"15544/11", "edr-2024", "socta-2025"}, 3: {STRATEGY, PLAN},
    4: {"14114/23", "8085/21", STRATEGY, PLAN}, 5: {STRATEGY, PLAN},
    14: {"CND 68/5", "CND 67/4", "CND 62/4", "CND 55/7"},
    22: {"aml-package", "32024L1260", "OJ L, 2024/1260, 2.5.2024"}, 23: {"14182/24"},
    24: {"CND 68/5"},
}  # fmt: skip
CITED_BY_RECOMMENDATIONS = {
    6: {"CND 68/5"}, 14: {"32022R2065"}, 15: {"aml-package", "32024L1260"}, 17: {STRATEGY, PLAN},
}  # fmt: skip


@pytest.fixture(scope="module")
def registers():
    return {code: read_document(SEEDS / name) for code, name in FILES.items()}


@pytest.fixture(params=["nl", "en", "da"])
def pact(request, registers):
    return registers[request.param]


def test_the_pact_has_29_recitals_20_recommendations_and_9_footnotes(pact):
    for entries, count in ((pact.recitals, 29), (pact.recommendations, 20), (pact.footnotes, 9)):
        assert [one.number for one in entries] == list(range(1, count + 1))
    assert pact.unplaced == ()


def test_each_verb_of_the_pact_is_read_as_written_and_by_its_shade(pact):
    language = pact.document.language
    assert [p.verb for p in pact.recommendations] == VERBS[language]
    # The Danish text asks in its 13th point with the word it uses for an invitation.
    norms = ["INVITE" if language == "da" and n == "CALL-UPON" else n for n in NORMS]
    assert [p.verb_norm for p in pact.recommendations] == norms
    assert None not in [p.verb_norm for p in pact.recitals]


def test_each_point_of_the_pact_asks_exactly_whom_it_names(pact):
    assert {p.number: set(p.addressees) for p in pact.recommendations} == ADDRESSEES
    assert {p.number: set(p.partners) for p in pact.recommendations if p.partners} == PARTNERS


def test_footnotes_of_the_pact_belong_to_the_paragraphs_that_carry_their_marks(pact):
    assert {p.number: p.footnotes for p in pact.recitals if p.footnotes} == NOTES_OF_RECITALS
    assert {p.number: p.footnotes for p in pact.recommendations if p.footnotes} == {6: (9,)}


def test_what_the_pact_cites_is_the_same_in_every_language(pact):
    def cited(paragraphs):
        return {p.number: {r.identifier for r in p.references} for p in paragraphs if p.references}

    assert cited(pact.recitals) == CITED_BY_RECITALS
    assert cited(pact.recommendations) == CITED_BY_RECOMMENDATIONS
    assert [len(note.references) for note in pact.footnotes] == [1, 1, 1, 1, 1, 2, 1, 0, 1]


@pytest.mark.parametrize("code", FILES)
def test_no_line_is_lost_or_read_twice(registers, code):
    register = registers[code]
    parts = (
        *register.recitals, *register.recommendations, *register.priorities, *register.actions,
        *register.indicators, *register.headings, *register.set_aside, *register.unplaced,
    )  # fmt: skip
    notes = register.footnotes if not register.actions else ()  # there they stand inside cells
    held = [n for one in (*parts, *notes) for n in range(one.lines[0], one.lines[1] + 1)]
    raw = (SEEDS / FILES[code]).read_text("utf-8").split("\n")
    first = min(one.lines[0] for one in (*register.recitals, *register.priorities))
    written = {n for n, line in enumerate(raw, 1) if line.strip() and n >= first}
    assert written - set(held) == set()
    aside = {one.lines[0] for one in register.set_aside}
    assert len([n for n in held if n in written - aside]) == len(written - aside)


def test_the_cover_says_number_date_and_codes(registers):
    cover = registers["en"].document
    assert (cover.number, cover.date, cover.language) == ("10265/25", "2025-06-13", "en")
    assert cover.cover_codes == ("CORDROGUE 77", "SAN 359", "EUDA", "EUROPOL")
    assert registers["nl"].document.number == "10265/25"  # from the header of a page
    assert registers["da"].document.number is None


def test_all_49_paragraphs_stand_in_49_triples(registers):
    (pact,) = align(list(registers.values()))
    assert set(pact.files) == {"nl", "en", "da"}
    assert pact.complete == len(pact.paragraphs) == 49
    assert all(len(set(one.numbers.values())) == 1 for one in pact.paragraphs)


def test_differences_between_the_languages_are_listed(registers):
    (pact,) = align([registers[code] for code in ("en", "nl", "da")])
    found = {
        (one.kind, one.numbers["en"], d.kind, d.value, d.missing_in)
        for one in pact.paragraphs
        for d in one.differences
    }
    assert ("recital", 9, "acronym", "EWS", ("da",)) in found
    assert ("recital", 10, "acronym", "EDAS", ("da",)) in found
    assert ("recommendation", 13, "verb", "CALL-UPON", ("da",)) in found
    assert ("recommendation", 18, "acronym", "HDG", ("da",)) in found
    assert not [one for one in found if one[2] in ("reference", "addressee")]


# One row an action: priority, areas, first and last year, who is responsible. "-": ongoing.
C, M, E, X = "COM", "MS", "EUROPOL", "EUDA"
ROWS = """
1 1.1 2021 2025 COM MS EUROPOL EUDA|1 1.1,1.2 2021 2025 COM MS EUROPOL EUDA FRONTEX
1 1.1,1.2 2021 2025 COM MS EUROPOL FRONTEX EUROJUST|1 1.2 2021 2025 COM MS EUROPOL EUROJUST CEPOL
1 1.2 2021 2025 COM MS EUROPOL FRONTEX|1 1.2 2021 2025 COM MS EUROPOL EUROJUST
1 1.2 2021 2025 COM MS EUROPOL EUROJUST EUDA|1 1.2 2021 2025 COM MS
1 1.3 2021 2025 COM EEAS EUROPOL EUDA|1 1.3 2021 2025 COM EEAS
2 2.1 2021 2025 COM MS FRONTEX EUROPOL|2 2.1 2021 2025 COM MS FRONTEX EUROPOL
2 2.1 2021 2021 COM MS FRONTEX EUROPOL EUDA|2 2.1,2.2 2021 2021 COM MS FRONTEX EEAS
2 2.2 2021 2021 COM MS MAOC-N EUROPOL FRONTEX EUDA|2 2.2 2021 2021 COM MS EUROPOL FRONTEX EUDA
2 2.2 2021 2021 COM|3 3.1 2021 2021 COM EUROPOL EUDA|3 3.2 2021 2025 COM MS EUROPOL EUDA
3 3.2 2021 2025 COM MS|3 3.3 2021 2025 COM MS EUROPOL EUDA|4 4.1 2021 2021 COM MS EUROPOL EUDA
4 4.1 2021 2021 COM MS|4 4.1 2021 2025 MS EUROPOL EUDA|4 4.1 2022 2022 COM
4 4.2 2021 2025 COM MS EEAS|5 5.1,5.3 2021 2025 COM MS EUDA|5 5.1 2022 2025 MS EUDA
5 5.1 2022 2025 MS EUDA|5 5.1 2021 2025 EUDA EUROPOL|5 5.2 2021 2025 COM MS EUCPN
6 6.1,6.2,6.3 2021 2025 COM MS EUDA EMA|6 6.1,6.2 2021 2025 COM MS EUDA EMA
6 6.2 2021 2025 COM MS EUDA|6 6.1,6.2,6.3 2021 2025 MS EUDA EMA|6 6.1,6.2,6.3 2021 2025 MS EUDA
6 6.1,6.2,6.3 2021 2021 COM MS EUDA|7 7.1,7.3 2021 2021 COM MS EUDA|7 7.1 2021 2021 COM MS EUDA ECDC
7 7.4 2021 2025 COM MS EUDA|7 7.4 2022 2022 COM|7 7.5 2021 2025 COM MS EUDA
7 7.2,7.6 2021 2021 MS EUDA|7 7.6 2021 2021 COM MS EUDA|8 8.1,8.2 2024 2024 COM EUDA
8 8.2 2023 2023 MS CEPOL EUDA EUROJUST|None  None None- COM EUDA EUROPOL
None  2021 2021 COM MS EUDA|None  None None- COM MS CSFD|None  None None- COM EEAS
None  None None- COM EEAS|None  2021 2021 COM|None  2024 2024 COM
""".strip().replace("\n", "|").split("|")  # fmt: skip
PARTS = {1: 3, 2: 2, 4: 2, 5: 4, 6: 2, 9: 2, 31: 3, 32: 4, 33: 3, 36: 4, 44: 3, 47: 3}
PROVIDERS = [
    {E, X}, {X}, {E, X}, {X, C, E}, {X, E}, set(), {X}, {X}, {X}, {X}, {M}, {"EUROSTAT"},
]  # fmt: skip


def test_the_plan_has_8_priorities_53_actions_7_of_governance_and_12_indicators(registers):
    plan = registers["plan"]
    assert [(p.number, p.pillar) for p in plan.priorities] == list(
        zip(range(1, 9), "AAAABCCC", strict=True)
    )
    assert [a.number for a in plan.actions] == list(range(1, 54))
    assert [a.number for a in plan.actions if a.governance] == list(range(47, 54))
    assert [i.number for i in plan.indicators] == list(range(1, 13))
    assert plan.unplaced == ()


def test_every_row_of_the_plan_is_read_as_by_hand(registers):
    found = [
        f"{a.strategic_priority} {','.join(a.priority_areas)} {a.start} {a.end}"
        f"{'-' * a.ongoing} {' '.join(a.responsible_codes)}"
        for a in registers["plan"].actions
    ]
    assert found == ROWS


def test_the_listed_parts_of_actions_are_told_from_what_follows_them(registers):
    actions = {a.number: a for a in registers["plan"].actions}
    assert {n: len(a.sub_points) for n, a in actions.items() if a.sub_points} == PARTS
    for number in (1, 4, 5, 44):  # text goes on after the last part
        assert not actions[number].text.endswith(actions[number].sub_points[-1].text)
    for number in (2, 6, 31, 32, 36, 47):
        assert actions[number].text.endswith(actions[number].sub_points[-1].text)


def test_labels_notes_and_citations_of_the_plan(registers):
    plan = registers["plan"]
    actions = {a.number: a for a in plan.actions}
    assert actions[2].label_as_written == "Foranstaltning nr. 2:"
    assert actions[49].label_as_written == "Foranstaltning 49."
    assert plan.indicators[8].label_as_written == "Præstationsindikator 9:"
    marks = {n: a.footnotes for n, a in actions.items() if a.footnotes}
    assert marks == {1: (1, 2), 18: (3,), 19: (4,), 37: (5,), 52: (6,)}
    assert [r.celex for n in (4, 8, 25) for r in actions[n].references] == [
        "32019L1153", "32014L0042", "32004F0757",
    ]  # fmt: skip
    assert plan.footnotes[4].references[0].council == "11985/15"


def test_indicators_name_who_provides_their_data(registers):
    indicators = registers["plan"].indicators
    assert [set(i.data_providers) for i in indicators] == PROVIDERS
    assert indicators[5].breakdowns == ("alder", "køn")
    assert len(indicators[6].breakdowns) == 2
    assert indicators[11].frequency == "årlige"


def test_a_plan_is_no_version_of_the_pact_that_cites_another_plan(registers):
    assert not is_same_document(registers["plan"], registers["da"])
    assert PLAN not in {r.identifier for a in registers["plan"].actions for r in a.references}
