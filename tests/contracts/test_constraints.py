"""Each named constraint refuses the row it is there to refuse."""

from datetime import UTC, date, datetime, timedelta

import pytest

pytest.importorskip("django", reason="needs the server extra")

pytestmark = pytest.mark.database
NOW = datetime(2026, 11, 20, tzinfo=UTC)
DAY = date(2026, 11, 16)


class World:
    """One sound row of each model, made when asked for, and never the same twice."""

    def __init__(self):
        self.made = 0

    def word(self):
        self.made += 1
        return f"word{self.made}"

    def make(self, name, /, **changes):
        from django.apps import apps

        model = apps.get_model(*name.split(".")) if "." in name else MODELS()[name]
        fields = {key: self.value(value) for key, value in {**SOUND[name], **changes}.items()}
        return model.objects.create(**fields)

    def same_marking(self):
        """Return the fields of a marking of some body that is there already."""
        there = self.make("Marking", provider=self.make("Body"))
        return {"tlp": there.tlp, "purpose": there.purpose, "provider": there.provider}

    def same_seat(self):
        """Return the fields of a seat that another laboratory holds."""
        seat = {"kind": "national_representative", "seat": 1, "country": self.word()}
        self.make("LaboratoryRole", **seat)
        return seat

    def same_word_of(self, subject, kind, model):
        """Return the fields of a message to a body about something it was told of already."""
        said = {
            "kind": kind, "alert": None, subject: self.make(model),
            "subscription": self.make("Subscription"),
        }  # fmt: skip
        self.make("Delivery", **said)
        return said

    def same_place(self):
        """Return the fields of a mention of a place that is there already."""
        there = self.make("Mention", substance=None, place=self.make("Place"))
        return {"substance": None, "place": there.place, "wording": there.wording}

    def same_page(self):
        """Fields of a second page for everybody of one document."""
        signed = {"status": "published", "published_by": self.make("User"), "published_at": NOW}
        return {"instrument": self.make("Publication", **signed).instrument, **signed}

    def same_body(self):
        """Return the fields of a question to a body that was asked already."""
        there = self.make("Questionnaire", country="", body=self.make("PolicyBody"))
        return {"country": "", "body": there.body, "round": there.round}

    def same_clock(self, *, body):
        """Return the fields of a clock that runs already."""
        clock = {"rule": self.word(), "subject_kind": "x.y", "subject_id": 1, "body": body}
        self.make("Deadline", **clock)
        return clock

    def value(self, value):
        if value is WORD:
            return self.word()
        return self.make(value.name) if isinstance(value, A) else value


class A:
    """A sound row of another model."""

    def __init__(self, name):
        self.name = name


def MODELS():  # noqa: N802 - read as a table
    from django.apps import apps

    return {m.__name__: m for m in apps.get_models() if m.__module__.startswith("vedette.")}


WORD = object()
SOUND = {
    "Body": {"code": WORD, "name": "b"},
    "User": {"username": WORD},
    "Entry": {"at": NOW, "act": "x", "previous": WORD, "digest": WORD},
    "Consultation": {
        "at": NOW, "by": A("User"), "subject_kind": "x", "subject_id": 1, "via": "page",
    },
    "Marking": {"tlp": "GREEN", "purpose": WORD},
    "Place": {"scheme": "city", "code": WORD, "name": "Cork", "country": "IE", "level": 4},
    "Family": {"key": WORD, "name": "f"},
    "Substance": {"key": WORD, "name": "s"},
    "SubstanceName": {"substance": A("Substance"), "text": WORD, "source": "s"},
    "SubstanceLink": {
        "substance": A("Substance"), "same_as": A("Substance"), "confidence": 0.5, "source": "s",
        "linked_at": NOW,
    },
    "NameQuestion": {
        "text": WORD, "raw": "r", "language": "en", "doubt": "none", "first_seen_at": NOW,
    },
    "NameDecision": {
        "question": A("NameQuestion"), "status": "family", "decided_at": NOW, "until": NOW,
        "ended_reason": "r",
    },
    "Proposal": {"kind": "facts", "evidence": "e", "proposed_at": NOW},
    "FactChange": {
        "substance": A("Substance"), "field": "cas", "at": NOW, "proposal": A("Proposal"),
    },
    "Provisional": {"substance": A("Substance"), "evidence": "e", "proposed_at": NOW},
    "Laboratory": {"code": WORD, "name": "l"},
    "LaboratoryRole": {
        "laboratory": A("Laboratory"), "kind": "customs", "country": WORD, "since": DAY,
    },
    "LaboratoryMethod": {"laboratory": A("Laboratory"), "technique": "gc-ms", "since": DAY},
    "ReferenceStandard": {
        "laboratory": A("Laboratory"), "substance": A("Substance"), "since": DAY,
    },
    "StandardRequest": {
        "substance": A("Substance"), "asked_by": A("Laboratory"), "reason": "r", "asked_at": NOW,
        "changed_at": NOW,
    },
    "ProficiencyRound": {"key": WORD, "title": "t", "unit": "%", "held_on": DAY},
    "ProficiencyResult": {
        "round": A("ProficiencyRound"), "laboratory": A("Laboratory"), "value": 1.0,
    },
    "SpectrumLibrary": {
        "name": WORD, "kind": "ms2", "licence": "CC0", "content": WORD, "file": "f",
        "kept_at": NOW,
    },
    "ReferenceSpectrum": {
        "kept_in": A("SpectrumLibrary"), "number": 1, "licence": "CC0", "points": b"",
    },
    "MeasuredSpectrum": {"kind": "ms2", "technique": "hrms", "points": b"", "kept_at": NOW},
    "Opinion": {
        "spectrum": A("MeasuredSpectrum"), "laboratory": A("Laboratory"), "says": "confirms",
        "at": NOW,
    },
    "Unknown": {"kind": "ms2", "opened_at": NOW},
    "Sighting": {
        "unknown": A("Unknown"), "spectrum": A("MeasuredSpectrum"), "likeness": 1.0, "since": NOW,
    },
    "Sample": {
        "token": WORD, "context": "seizure", "occurred_on": DAY, "registered_at": NOW,
        "marking": A("Marking"),
    },
    "CustodyStep": {
        "sample": A("Sample"), "number": 1, "kind": "registered", "holder": A("Laboratory"),
        "at": NOW,
    },
    "Result": {
        "sample": A("Sample"), "number": 1, "kind": "result", "laboratory": A("Laboratory"),
        "used": "FTIR", "method": "FTIR", "report": A("Report"), "at": NOW,
    },
    "Declaration": {
        "sample": A("Sample"), "tariff_code": "291431", "tariff_year": 2026, "goods": "other",
        "at": NOW,
    },
    "WorkingGroup": {"key": WORD, "name": "g"},
    "NameSet": {
        "group": A("WorkingGroup"), "title": WORD, "licence": "CC0", "content": "c",
        "mapped_at": NOW, "kept_at": NOW,
    },
    "NameEntry": {"set": A("NameSet"), "line": 1, "name": "n"},
    "GroupRecord": {
        "group": A("WorkingGroup"), "kind": "meeting", "title": "t", "dated": DAY,
        "marking": A("Marking"), "kept_at": NOW,
    },
    "GroupContact": {
        "group": A("WorkingGroup"), "function": "data", "institute": "i", "mailbox": WORD,
        "since": DAY,
    },
    "MethodTrial": {
        "key": WORD, "title": "t", "technique": "gc-ms", "reference": "r", "started_on": DAY,
    },
    "TrialCount": {
        "trial": A("MethodTrial"), "laboratory": A("Laboratory"), "true_positive": 1,
        "false_positive": 0, "true_negative": 0, "false_negative": 0, "at": NOW,
    },
    "Practice": {
        "key": WORD, "title": "t", "version": 1, "language": "en", "licence": "CC0",
        "offered_by": "i", "place": "f.pdf", "offered_on": DAY,
    },
    "Course": {
        "title": "t", "organiser": "i", "starts_on": DAY, "ends_on": DAY, "changed_at": NOW,
    },
    "ReferenceAnalysis": {"asked": A("CustodyStep")},
    "ReferenceStep": {
        "analysis": A("ReferenceAnalysis"), "number": 1, "kind": "analysed", "at": NOW,
    },
    "Source": {"name": WORD, "title": "t", "context": "seizure", "marking": A("Marking")},
    "Submission": {
        "source": A("Source"), "file": "f", "content": "c", "size": 1, "received_at": NOW,
    },
    "HeldRow": {
        "submission": A("Submission"), "source": A("Source"), "status": "waiting", "line": 1,
        "digest": b"d", "cells": {}, "conflicts": [],
    },
    "Report": {
        "source": A("Source"), "source_key": WORD, "context": "seizure", "digest": b"d",
        "occurred_on": DAY, "received_at": NOW, "marking": A("Marking"),
    },
    "Finding": {"report": A("Report"), "raw": "r", "status": "none", "role": "found"},
    "Snapshot": {"digest": WORD, "as_of": NOW, "made_at": NOW, "reports": 0, "findings": 0},
    "Run": {
        "as_of": NOW, "snapshot": A("Snapshot"), "policy_digest": WORD, "finished_at": NOW,
        "series_tested": 0, "seconds": 0,
    },
    "Signal": {
        "run": A("Run"), "raised_at": NOW, "kind": "k", "story": WORD, "week": DAY, "observed": 1,
        "detector": "d", "template": "t", "rank": 1, "shown_at": NOW,
        "marking": A("Marking"),
    },
    "Rule": {
        "kind": "watch", "reason": "r", "valid_from": DAY, "made_by": A("User"), "made_at": NOW,
    },
    "SavedView": {"owner": A("User"), "title": WORD, "address": "/signals/"},
    "Continuation": {
        "signal": A("Signal"), "run": A("Run"), "week": DAY, "observed": 1, "rank": 1,
    },
    "Replay": {
        "snapshot": A("Snapshot"), "start": DAY, "end": DAY, "delay_days": 14, "cap": 10,
        "policy_digest": "p", "asked_at": NOW,
    },
    "ReplayWeek": {"replay": A("Replay"), "day": DAY, "came_total": 0, "folded_total": 0},
    "Decision": {
        "signal": A("Signal"), "outcome": "discarded", "reason": "r", "by": A("User"), "at": NOW,
    },
    "Assessment": {
        "title": "t", "author": A("User"), "opened_at": NOW, "marking": A("Marking"),
    },
    "Case": {"token": WORD, "opened_at": NOW, "marking": A("Marking")},
    "CasePart": {
        "case": A("Case"), "number": 1, "kind": "clinical", "occurred_on": DAY, "country": "IE",
        "digest": b"d", "marking": A("Marking"), "at": NOW,
    },
    "PanelLine": {
        "part": A("CasePart"), "number": 1, "name": "n", "state": "found", "method": "LC-MS",
    },
    "CaseLink": {
        "case": A("Case"), "other": A("Case"), "verdict": "same", "reason": "r", "decided_at": NOW,
    },
    "Guideline": {
        "key": WORD, "version": "1", "title": "t", "published_on": DAY, "kept_at": NOW,
    },
    "GuidelineItem": {
        "guideline": A("Guideline"), "place": 1, "number": "1", "text": "t", "since": DAY,
    },
    "Inquiry": {"key": WORD, "laboratory": A("Laboratory"), "asked_at": NOW},
    "Adoption": {
        "item": A("GuidelineItem"), "laboratory": A("Laboratory"), "answer": "adopted", "at": NOW,
    },
    "AssessmentStep": {
        "assessment": A("Assessment"), "number": 1, "act": "open", "target": "open",
        "happened_at": NOW, "at": NOW, "by": A("User"), "role": "officer",
    },
    "SectionText": {
        "assessment": A("Assessment"), "section": "a", "revision": 1, "text": "t",
        "by": A("User"), "at": NOW,
    },
    "FigureFill": {
        "assessment": A("Assessment"), "section": "a", "figure": "deaths", "revision": 1,
        "snapshot": A("Snapshot"), "numbers": [], "filled_by": A("User"), "filled_at": NOW,
    },
    "Statement": {
        "assessment": A("Assessment"), "section": "a", "text": "t", "made_by": A("User"),
        "made_at": NOW,
    },
    "Citation": {"statement": A("Statement"), "report": A("Report")},
    "Rating": {
        "assessment": A("Assessment"), "scale": "health", "said": "low", "why": "w",
        "rated_by": A("User"), "rated_at": NOW,
    },
    "BlockAnswer": {
        "assessment": A("Assessment"), "question": "medicine", "said": "no", "why": "w",
        "answered_by": A("User"), "answered_at": NOW,
    },
    "ExpertRound": {
        "assessment": A("Assessment"), "number": 1, "question": "q", "scales": ["health"],
        "opened_by": A("User"), "opened_at": NOW, "closes_at": NOW + timedelta(days=7),
    },
    "ExpertInvitation": {"round": A("ExpertRound"), "expert": A("User")},
    "ExpertOpinion": {
        "invitation": A("ExpertInvitation"), "scale": "health", "revision": 1, "said": "low",
        "why": "w", "at": NOW,
    },
    "Dissent": {
        "assessment": A("Assessment"), "holder": "h", "view": "v", "why": "w",
        "entered_by": A("User"), "entered_at": NOW,
    },
    "InformationRequest": {
        "assessment": A("Assessment"), "body": A("Body"), "rule": "information_request",
        "question": "q", "asked_by": A("User"), "asked_at": NOW,
    },
    "FollowUp": {
        "assessment": A("Assessment"), "text": "t", "written_by": A("User"), "written_at": NOW,
    },
    "Telling": {
        "submission": A("Submission"), "code": WORD, "language": "en", "told_at": NOW,
    },
    "Remark": {"telling": A("Telling"), "number": 1, "text": "t", "at": NOW},
    "CalendarDay": {"calendar": WORD, "day": DAY, "source": "s", "entered_at": NOW},
    "Deadline": {
        "rule": WORD, "rule_from": DAY, "about": "a", "calendar": "EU", "event_at": NOW,
        "marking": A("Marking"),
    },
    "DeadlineStep": {"deadline": A("Deadline"), "number": 1, "kind": "started", "at": NOW},
    "Reminder": {"deadline": A("Deadline"), "stage": "week", "due_at": NOW, "at": NOW},
    "Drill": {
        "name": "n", "scenario": "s", "event": "e", "marking": A("Marking"),
        "started_by": A("User"), "started_at": NOW,
    },
    "Alert": {
        "number": WORD, "assessment": A("Assessment"), "expires_at": NOW, "drafted_by": A("User"),
        "drafted_at": NOW, "changed_at": NOW,
    },
    "Release": {
        "alert": A("Alert"), "reason": "r", "until": NOW + timedelta(days=1),
        "asked_by": A("User"), "asked_at": NOW,
    },
    "ReleaseNotice": {"release": A("Release"), "body": A("Body"), "told_at": NOW},
    "Feedback": {
        "alert": A("Alert"), "key": WORD, "channel": "mail", "audience": "people",
        "language": "en", "useful": "yes", "at": NOW,
    },
    "Hindsight": {
        "alert": A("Alert"), "verdict": "right", "reason": "r", "by": A("User"), "at": NOW,
    },
    "AlertText": {
        "alert": A("Alert"), "language": "en", "headline": "h", "description": "d",
        "instruction": "i",
    },
    "Subscription": {"channel": "mail", "address": WORD, "token": WORD, "asked_at": NOW},
    "Delivery": {
        "alert": A("Alert"), "subscription": A("Subscription"), "next_at": NOW, "made_at": NOW,
    },
    "SignedDocument": {"alert": A("Alert"), "body": "<alert/>", "signed_at": NOW},
    "Attempt": {"delivery": A("Delivery"), "number": 1, "at": NOW, "outcome": "later"},
    "Receipt": {"delivery": A("Delivery"), "kind": "acted", "at": NOW},
    "AlertQuestion": {"alert": A("Alert"), "report": A("Report"), "opened_at": NOW},
    "AlertEdition": {"alert": A("Alert"), "language": "en", "body": {}, "bank": "b"},
    "Instrument": {"key": WORD, "kind": "plan", "title": "t", "kept_at": NOW},
    "Reading": {
        "instrument": A("Instrument"), "language": "en", "revision": 1, "file": "f",
        "content": "c", "outcome": "o", "register": {}, "kept_at": NOW,
    },
    "PolicyEntry": {"instrument": A("Instrument"), "kind": "action", "code": "A1", "position": 1},
    "Wording": {
        "entry": A("PolicyEntry"), "reading": A("Reading"), "text": "t", "folded": "t", "raw": "t",
        "first_line": 1, "last_line": 2,
    },
    "PolicyBody": {"code": WORD, "name": "b"},
    "Asked": {
        "wording": A("Wording"), "body": A("PolicyBody"), "role": "addressee", "position": 1,
    },
    "CitedAct": {"identifier": WORD, "type": "act"},
    "ActCitation": {"wording": A("Wording"), "act": A("CitedAct"), "written": "w"},
    "Mention": {"wording": A("Wording"), "substance": A("Substance")},
    "UnplacedLines": {
        "reading": A("Reading"), "what": "heading", "first_line": 1, "last_line": 1, "text": "t",
        "reason": "r",
    },
    "WordingDifference": {
        "reading": A("Reading"), "entry": A("PolicyEntry"), "kind": "verb", "value": "v",
        "present_in": [], "missing_in": [],
    },
    "Evidence": {
        "entry": A("PolicyEntry"), "kind": "document", "title": "t", "valid_on": DAY, "at": NOW,
        "by": A("User"),
    },
    "ReportingRound": {
        "instrument": A("Instrument"), "title": "t", "opened_on": DAY,
        "due_on": date(2026, 12, 1), "at": NOW, "by": A("User"),
    },
    "Questionnaire": {"round": A("ReportingRound"), "country": "IE"},
    "RoundReminder": {
        "questionnaire": A("Questionnaire"), "stage": "missed", "missing": 1, "at": NOW,
    },
    "StatusReport": {
        "entry": A("PolicyEntry"), "status": "delayed", "is_progress": False, "valid_on": DAY,
        "at": NOW, "by": A("User"),
    },
    "Validation": {
        "report": A("StatusReport"), "verdict": "accepted", "reported_by": A("User"),
        "by": A("User"), "at": NOW,
    },
    "Milestone": {
        "entry": A("PolicyEntry"), "number": 1, "revision": 1, "title": "t", "due_on": DAY,
        "valid_on": DAY, "at": NOW, "by": A("User"),
    },
    "Lead": {
        "entry": A("PolicyEntry"), "body": A("PolicyBody"), "valid_on": DAY, "at": NOW,
        "by": A("User"),
    },
    "Tie": {
        "entry": A("PolicyEntry"), "assessment": A("Assessment"), "reason": "r", "at": NOW,
        "by": A("User"),
    },
    "Publication": {
        "instrument": A("Instrument"), "as_of": NOW, "proposed_by": A("User"), "proposed_at": NOW,
    },
    "AnswerMarking": {"report": A("StatusReport"), "tlp": "CLEAR", "at": NOW, "by": A("User")},
    "CarryOverDecision": {
        "entry": A("PolicyEntry"), "revision": 1, "outcome": "drop", "reason": "r",
        "decided_on": DAY, "at": NOW, "by": A("User"),
    },
    "CarryOverVerdict": {
        "decision": A("CarryOverDecision"), "verdict": "accepted", "decided_by": A("User"),
        "by": A("User"), "at": NOW,
    },
    "Computation": {
        "indicator": WORD, "ceiling": "GREEN", "revision": 1, "as_of": NOW, "computed_at": NOW,
        "definition": "d", "evidence": "e", "fingerprint": "f",
    },
    "IndicatorValue": {
        "computation": A("Computation"), "part": "p", "period": "2025", "unit": "1",
    },
    "FigureFile": {
        "file": "f", "mapping": WORD, "content": "c", "source": "s", "received_at": NOW,
        "marking": A("Marking"), "rows": 1, "kept": 1, "unchanged": 0,
    },
    "Figure": {
        "series": WORD, "period": "2025", "unit": "1", "file": A("FigureFile"), "line": 1,
        "received_at": NOW, "marking": A("Marking"),
    },
}  # fmt: skip

# Model, constraint, what is wrong with the row.
CHECKS = [
    ("User", "user_has_known_role", {"role": "king"}),
    ("Entry", "journal_entry_names_an_act", {"act": ""}),
    ("Consultation", "consultation_by_a_known_way", {"via": "pigeon"}),
    ("Consultation", "consultation_names_a_kind", {"subject_kind": ""}),
    ("Marking", "marking_has_known_tlp", {"tlp": "BLUE"}),
    ("Marking", "marking_says_its_purpose", {"purpose": ""}),
    ("Place", "place_no_finer_than_city", {"level": 5}),
    ("SubstanceLink", "link_confidence_is_share", {"confidence": 1.5}),
    ("NameQuestion", "question_answer_is_signed", {"status": "substance"}),
    ("NameDecision", "name_decision_end_says_why", {"ended_reason": ""}),
    ("Proposal", "proposal_says_why", {"evidence": ""}),
    ("Proposal", "proposal_decision_is_dated", {"decided_at": NOW}),
    ("Proposal", "proposal_undoing_is_dated", {"undone_at": NOW}),
    ("Provisional", "provisional_mz_is_above_zero", {"mz": 0.0}),
    ("Provisional", "provisional_says_why", {"evidence": ""}),
    ("Provisional", "provisional_known_mode", {"mode": "sideways"}),
    ("LaboratoryRole", "laboratory_role_of_a_known_kind", {"kind": "guest"}),
    (
        "LaboratoryRole",
        "laboratory_role_three_seats_a_state",
        {"kind": "national_representative", "seat": 4},
    ),
    ("LaboratoryRole", "laboratory_role_ends_after_it_began", {"ended_on": date(2020, 1, 1)}),
    ("LaboratoryMethod", "laboratory_method_known_technique", {"technique": "dowsing"}),
    (
        "LaboratoryMethod",
        "laboratory_method_limit_is_above_zero",
        {"detection_limit": 0.0, "unit": "g"},
    ),
    ("LaboratoryMethod", "laboratory_method_limit_has_unit", {"detection_limit": 1.0}),
    (
        "LaboratoryMethod",
        "laboratory_method_end_of_accreditation_needs_one",
        {"accredited_until": DAY},
    ),
    ("ReferenceStandard", "standard_ends_after_it_began", {"until": date(2020, 1, 1)}),
    ("StandardRequest", "standard_request_known_status", {"status": "lost"}),
    ("StandardRequest", "standard_request_offer_names_another", {"status": "offered"}),
    ("StandardRequest", "standard_request_says_why", {"reason": ""}),
    ("ProficiencyRound", "round_deviation_is_above_zero", {"sd": 0.0}),
    ("ProficiencyRound", "round_has_unit", {"unit": ""}),
    ("SpectrumLibrary", "library_of_a_known_kind", {"kind": "nmr"}),
    ("SpectrumLibrary", "library_states_its_licence", {"licence": ""}),
    ("SpectrumLibrary", "library_has_name", {"name": ""}),
    ("SpectrumLibrary", "library_failed_for_a_reason", {"status": "failed"}),
    ("ReferenceSpectrum", "reference_states_its_licence", {"licence": ""}),
    ("MeasuredSpectrum", "measured_of_a_known_kind", {"kind": "nmr"}),
    ("MeasuredSpectrum", "measured_offer_has_a_laboratory", {"offered_at": NOW}),
    ("MeasuredSpectrum", "measured_withdrawal_says_why", {"withdrawn_at": NOW}),
    ("Opinion", "opinion_of_a_known_kind", {"says": "doubts", "reason": "r"}),
    ("Opinion", "opinion_contest_says_why", {"says": "contests"}),
    ("Opinion", "opinion_likeness_is_of_two_spectra", {"likeness": 0.5}),
    ("Unknown", "unknown_of_a_known_kind", {"kind": "nmr"}),
    ("Sighting", "sighting_likeness_is_share", {"likeness": 1.5}),
    ("Sighting", "sighting_taken_out_for_a_reason", {"until": NOW}),
    ("Sample", "sample_known_context", {"context": "rumour"}),
    ("Sample", "sample_has_token", {"token": ""}),
    ("Declaration", "declaration_code_has_six_or_eight_digits", {"tariff_code": "2914310"}),
    ("Declaration", "declaration_of_a_nomenclature_there_is", {"tariff_year": 1987}),
    ("Declaration", "declaration_names_goods", {"goods": ""}),
    ("Declaration", "declaration_of_a_known_flow", {"flow": "up"}),
    ("WorkingGroup", "working_group_has_name", {"name": ""}),
    ("NameSet", "name_set_states_its_licence", {"licence": ""}),
    ("NameSet", "name_set_has_title", {"title": ""}),
    ("NameEntry", "name_entry_has_name", {"name": ""}),
    ("NameEntry", "name_entry_of_a_known_match", {"match": "guess"}),
    ("NameEntry", "name_entry_match_names_its_record", {"match": "cas"}),
    ("GroupRecord", "group_record_of_a_known_kind", {"kind": "party"}),
    ("GroupRecord", "group_record_has_title", {"title": ""}),
    ("GroupRecord", "group_document_lies_somewhere", {"kind": "document"}),
    ("GroupContact", "group_contact_says_function_and_mailbox", {"function": ""}),
    ("GroupContact", "group_contact_ends_after_it_began", {"ended_on": date(2020, 1, 1)}),
    ("MethodTrial", "trial_of_a_known_technique", {"technique": "dowsing"}),
    ("MethodTrial", "trial_says_what_and_against_what", {"reference": ""}),
    ("MethodTrial", "trial_decided_for_a_reason", {"outcome": "adopted"}),
    (
        "MethodTrial",
        "trial_decided_after_it_started",
        {
            "outcome": "adopted",
            "why": "w",
            "decided_by": A("User"),
            "decided_on": date(2020, 1, 1),
        },
    ),
    ("TrialCount", "trial_count_of_something", {"true_positive": 0}),
    ("Practice", "practice_says_whose_and_under_which_licence", {"licence": ""}),
    ("Practice", "practice_versions_begin_with_one", {"version": 0}),
    ("Course", "course_says_what_and_whose", {"organiser": ""}),
    ("Course", "course_ends_after_it_starts", {"ends_on": date(2020, 1, 1)}),
    ("ReferenceStep", "reference_step_of_a_known_kind", {"kind": "lost"}),
    ("ReferenceStep", "reference_answer_rests_on_methods", {"kind": "answered"}),
    ("ReferenceStep", "reference_names_stand_in_an_answer", {"names": ["x"]}),
    (
        "ReferenceStep",
        "reference_confidence_is_a_share",
        {"kind": "answered", "method": "m", "confidence": 1.5},
    ),
    ("ReferenceStep", "reference_dispute_says_why", {"kind": "disputed"}),
    ("ReferenceStep", "reference_counts_once_confirmed", {"kind": "confirmed"}),
    ("CustodyStep", "custody_step_of_a_known_kind", {"kind": "lost", "number": 2}),
    ("CustodyStep", "custody_sent_under_seal", {"kind": "sent", "number": 2}),
    ("CustodyStep", "custody_receipt_says_how_the_seal_was", {"kind": "received", "number": 2}),
    ("CustodyStep", "custody_first_step_registers", {"number": 2}),
    ("Result", "result_of_a_known_kind", {"kind": "rumour", "of": A("Result"), "reason": "r"}),
    ("Result", "result_answer_is_linked", {"kind": "retest", "reason": "r"}),
    ("Result", "result_answer_says_why", {"kind": "retest", "of": A("Result")}),
    (
        "Result",
        "result_contest_finds_nothing",
        {"kind": "contest", "of": A("Result"), "reason": "r", "names": ["x"]},
    ),
    ("Result", "result_rests_on_methods", {"method": ""}),
    ("Submission", "submission_rows_balance", {"rows": 2, "recorded": 1}),
    ("HeldRow", "held_row_decision_is_signed", {"status": "accepted"}),
    ("Report", "report_first_revision_replaces_nothing", {"revision": 2}),
    ("Report", "report_retraction_says_why", {"kind": "retraction"}),
    ("Report", "report_known_context", {"context": "rumour"}),
    ("Finding", "finding_below_loq_has_no_value", {"below_loq": True, "value": 1.0, "unit": "g"}),
    ("Finding", "finding_value_has_unit", {"value": 1.0}),
    ("Finding", "finding_known_role", {"role": "guest"}),
    (
        "Assessment",
        "assessment_concluded_is_complete",
        {"status": "concluded", "concluded_at": NOW},
    ),
    ("Assessment", "assessment_end_is_dated", {"status": "dropped"}),
    (
        "AssessmentStep",
        "assessment_step_not_before_it_happened",
        {"happened_at": datetime(2027, 1, 1, tzinfo=UTC)},
    ),
    ("SectionText", "section_revision_counts_from_one", {"revision": 0}),
    ("Statement", "statement_says_something", {"text": ""}),
    ("Citation", "citation_names_one_thing", {"snapshot": A("Snapshot")}),
    (
        "Citation",
        "citation_outside_has_title_and_day",
        {"report": None, "url": "https://example.org"},
    ),
    ("Rating", "rating_says_why", {"why": ""}),
    ("Rating", "rating_on_a_known_scale", {"scale": "overall"}),
    ("Rating", "rating_is_a_level_or_unknown", {"said": "extreme"}),
    ("BlockAnswer", "block_answer_says_why", {"why": ""}),
    ("BlockAnswer", "block_answer_is_known", {"said": "perhaps"}),
    ("ExpertRound", "expert_round_counts_from_one", {"number": 0}),
    ("ExpertRound", "expert_round_asks", {"question": ""}),
    ("ExpertRound", "expert_round_closes_after_it_opened", {"closes_at": NOW}),
    ("ExpertRound", "expert_round_closed_early_says_why", {"closed_at": NOW}),
    ("ExpertOpinion", "expert_opinion_counts_from_one", {"revision": 0}),
    ("ExpertOpinion", "expert_opinion_says_why", {"why": ""}),
    ("ExpertOpinion", "expert_opinion_on_a_known_scale", {"scale": "overall"}),
    ("ExpertOpinion", "expert_opinion_is_a_level_or_unknown", {"said": "extreme"}),
    ("Dissent", "dissent_says_whose_what_and_why", {"holder": ""}),
    ("InformationRequest", "information_request_asks", {"question": ""}),
    ("InformationRequest", "information_answer_is_dated", {"answer": "a"}),
    ("FollowUp", "follow_up_says_something", {"text": ""}),
    ("CalendarDay", "calendar_day_has_source", {"source": ""}),
    ("Deadline", "deadline_says_what_about", {"about": ""}),
    ("Deadline", "deadline_period_has_unit", {"amount": 2}),
    ("Deadline", "deadline_ends_once", {"met_at": NOW, "withdrawn_at": NOW}),
    ("Deadline", "deadline_over_is_not_paused", {"met_at": NOW, "paused_at": NOW}),
    ("DeadlineStep", "deadline_step_of_known_kind", {"kind": "forgotten", "reason": "r"}),
    ("DeadlineStep", "deadline_change_says_why", {"kind": "withdrawn"}),
    ("Reminder", "reminder_of_known_stage", {"stage": "never"}),
    ("Signal", "signal_rests_on_rows", {"report_total": -1}),
    ("Replay", "replay_ends_after_it_starts", {"end": date(2026, 11, 15)}),
    ("Replay", "replay_failed_when_it_ended", {"error": "e"}),
    ("Decision", "decision_says_why", {"reason": ""}),
    ("Decision", "decision_watch_has_an_end", {"outcome": "monitored"}),
    ("Rule", "rule_of_a_known_kind", {"kind": "guess"}),
    ("Rule", "rule_says_why", {"reason": ""}),
    ("Rule", "rule_of_silence_has_an_end", {"kind": "silence"}),
    ("Rule", "rule_holds_a_day_at_least", {"until": DAY}),
    ("Rule", "rule_end_is_signed", {"ended_at": NOW}),
    ("Alert", "alert_signature_dated", {"approved_at": NOW}),
    ("Alert", "alert_leaves_draft_signed", {"status": "approved"}),
    ("Alert", "alert_has_known_tlp", {"tlp": "BLUE"}),
    ("Alert", "alert_published_is_dated", {"published_at": NOW}),
    ("AlertText", "alert_text_has_headline", {"headline": ""}),
    ("AlertQuestion", "alert_question_answer_is_signed", {"answer": "stands"}),
    ("Remark", "remark_says_something", {"text": ""}),
    ("SignedDocument", "signed_document_known_kind", {"kind": "fax"}),
    ("SignedDocument", "signed_document_says_something", {"body": ""}),
    ("Feedback", "feedback_known_answers", {"useful": "very"}),
    ("Feedback", "feedback_says_something", {"useful": ""}),
    ("Hindsight", "hindsight_says_why", {"reason": ""}),
    ("Hindsight", "hindsight_known_verdict", {"verdict": "so so"}),
    ("Release", "release_says_why", {"reason": ""}),
    ("Release", "release_is_limited_in_time", {"until": NOW}),
    ("Release", "release_grant_is_signed", {"granted_at": NOW}),
    ("Release", "release_end_is_signed", {"ended_at": NOW}),
    ("ReleaseNotice", "release_notice_seen_is_signed", {"seen_at": NOW}),
    ("Delivery", "delivery_known_kind", {"kind": "rumour"}),
    ("Delivery", "delivery_speaks_of_one_thing", {"alert": None}),
    ("Delivery", "delivery_speaks_of_one_thing", {"questionnaire": A("Questionnaire")}),
    ("Delivery", "delivery_speaks_of_one_thing", {"kind": "questionnaire"}),
    (
        "Delivery",
        "delivery_speaks_of_one_thing",
        {
            "kind": "questionnaire",
            "alert": None,
            "questionnaire": A("Questionnaire"),
            "round_reminder": A("RoundReminder"),
        },
    ),
    (
        "Delivery",
        "delivery_speaks_of_one_thing",
        {"kind": "round_reminder", "alert": None, "questionnaire": A("Questionnaire")},
    ),
    (
        "Delivery",
        "delivery_speaks_of_one_thing",
        {"kind": "opinion", "alert": None, "reminder": A("Reminder")},
    ),
    ("Subscription", "subscription_deadlines_are_of_a_body", {"deadlines": True}),
    ("Delivery", "delivery_counts_reminders_and_releases", {"kind": "reminder"}),
    ("Subscription", "subscription_known_drills", {"drills": "never"}),
    ("Drill", "drill_says_what_it_plays", {"scenario": ""}),
    ("Drill", "drill_starts_from_one_thing", {"event": ""}),
    ("Drill", "drill_known_reach", {"reach": "the moon"}),
    ("Drill", "drill_end_is_signed", {"ended_at": NOW}),
    ("Subscription", "subscription_known_channel", {"channel": "pigeon"}),
    ("Subscription", "subscription_known_digest", {"digest": "hourly"}),
    ("Subscription", "subscription_ended_forgets_the_address", {"ended_at": NOW}),
    ("Delivery", "delivery_waits_or_is_done", {"next_at": None}),
    ("Delivery", "delivery_waits_or_is_done", {"state": "carried", "next_at": None}),
    ("Attempt", "attempt_known_outcome", {"outcome": "lost"}),
    ("Receipt", "receipt_known_kind", {"kind": "sang"}),
    ("Computation", "computation_never_red", {"ceiling": "RED"}),
    ("Computation", "computation_counts_from_one", {"revision": 0}),
    (
        "Computation",
        "computation_knows_no_future",
        {"as_of": datetime(2026, 11, 21, tzinfo=UTC)},
    ),
    ("IndicatorValue", "value_hidden_keeps_no_number", {"hidden": True, "value": 3.0}),
    ("IndicatorValue", "value_within_its_interval", {"low": 2.0, "high": 1.0}),
    ("Figure", "figure_first_revision_replaces_nothing", {"revision": 2}),
    ("Figure", "figure_has_unit", {"unit": ""}),
    ("SavedView", "saved_view_stays_here", {"address": "//elsewhere.example"}),
    ("SavedView", "saved_view_has_title", {"title": ""}),
]
CHECKS += [
    ("Case", "case_has_token", {"token": ""}),
    ("CasePart", "case_part_of_a_known_kind", {"kind": "rumour"}),
    ("CasePart", "case_part_toxicology_names_its_laboratory", {"kind": "toxicology"}),
    ("CasePart", "case_part_withdrawn_says_why", {"is_withdrawn": True}),
    ("CasePart", "case_part_says_its_country", {"country": ""}),
    ("PanelLine", "panel_line_in_a_known_state", {"state": "perhaps"}),
    ("PanelLine", "panel_line_value_has_unit", {"value": 1.0}),
    (
        "PanelLine", "panel_line_below_loq_has_no_value",
        {"value": 1.0, "unit": "ng/mL", "below_loq": True},
    ),
    (
        "PanelLine", "panel_line_only_what_is_found_has_a_value",
        {"state": "not_found", "below_loq": True},
    ),
    ("PanelLine", "panel_line_test_has_a_method", {"method": ""}),
    ("CaseLink", "case_link_of_a_known_verdict", {"verdict": "perhaps"}),
    ("CaseLink", "case_link_says_why", {"reason": ""}),
    ("CaseLink", "case_link_undone_says_why", {"undone_at": NOW}),
    ("Guideline", "guideline_has_key", {"version": ""}),
    ("GuidelineItem", "guideline_item_has_text", {"text": ""}),
    ("GuidelineItem", "guideline_item_ends_after_it_began", {"until": DAY}),
    ("Adoption", "adoption_known_answer", {"answer": "perhaps"}),
    ("Adoption", "adoption_refused_has_no_day", {"answer": "no", "since": DAY}),
]  # fmt: skip
CHECKS += [
    ("Instrument", "instrument_has_key", {"key": ""}),
    ("Instrument", "instrument_of_known_kind", {"kind": "poem"}),
    ("Reading", "reading_counts_from_one", {"revision": 0}),
    ("PolicyEntry", "entry_of_known_kind", {"kind": "wish"}),
    ("Wording", "wording_stands_on_lines", {"last_line": 0}),
    ("PolicyBody", "policy_body_has_code", {"code": ""}),
    ("Asked", "asked_in_known_role", {"role": "guest"}),
    ("CitedAct", "cited_act_has_identifier", {"identifier": ""}),
    ("Mention", "mention_of_one_thing", {"place": A("Place")}),
    ("UnplacedLines", "unplaced_of_known_kind", {"what": "lost"}),
    ("UnplacedLines", "unplaced_says_why", {"reason": ""}),
    ("Evidence", "evidence_has_title", {"title": ""}),
    ("Evidence", "evidence_says_where_it_is", {"kind": "link"}),
    ("ReportingRound", "round_has_title", {"title": ""}),
    ("ReportingRound", "round_leaves_time", {"due_on": DAY}),
    ("Questionnaire", "questionnaire_goes_to_one", {"body": A("PolicyBody")}),
    ("RoundReminder", "round_reminder_of_known_stage", {"stage": "never"}),
    ("StatusReport", "status_report_says_a_status", {"status": ""}),
    ("StatusReport", "status_progress_rests_on_evidence", {"is_progress": True}),
    ("Validation", "validation_known_verdict", {"verdict": "perhaps", "reason": "r"}),
    ("Validation", "validation_rejects_for_a_reason", {"verdict": "rejected"}),
    ("Milestone", "milestone_has_title", {"title": ""}),
    ("Milestone", "milestone_in_known_state", {"state": "lost"}),
    ("Milestone", "milestone_met_rests_on_evidence", {"state": "met"}),
    ("Lead", "lead_ends_for_a_reason", {"holds": False}),
    ("Tie", "tie_says_why", {"reason": ""}),
    ("Tie", "tie_of_one_record", {"alert": A("Alert")}),
    (
        "Publication",
        "publication_in_known_status",
        {"status": "lost", "published_by": A("User"), "published_at": NOW},
    ),
    ("Publication", "publication_signature_dated", {"published_at": NOW}),
    ("Publication", "publication_is_signed", {"status": "published"}),
    (
        "Publication",
        "publication_withdrawn_for_a_reason",
        {"status": "withdrawn", "withdrawn_by": A("User"), "withdrawn_at": NOW},
    ),
    ("Publication", "publication_knows_no_future", {"as_of": NOW + timedelta(days=1)}),
    ("AnswerMarking", "answer_marking_clear_or_green", {"tlp": "AMBER"}),
    ("CarryOverDecision", "carry_decision_of_known_outcome", {"outcome": "forget"}),
    ("CarryOverDecision", "carry_decision_says_why", {"reason": ""}),
    ("CarryOverDecision", "carry_decision_drops_to_nowhere", {"target": A("PolicyEntry")}),
    ("CarryOverDecision", "carry_decision_replaces_by_something", {"outcome": "replace"}),
    ("CarryOverVerdict", "carry_verdict_known", {"verdict": "perhaps"}),
    ("CarryOverVerdict", "carry_verdict_rejects_for_a_reason", {"verdict": "rejected"}),
]
# Model, constraint, the fields in which a second row must not be like the first.
ONCE = [
    ("Marking", "marking_once_without_provider", ("tlp", "purpose")),
    ("Place", "place_code_once", ("scheme", "code")),
    ("SubstanceName", "name_once", ("substance", "text", "language")),
    ("SubstanceLink", "link_holds_once", ("substance",)),
    ("NameQuestion", "question_once", ("text", "language")),
    ("LaboratoryRole", "laboratory_role_held_once", ("laboratory", "kind")),
    ("ReferenceStandard", "standard_held_once", ("laboratory", "substance")),
    ("StandardRequest", "standard_request_open_once", ("asked_by", "substance")),
    ("ProficiencyResult", "round_result_once", ("round", "laboratory")),
    ("ReferenceSpectrum", "reference_numbered_once", ("kept_in", "number")),
    ("Opinion", "opinion_once_a_laboratory", ("spectrum", "laboratory")),
    ("Sighting", "sighting_of_one_unknown", ("spectrum",)),
    ("CustodyStep", "custody_step_numbered_once", ("sample", "number")),
    ("Result", "result_numbered_once", ("sample", "number")),
    ("CasePart", "case_part_numbered_once", ("case", "number")),
    ("PanelLine", "panel_line_numbered_once", ("part", "number")),
    ("CaseLink", "case_link_pair_decided_once", ("case", "other")),
    ("Guideline", "guideline_version_once", ("key", "version")),
    ("GuidelineItem", "guideline_item_numbered_once", ("guideline", "number")),
    ("Inquiry", "inquiry_once_a_laboratory", ("key", "laboratory")),
    ("Adoption", "adoption_revision_once", ("item", "laboratory", "revision")),
    ("NameSet", "name_set_once", ("group", "title", "version")),
    ("NameEntry", "name_entry_once_a_line", ("set", "line")),
    ("GroupContact", "group_contact_once", ("group", "function", "mailbox")),
    ("TrialCount", "trial_count_once", ("trial", "laboratory")),
    ("Practice", "practice_version_once", ("key", "version", "language")),
    ("ReferenceStep", "reference_step_numbered_once", ("analysis", "number")),
    ("AssessmentStep", "assessment_step_once", ("assessment", "number")),
    ("ExpertRound", "expert_round_once", ("assessment", "number")),
    ("ExpertInvitation", "expert_invited_once", ("round", "expert")),
    ("ExpertOpinion", "expert_opinion_once", ("invitation", "scale", "revision")),
    ("SectionText", "section_revision_once", ("assessment", "section", "revision")),
    ("FigureFill", "figure_fill_once", ("assessment", "section", "figure", "revision")),
    ("Report", "report_revision_once", ("source", "source_key", "occurrence", "revision")),
    ("Run", "run_once", ("snapshot", "as_of", "policy_digest")),
    ("Signal", "signal_story_once_a_run", ("run", "story")),
    ("Continuation", "continuation_once_a_run", ("signal", "run")),
    ("Replay", "replay_once", ("snapshot",)),
    ("ReplayWeek", "replay_week_once", ("replay", "day")),
    ("CalendarDay", "calendar_day_once", ("calendar", "day")),
    ("DeadlineStep", "deadline_step_once", ("deadline", "number")),
    ("Reminder", "reminder_once", ("deadline", "stage", "due_at")),
    ("Alert", "alert_version_once", ("number", "version")),
    ("ReleaseNotice", "release_notice_once_a_body", ("release", "body")),
    ("AlertText", "alert_text_once_a_language", ("alert", "language")),
    ("AlertEdition", "alert_edition_once_a_language", ("alert", "language")),
    ("Subscription", "subscription_once", ("channel", "address")),
    ("AlertQuestion", "alert_question_once_a_row", ("alert", "report")),
    ("Remark", "remark_once", ("telling", "number")),
    ("SignedDocument", "signed_document_once", ("alert",)),
    ("Delivery", "delivery_once", ("alert", "subscription")),
    ("Attempt", "attempt_once", ("delivery", "number")),
    ("Receipt", "receipt_once", ("delivery", "kind")),
    ("Computation", "computation_revision_once", ("indicator", "ceiling", "revision")),
    (
        "IndicatorValue",
        "value_once_a_cell",
        ("computation", "part", "country", "period", "cell"),
    ),
    ("FigureFile", "figure_file_once", ("mapping", "content", "marking")),
    (
        "Figure",
        "figure_revision_once",
        ("series", "country", "period", "cell", "marking", "revision"),
    ),
    ("SavedView", "saved_view_title_once", ("owner", "title")),
    ("Reading", "reading_revision_once", ("instrument", "language", "revision")),
    ("PolicyEntry", "entry_code_once", ("instrument", "code")),
    ("Wording", "wording_once_a_reading", ("entry", "reading")),
    ("Asked", "asked_once_a_role", ("wording", "body", "role")),
    ("ActCitation", "act_cited_once_a_wording", ("wording", "act")),
    ("Mention", "mention_of_substance_once", ("wording", "substance")),
    ("WordingDifference", "difference_once_a_reading", ("reading", "entry", "kind", "value")),
    ("ReportingRound", "round_titled_once", ("instrument", "title")),
    ("Questionnaire", "questionnaire_once_a_country", ("round", "country")),
    ("RoundReminder", "round_reminder_once", ("questionnaire", "stage")),
    ("Milestone", "milestone_revision_once", ("entry", "number", "revision")),
    ("Publication", "publication_proposed_once", ("instrument",)),
    ("CarryOverDecision", "carry_decision_once", ("entry", "revision")),
    ("CarryOverVerdict", "carry_verdict_once", ("decision",)),
]
# Constraints between two fields of one row, which need a row or a person first.
RELATED = {
    "link_joins_two": lambda w: (
        "SubstanceLink", dict.fromkeys(("substance", "same_as"), w.make("Substance")),
    ),
    "report_replaces_another": lambda w: (
        "Report", {"pk": 4_711, "revision": 2, "replaces_id": 4_711},
    ),
    "case_part_replaces_another": lambda w: ("CasePart", {"pk": 4_711, "replaces_id": 4_711}),
    "case_link_joins_two": lambda w: ("CaseLink", dict.fromkeys(("case", "other"), w.make("Case"))),
    "case_told_under_one_other": lambda w: ("CaseLink", {"case": w.make("CaseLink").case}),
    "guideline_item_comes_from_another": lambda w: (
        "GuidelineItem", {"pk": 4_711, "first_id": 4_711},
    ),
    "rule_speaks_of_one_subject": lambda w: (
        "Rule", {"substance": w.make("Substance"), "family": w.make("Family")},
    ),
    "rule_speaks_of_one_place": lambda w: ("Rule", {"country": "IE", "place": w.make("Place")}),
    "proposal_second_person_decides": lambda w: (
        "Proposal",
        {
            **dict.fromkeys(("proposed_by", "decided_by"), w.make("User")),
            "status": "accepted", "decided_at": NOW,
        },
    ),
    "laboratory_role_seat_held_once": lambda w: ("LaboratoryRole", w.same_seat()),
    "replay_once_without_delay": lambda w: (
        "Replay", {"snapshot": w.make("Replay", delay_days=None).snapshot, "delay_days": None},
    ),
    "deadline_runs_once": lambda w: ("Deadline", w.same_clock(body=w.make("Body"))),
    "deadline_runs_once_without_body": lambda w: ("Deadline", w.same_clock(body=None)),
    "marking_once": lambda w: ("Marking", w.same_marking()),
    "alert_signed_by_another_than_its_last_writer": lambda w: (
        "Alert",
        {**dict.fromkeys(("changed_by", "approved_by"), w.make("User")), "approved_at": NOW},
    ),
    "opinion_rests_on_another_spectrum": lambda w: (
        "Opinion",
        dict.fromkeys(("spectrum", "own"), w.make("MeasuredSpectrum")),
    ),
    "release_takes_two": lambda w: (
        "Release",
        {
            **dict.fromkeys(("asked_by", "granted_by"), w.make("User")),
            "granted_at": NOW, "granted_why": "w",
        },
    ),
    "delivery_once_a_deadline": lambda w: (
        "Delivery", w.same_word_of("reminder", "deadline", "Reminder"),
    ),
    "delivery_once_a_questionnaire": lambda w: (
        "Delivery", w.same_word_of("questionnaire", "questionnaire", "Questionnaire"),
    ),
    "delivery_once_a_round_reminder": lambda w: (
        "Delivery", w.same_word_of("round_reminder", "round_reminder", "RoundReminder"),
    ),
    "delivery_once_an_expert_round": lambda w: (
        "Delivery", w.same_word_of("expert_round", "opinion", "ExpertRound"),
    ),
    "drill_ends_after_it_started": lambda w: (
        "Drill", {"ended_by": w.make("User"), "ended_at": NOW - timedelta(days=1)},
    ),
    "assessment_in_a_drill_is_an_exercise": lambda w: ("Assessment", {"drill": w.make("Drill")}),
    "entry_is_no_part_of_itself": lambda w: ("PolicyEntry", {"pk": 4_711, "parent_id": 4_711}),
    "mention_of_place_once": lambda w: ("Mention", w.same_place()),
    "questionnaire_once_a_body": lambda w: ("Questionnaire", w.same_body()),
    "publication_two_pairs_of_eyes": lambda w: (
        "Publication",
        {**dict.fromkeys(("proposed_by", "published_by"), w.make("User")), "published_at": NOW},
    ),
    "publication_shown_once": lambda w: ("Publication", w.same_page()),
    "carry_decision_leads_elsewhere": lambda w: (
        "CarryOverDecision",
        {**dict.fromkeys(("entry", "target"), w.make("PolicyEntry")), "outcome": "carry_over"},
    ),
    "carry_verdict_by_a_second_person": lambda w: (
        "CarryOverVerdict", dict.fromkeys(("decided_by", "by"), w.make("User")),
    ),
    "validation_by_a_second_person": lambda w: (
        "Validation", dict.fromkeys(("reported_by", "by"), w.make("User")),
    ),
    "alert_two_pairs_of_eyes": lambda w: (
        "Alert",
        {**dict.fromkeys(("drafted_by", "approved_by"), w.make("User")), "approved_at": NOW},
    ),
}  # fmt: skip


@pytest.fixture
def world(db):
    return World()


def refused(constraint, model):
    """Return a context in which the database must refuse a row, naming the constraint.

    SQLite names the columns of a unique constraint in place of its name.
    """
    from django.db import IntegrityError, connection

    found = next(c for c in MODELS()[model]._meta.constraints if c.name == constraint)
    name = constraint
    if connection.vendor == "sqlite" and type(found).__name__ == "UniqueConstraint":
        column = MODELS()[model]._meta.get_field(found.fields[0]).column
        name = rf"UNIQUE constraint failed: .*({column}|{constraint})"
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_row_is_taken(world, name):
    assert world.make(name).pk


@pytest.mark.parametrize(("model", "constraint", "wrong"), CHECKS, ids=[c[1] for c in CHECKS])
def test_a_wrong_row_is_refused(world, model, constraint, wrong):
    with refused(constraint, model):
        world.make(model, **wrong)


@pytest.mark.parametrize(("model", "constraint", "same"), ONCE, ids=[c[1] for c in ONCE])
def test_a_second_row_alike_is_refused(world, model, constraint, same):
    first = world.make(model)
    world.make(model)  # another one is welcome
    with refused(constraint, model):
        world.make(model, **{name: getattr(first, name) for name in same})


@pytest.mark.parametrize("constraint", RELATED)
def test_a_row_that_contradicts_itself_is_refused(world, constraint):
    model, wrong = RELATED[constraint](world)
    with refused(constraint, model):
        world.make(model, **wrong)


def test_no_constraint_lacks_a_row_that_breaks_it():
    tried = {c[1] for c in CHECKS} | {c[1] for c in ONCE} | set(RELATED)
    there = {c.name for model in MODELS().values() for c in model._meta.constraints}
    assert there == tried
