"""Pages of the register: what they say, who may act, what a refusal keeps."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from vedette import pathway
from vedette.catalogue.substances.models import Family, NameQuestion, Proposal, Substance
from vedette.evidence.observations.models import Finding

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def as_(people, chain):
    def signed_in(role):
        client = Client()
        client.force_login(people[role])
        return client

    return signed_in


def said(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def test_two_people_name_an_unknown_on_the_pages_and_its_old_address_stays(as_):
    form = {"mz": "397,2234", "ion": "[M+H]+", "family": "nitazene", "evidence": "two samples"}
    made = as_("laboratory").post("/substances/unnamed/", form)
    assert made.headers["Location"] == "/substances/provisional-2026-001/"
    page = said(as_("viewer").get("/substances/provisional-2026-001/"))
    assert "unknown nitazene, m/z 397.2234" in page
    assert "not yet named" in page
    assert "unknown nitazene" in said(as_("viewer").get("/substances/unnamed/"))
    named = as_("laboratory").post("/substances/provisional-2026-001/propose/", {
        "what": "facts", "name": "ethanol", "smiles": "OCC", "formula": "", "evidence": "standard",
    })  # fmt: skip
    address = named.headers["Location"]
    assert "ethanol" in said(as_("officer").get(address))
    assert as_("officer").post(address, {"step": "accept"}).status_code == 302
    page = said(as_("viewer").get("/substances/provisional-2026-001/"))
    assert "<h1>ethanol" in page
    assert "unknown nitazene, m/z 397.2234" in page
    assert "How it was named" in page
    found = said(as_("viewer").get("/substances/?q=unknown nitazene"))
    assert "/substances/provisional-2026-001/" in found


def test_a_refused_form_keeps_what_was_typed_and_says_which_fact_cannot_be(as_):
    form = {"name": "x", "smiles": "C1CC", "cas": "58-08-2", "evidence": "a list of mine"}
    answer = as_("laboratory").post("/substances/proposals/", form)
    page = said(answer)
    assert answer.status_code == 409
    assert "smiles &#x27;C1CC&#x27;" in page
    assert 'value="58-08-2"' in page
    assert "a list of mine" in page
    assert not Proposal.objects.exists()


def test_a_proposal_offers_no_button_to_who_made_it_but_to_take_it_back(as_):
    form = {"what": "name", "text": "protonitazeen", "language": "nl", "evidence": "e"}
    address = as_("officer").post("/substances/protonitazene/propose/", form).headers["Location"]
    own, other = said(as_("officer").get(address)), said(as_("approver").get(address))
    assert 'value="accept"' not in own
    assert 'value="withdraw"' in own
    assert 'value="accept"' in other
    assert 'value="accept"' not in said(as_("viewer").get(address))
    answer = as_("officer").post(address, {"step": "accept"})
    assert (answer.status_code, "second person" in said(answer)) == (409, True)


def test_a_proposal_shows_what_it_reaches_before_anybody_decides(as_, evidence):
    Substance.objects.create(key="other", name="other")
    form = {"what": "same", "same_as": "protonitazene", "evidence": "e"}
    address = as_("laboratory").post("/substances/other/propose/", form).headers["Location"]
    page = said(as_("officer").get(address))
    assert "other will count as protonitazene" in page
    assert "What it reaches" in page
    as_("officer").post(address, {"step": "accept"})
    assert "Split them" in said(as_("officer").get("/substances/other/"))
    as_("approver").post("/substances/other/split/", {"reason": "two"})
    assert Proposal.objects.get().status == "undone"


def test_the_page_of_a_substance_speaks_of_the_day_that_was_chosen(as_):
    form = {"what": "facts", "cas": "58-08-2", "evidence": "e", "source": "list 7"}
    address = as_("laboratory").post("/substances/protonitazene/propose/", form).headers["Location"]
    as_("officer").post(address, {"step": "accept"})
    now = said(as_("viewer").get("/substances/protonitazene/"))
    assert "58-08-2" in now
    assert "list 7" in now
    assert "58-08-2" not in said(as_("viewer").get("/substances/protonitazene/?known=2020-01-01"))


def test_a_structure_search_draws_the_part_it_matched(as_):
    page = said(as_("viewer").get("/substances/structures/?smiles=CO&how=substructure"))
    assert "One substance of the register holds this part" in page
    drawing = as_("viewer").get("/substances/protonitazene/match.svg?smiles=CO")
    plain = as_("viewer").get("/substances/protonitazene/structure.svg")
    marked, unmarked = (b"".join(one.streaming_content) for one in (drawing, plain))
    assert marked != unmarked
    assert marked.startswith(b"<?xml")
    bad = as_("viewer").get("/substances/structures/?smiles=C1CC")
    assert (bad.status_code, "cannot be read" in said(bad)) == (422, True)
    assert as_("viewer").get("/substances/protonitazene/match.svg?smiles=C1CC").status_code == 404


def test_a_family_shows_who_watches_it_since_when_and_why(as_):
    assert "as the register came" in said(as_("viewer").get("/substances/families/nitazene/"))
    form = {"level": "low", "reason": "not met for a year", "read": "high"}
    assert as_("officer").post("/substances/families/nitazene/watch/", form).status_code == 302
    page = said(as_("viewer").get("/substances/families/nitazene/"))
    assert "set by officer" in page
    assert "not met for a year" in page
    late = as_("approver").post("/substances/families/nitazene/watch/", {**form, "level": "medium"})
    assert (late.status_code, "not met for a year" in said(late)) == (409, True)
    then = said(as_("viewer").get("/substances/families/nitazene/?known=2020-01-01"))
    assert "set by officer" not in then
    assert as_("viewer").post("/substances/families/nitazene/watch/", form).status_code == 403


def test_a_watch_list_counts_what_was_frozen_and_only_for_those_who_may_see_totals(as_):
    page = said(as_("officer").get("/substances/families/nitazene/"))
    assert "one new member in 90 days, protonitazene" in page
    assert "Reports a week, by context" in page
    assert "Totals over all evidence" in said(as_("viewer").get("/substances/families/nitazene/"))
    table = b"".join(as_("officer").get("/substances/families/nitazene/list.csv").streaming_content)
    header, row = table.decode().splitlines()
    assert header.startswith("key,name,family,first_seen")
    assert row.startswith("protonitazene,protonitazene,nitazene,2026-")
    closed = as_("viewer").get("/substances/families/nitazene/list.csv")
    assert b"2026-10" not in b"".join(closed.streaming_content)


def test_a_name_is_decided_anew_on_its_page(as_, people, evidence):
    question = NameQuestion.objects.create(
        text="blue fox", raw="Blue Fox", language="en", doubt="none", first_seen_at=timezone.now()
    )
    finding = evidence["GREEN"]["report"].findings.get()
    Finding.objects.filter(pk=finding.pk).update(question=question, substance=None)
    other = Substance.objects.create(key="other", name="other substance")
    pathway.answer_name(
        question=question, substance=evidence["substance"], family=None, reason="a guess",
        by=people["officer"], at=timezone.now(),
    )  # fmt: skip
    address = f"/queue/names/{question.pk}/"
    assert "It means something else?" in said(as_("officer").get(address))
    form = {"choice": "substance:other", "reason": "another spectrum"}
    assert as_("approver").post(address, form).status_code == 302
    page = said(as_("officer").get(address))
    assert "Earlier answers" in page
    assert "a guess" in page
    held = Finding.objects.get(question=question, report__replaced_by=None)
    assert held.substance == other


def test_part_of_the_evidence_is_moved_and_moved_back_on_the_pages(as_):
    Substance.objects.create(key="other", name="other substance")
    address = "/substances/protonitazene/divide/"
    assert "Move" in said(as_("officer").get(f"{address}?country=IE"))
    form = {"country": "IE", "to": "other", "reason": "isomers were told apart"}
    assert as_("officer").post(address, form).status_code == 302
    assert not Finding.objects.filter(
        substance__key="protonitazene", report__replaced_by=None
    ).exists()
    page = said(as_("officer").get(address))
    [undo] = re.findall(r'name="undo" value="(\d+)"', page)
    assert as_("approver").post(address, {"undo": undo, "reason": "no"}).status_code == 302
    assert not Finding.objects.filter(substance__key="other", report__replaced_by=None).exists()
    wrong = as_("officer").post(address, {**form, "to": "nothing"})
    assert (wrong.status_code, "isomers were told apart" in said(wrong)) == (409, True)
    assert Family.objects.count() == 1


def test_a_file_is_proposed_on_its_page_and_accepted_whole_by_another(as_):
    text = '[{"name": "ethane", "smiles": "CC"}, {"name": "bad", "cas": "58-08-3"}]'
    file = SimpleUploadedFile("list.json", text.encode())
    page = said(as_("laboratory").post("/substances/import/", {"file": file, "evidence": "a list"}))
    assert "One proposal was made" in page
    assert "58-08-3" in page
    listed = said(as_("officer").get("/substances/proposals/?file=list.json"))
    assert "Why accept all of list.json?" in listed
    form = {"file": "list.json", "reason": "read through"}
    assert as_("officer").post("/substances/proposals/accept/", form).status_code == 302
    assert Substance.objects.get(name="ethane").formula == "C2H6"
    broken = as_("laboratory").post("/substances/import/", {"evidence": "kept"})
    assert (broken.status_code, "kept" in said(broken)) == (409, True)
    whole = b"".join(as_("viewer").get("/substances/register.csv").streaming_content)
    assert b"ethane" in whole


def test_a_long_list_of_proposals_goes_on(as_, people):
    Proposal.objects.bulk_create(
        Proposal(kind="facts", evidence="e", proposed_at=timezone.now(),
                 substance=Substance.objects.get(), says={"cas": "58-08-2"}) for _ in range(60)
    )  # fmt: skip
    first = said(as_("viewer").get("/substances/proposals/"))
    assert "60 proposals wait" in first
    [before] = re.findall(r"before=(\d+)", first)
    assert "From the beginning" in said(
        as_("viewer").get(f"/substances/proposals/?before={before}")
    )


def test_a_search_longer_than_any_name_finds_nothing(people, evidence, client):
    client.force_login(people["viewer"])
    page = client.get("/substances/", {"q": "a" * 60_000})
    assert (page.status_code, page.context["substances"]) == (200, [])
