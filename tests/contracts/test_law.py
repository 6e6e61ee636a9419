"""The law by command, by API and on pages: the same answer, the same refusals, the notice."""

import json

import pytest

pytest.importorskip("rdkit", reason="structures need RDKit")

from vedette.base.accounts.models import Role
from vedette.base.accounts.rules import MAY
from vedette.catalogue.controls import queries
from vedette.catalogue.controls.definitions import read_definitions
from vedette.catalogue.controls.rules import NOTICE
from vedette.catalogue.controls.structures import read_structure
from vedette.catalogue.substances.models import Substance, SubstanceName

ISOTONITAZENE = "CCN(CC)CCn1c(Cc2ccc(OC(C)C)cc2)nc2cc([N+](=O)[O-])ccc12"
REFUSED = [
    ({"smiles": "C1CC"}, "cannot be read as SMILES"),
    ({"smiles": "C" * 100_000}, "100,000 letters"),
    ({"smiles": "CCN", "inchikey": "LFQSCWFLJHTTHZ-UHFFFAOYSA-N"}, "is not that of the SMILES"),
    ({"smiles": "CCN", "inchikey": "LFQ"}, "not a well-formed InChIKey"),
    ({"name": "a" * 100_000}, "100,000 letters"),
    ({"name": "nobody calls it so"}, "no substance of the register"),
    ({"name": ""}, "no substance of the register"),
    ({"name": "isotonitazene", "at": "2026-02-30"}, "is no date"),
    ({"name": "isotonitazene", "in": "XX"}, "the law of 'XX' is not known"),
]


@pytest.fixture
def isotonitazene(chain):
    return Substance.objects.create(
        key="isotonitazene", name="isotonitazene", smiles=ISOTONITAZENE,
        inchikey=read_structure(ISOTONITAZENE).inchikey, eu_first_notified="2019, Belgium",
        family=chain["family"],
    )  # fmt: skip


@pytest.fixture
def officer(client, chain, isotonitazene):
    client.force_login(chain["officer"])
    return client


def places(said):
    return {one["jurisdiction"]: (one["status"], one["since"]) for one in said["jurisdictions"]}


def test_the_api_says_where_since_when_and_by_which_text(officer):
    said = officer.get("/api/law?name=isotonitazene&at=2026-01-01").json()
    assert said["notice"] == NOTICE
    found = places(said)
    assert found["UN"] == ("controlled", "2021-04-14")
    assert found["EU"] == ("controlled", "2020-09-02")
    assert found["GB"] == ("controlled", "2024-03-20")
    texts = {one["title"] for p in said["jurisdictions"] for one in p["controls"]}
    assert {"Schedule I", "Class A", "Nitazenes"} <= texts
    assert said["first_notice"]["source"] == "register"
    took = {one["jurisdiction"]: one["least_days"] for one in said["time_to_control"]}
    assert took["EU"] == 246


def test_a_structure_of_the_register_gets_the_listings_of_its_substance(officer):
    said = officer.get("/api/law", {"smiles": f"{ISOTONITAZENE}.Cl", "in": "un"}).json()
    assert places(said) == {"UN": ("controlled", "2021-04-14")}


def test_the_day_decides(officer):
    said = officer.get("/api/law?name=isotonitazene&at=2021-04-13&in=UN").json()
    assert places(said) == {"UN": ("not_covered", None)}


@pytest.mark.parametrize(("asked", "why"), REFUSED)
def test_the_api_refuses_what_cannot_be_asked(officer, asked, why):
    answer = officer.get("/api/law", asked)
    assert answer.status_code == 400
    assert why in answer.json()["detail"]
    assert len(answer.json()["detail"]) < 400


def test_a_word_for_several_substances_is_refused_with_all_of_them(officer, isotonitazene):
    other = Substance.objects.create(key="other", name="other")
    for row in (other, isotonitazene):
        SubstanceName.objects.create(substance=row, text="nita", source="test")
    answer = officer.get("/api/law?name=nita")
    assert answer.status_code == 400
    assert "may be several substances" in answer.json()["detail"]


def test_the_api_lists_every_definition_with_its_source_and_the_notice(officer):
    rows = officer.get("/api/law/definitions").json()
    assert {one["key"] for one in rows} == {one.key for one in read_definitions()}
    assert all(one["source"] and one["notice"] == NOTICE for one in rows)
    assert officer.get("/api/law/definitions/gb-nitazenes").json()["clauses"]
    assert officer.get("/api/law/definitions/none").status_code == 404


@pytest.mark.parametrize("role", Role.values)
def test_a_role_that_may_see_substances_may_ask_for_the_law(client, chain, isotonitazene, role):
    client.force_login(chain[role])
    expected = 200 if role in MAY["see"] else 403
    for address in ("/law/", "/law/gb-nitazenes/", "/substances/isotonitazene/",
                    "/law/gb-nitazenes/drawing.svg?substance=isotonitazene"):  # fmt: skip
        assert client.get(address).status_code == expected


def test_nobody_asks_for_the_law_without_an_account(client, chain):
    assert client.get("/api/law?name=protonitazene").status_code == 401
    assert client.get("/law/").status_code == 302


def test_the_page_of_a_substance_shows_its_law_its_notice_and_the_time_it_took(officer):
    text = officer.get("/substances/isotonitazene/").content.decode()
    assert "United Kingdom" in text
    assert "not legal advice" in text
    assert "Time from first notice to control" in text
    assert "EU: 246 to 610 days" in text
    assert "/law/gb-nitazenes/drawing.svg?substance=isotonitazene" in text


def test_the_page_of_a_substance_speaks_of_the_day_chosen(officer):
    text = officer.get("/substances/isotonitazene/?known=2019-06-01").content.decode()
    before = text.partition('id="law"')[2].partition("</section>")[0]
    assert "not in force on that day" in before
    assert "chip alarm" not in before


def test_a_structure_can_be_asked_for_on_the_page_and_a_wrong_one_is_refused(officer):
    assert "Nitazenes" in officer.get("/law/", {"q": ISOTONITAZENE}).content.decode()
    refusal = officer.get("/law/", {"q": "C1CC"})
    assert refusal.status_code == 200
    assert "no substance of the register is called" in refusal.content.decode()
    assert officer.get("/law/", {"q": "x" * 100_000}).status_code == 200


def test_the_drawing_marks_the_atoms_that_the_definition_found(officer):
    marked = officer.get("/law/gb-nitazenes/drawing.svg?substance=isotonitazene")
    svg = b"".join(marked.streaming_content).decode()
    plain = officer.get("/substances/isotonitazene/structure.svg")
    assert svg.count("<ellipse") == 19  # one for each atom of the core
    assert "<ellipse" not in b"".join(plain.streaming_content).decode()
    assert officer.get("/law/gb-nitazenes/drawing.svg?smiles=C1CC").status_code == 404
    assert officer.get("/law/none/drawing.svg?smiles=CCO").status_code == 404


def test_a_verdict_is_remembered_until_its_definition_changes(isotonitazene, monkeypatch):
    structure, definition = read_structure(ISOTONITAZENE), read_definitions()[0]
    first = queries.verdict_of(structure, definition)
    monkeypatch.setattr(queries, "judge", None)  # a second judgement would fail
    assert queries.verdict_of(structure, definition) == first


def test_the_command_says_the_law_as_a_table_and_as_json(instance):
    said = instance.command("law", "isotonitazene", "--at", "2026-01-01", "--json")
    assert said.code == 0
    assert places(json.loads(said.out))["UN"] == ("controlled", "2021-04-14")
    table = instance.command("law", "isotonitazene", "--in", "GB")
    assert "Class A" in table.out
    assert NOTICE in table.err
    assert "NpSG" in instance.command("law", "definitions").out


@pytest.mark.parametrize(("asked", "why"), REFUSED)
def test_the_command_refuses_in_one_sentence(instance, asked, why):
    words = [asked["name"]] if "name" in asked else []
    for option in ("smiles", "inchikey", "at", "in"):
        words += [f"--{option}", asked[option]] if option in asked else []
    said = instance.command("law", *words)
    assert said.code == 1
    assert said.err.startswith("Refused: ")
    assert why in " ".join(said.err.split())
    assert "Traceback" not in said.err


def test_the_gaps_of_a_family_are_the_same_by_page_table_and_api(officer, chain):
    family = chain["family"].key
    said = officer.get(f"/api/law/gaps?family={family}&at=2021-06-01").json()
    assert said["notice"] == NOTICE
    row = next(one for one in said["substances"] if one["key"] == "isotonitazene")
    assert row["places"]["UN"] == {"status": "controlled", "since": "2021-04-14"}
    assert "GB" not in row["gaps"]  # its lists are held in part
    page = officer.get(f"/law/gaps/?family={family}&known=2021-06-01")
    assert "isotonitazene" in page.content.decode()
    table = b"".join(officer.get(f"/law/gaps/table.csv?family={family}").streaming_content)
    assert table.decode().splitlines()[0].startswith("key,name,gaps,first_notice_from")
    assert "isotonitazene" in table.decode()


def test_a_family_that_is_not_there_is_said(officer):
    assert officer.get("/law/gaps/?family=nobody").status_code == 404
    assert officer.get("/api/law/gaps?family=nobody").status_code == 404


def test_changes_of_the_law_are_told_for_a_time_and_a_place(officer):
    said = officer.get("/api/law/changes?since=2025-10-01&until=2025-10-31&in=EU").json()
    assert [one["substances"] for one in said["changes"]] == [
        ["2-mmc", "4-bmc", "n-ethylnorpentedrone"]
    ]
    assert said["pending"]
    page = officer.get("/law/changes/?since=2025-10-01&until=2025-10-31&place=EU")
    assert "2025/2062" in page.content.decode()
    empty = officer.get("/law/changes/?since=1901-01-01&until=1901-01-02")
    assert "No change of the law is known" in empty.content.decode()
    table = b"".join(
        officer.get("/law/changes/table.csv?since=2025-10-01&until=2025-10-31").streaming_content
    )
    assert "2-mmc 4-bmc n-ethylnorpentedrone" in table.decode()


@pytest.mark.parametrize(
    "query", ["since=2026-02-30", "since=", "since=2026-01-01&until=soon", "since=2026-01-01&in=XX"]
)
def test_a_time_or_place_that_is_none_is_refused(officer, query):
    assert officer.get(f"/api/law/changes?{query}").status_code in {400, 422}


@pytest.mark.parametrize(
    "query", ["since=2026-02-30", "until=0000-00-00", "since=9", "until=0001-06-01"]
)
def test_a_page_takes_a_day_that_is_none_for_no_day(officer, query):
    assert officer.get(f"/law/changes/?{query}").status_code == 200


def test_the_command_says_gaps_and_changes(instance):
    said = instance.command("law-gaps", "nitazene", "--at", "2026-01-01", "--json")
    rows = {one["key"]: one for one in map(json.loads, said.out.splitlines())}
    assert rows["isotonitazene"]["places"]["EU"]["since"] == "2020-09-02"
    assert "no family 'nitazin'" in instance.command("law-gaps", "nitazin").err
    said = instance.command(
        "law-changes", "--since", "2025-10-01", "--until", "2025-10-31", "--json"
    )
    assert json.loads(said.out)["title"].startswith("Framework Decision")
    assert "is no date" in instance.command("law-changes", "--since", "yesterday").err


def test_a_notice_of_a_later_year_is_not_known_on_a_past_day(officer, chain):
    """Isotonitazene was first notified in 2019."""
    for day, noticed in (("2018-06-01", None), ("2019-06-01", "2019-01-01")):
        said = officer.get(f"/api/law/gaps?family={chain['family'].key}&at={day}").json()
        row = next(one for one in said["substances"] if one["key"] == "isotonitazene")
        assert (row["first_notice"] and row["first_notice"]["from"]) == noticed
