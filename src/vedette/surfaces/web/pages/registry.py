"""The register at work: search by structure, what nobody has named, proposals and who decides."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vedette import pathway
from vedette.base.accounts.models import User
from vedette.base.accounts.rules import Refused, may
from vedette.catalogue.substances import history, proposals, provisional, structures
from vedette.catalogue.substances.applying import written
from vedette.catalogue.substances.errors import ProposalUnfit
from vedette.catalogue.substances.facts import FIELDS, facts_of
from vedette.catalogue.substances.models import Family, Proposal, Substance
from vedette.catalogue.substances.proposals import Evidence
from vedette.catalogue.substances.queries import families
from vedette.errors import VedetteError
from vedette.evidence.ingest.queries import capped_count
from vedette.surfaces.web import words
from vedette.surfaces.web.access import PersonRequest, needs
from vedette.surfaces.web.structures import drawing_of

SHOWN = 60
DRAWN = 24
PAGE = 50
WHAT = ("facts", "name", "same")


@needs("see")
@require_GET
def structure_search(request: PersonRequest) -> HttpResponse:
    """Find substances by structure, with the matched atoms marked."""
    asked = request.GET.get("smiles", "").strip()
    how = request.GET.get("how", "substructure")
    share = request.GET.get("threshold", "50")
    context: dict[str, Any] = {
        "asked": asked, "how": how, "threshold": share, "ways": words.choices("search_how"),
        "shares": ("30", "40", "50", "60", "70", "80", "90"), "drawn": DRAWN,
    }  # fmt: skip
    if asked:
        try:
            found = structures.find(asked, how=how, threshold=_share(share), limit=SHOWN)
        except VedetteError as refusal:
            return render(
                request, "web/structure_search.html", {**context, "errors": [str(refusal)]},
                status=422,
            )  # fmt: skip
        rows = Substance.objects.filter(key__in=[hit.key for hit in found.hits])
        kin = {row.key: row.family for row in rows.select_related("family")}
        context |= {"found": found, "hits": [(hit, kin.get(hit.key)) for hit in found.hits]}
    return render(request, "web/structure_search.html", context)


def _share(text: str) -> float:
    return int(text) / 100 if text.isdecimal() and len(text) <= 3 else 0.0


@csp_update({"style-src": ["'unsafe-inline'"]})  # RDKit draws with style attributes
@needs("see")
@require_GET
def structure_match(request: PersonRequest, key: str) -> HttpResponse | FileResponse:
    """Send the drawing of a structure with the atoms that a pattern matched."""
    row = get_object_or_404(Substance, key=key)
    text = request.GET.get("smiles", "")[: structures.LONGEST + 1]
    try:
        atoms = structures.matched(row.smiles, text) if row.smiles else ()
    except VedetteError:
        raise Http404 from None
    path = drawing_of(row.smiles, atoms=atoms) if row.smiles else None
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="image/svg+xml")
    response["Cache-Control"] = "private, max-age=86400"
    return response


@needs("see")
@require_http_methods(["GET", "POST"])
def unnamed(request: PersonRequest) -> HttpResponse:
    """List the substances nobody has named, and enter another one."""
    form, errors = request.POST, []
    if request.method == "POST":
        try:
            row = provisional.propose(
                seen=_seen(form), evidence=form.get("evidence", ""), name=form.get("name", ""),
                family=Family.objects.filter(key=form.get("family", "")).first(),
                links=form.get("links", "").split(), by=request.user, at=timezone.now(),
            )  # fmt: skip
        except VedetteError as error:
            errors.append(str(error))
        else:
            messages.success(request, _("It is in the register as %s.") % row.key)
            return redirect("substance", row.key)
    context = {
        "unnamed": list(provisional.unnamed()[:PAGE]), "families": families(), "typed": form,
        "errors": errors, "modes": words.choices("ion_mode"),
    }  # fmt: skip
    return render(request, "web/unnamed.html", context, status=409 if errors else 200)


def _seen(form: Mapping[str, str]) -> provisional.Seen:
    typed = form.get("mz", "").strip().replace(",", ".")
    try:
        mz = float(typed) if typed else None
    except ValueError:
        raise ProposalUnfit(_("“%s” is no number; write the m/z as 397.2234") % typed) from None
    return provisional.Seen(
        mz=mz, ion=form.get("ion", "").strip(), mode=form.get("mode", ""),
        formula=form.get("formula", "").strip(), description=form.get("description", ""),
    )  # fmt: skip


@needs("see")
@require_http_methods(["GET", "POST"])
def proposals_page(request: PersonRequest) -> HttpResponse:
    """List what waits for a second person, and propose a new substance."""
    form, errors = request.POST, []
    if request.method == "POST":
        try:
            facts = {name: form[name] for name in FIELDS if form.get(name, "").strip()}
            row = proposals.propose_substance(
                facts=facts, evidence=_evidence(form), by=request.user, at=timezone.now()
            )
        except VedetteError as error:
            errors.append(str(error))
        else:
            messages.success(request, _("Proposed. A second person decides."))
            return redirect("proposal", row.pk)
    status = request.GET.get("status", "open")
    known = status if status in Proposal.Status.values else Proposal.Status.OPEN
    rows = Proposal.objects.filter(status=known).select_related(
        "substance", "same_as", "proposed_by", "decided_by"
    )
    before, batch = request.GET.get("before", ""), request.GET.get("file", "")
    rows = rows.filter(batch=batch) if batch else rows
    rows = rows.filter(pk__lt=_number(before)) if before else rows
    found = list(rows.order_by("-id")[: PAGE + 1])
    context = {
        "proposals": found[:PAGE], "status": known, "file": batch, "is_older": bool(before),
        "older": found[PAGE - 1].pk if len(found) > PAGE else None,
        "total": capped_count(rows),
        "statuses": words.choices("proposal"), "families": families(), "typed": form,
        "errors": errors,
    }  # fmt: skip
    return render(request, "web/proposals.html", context, status=409 if errors else 200)


def _evidence(form: Mapping[str, str]) -> Evidence:
    return Evidence(
        text=form.get("evidence", ""), source=form.get("source", "").strip()[:300],
        links=tuple(form.get("links", "").split()), samples=tuple(form.get("samples", "").split()),
    )  # fmt: skip


@needs("accept_proposals")
@require_POST
def accept_file(request: PersonRequest) -> HttpResponse:
    """Accept everything that waits from one file."""
    form = request.POST
    try:
        done = proposals.accept_batch(
            batch=form.get("file", ""), reason=form.get("reason", ""), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        messages.error(request, str(error))
        return redirect("proposals")
    said = {"n": done.decided, "rest": len(done.refused)}
    messages.success(request, _("%(n)s accepted; %(rest)s go on waiting.") % said)
    for number, why in done.refused[:5]:
        messages.error(request, f"{number}: {why}")
    return redirect("proposals")


@needs("see")
@require_http_methods(["GET", "POST"])
def proposal(request: PersonRequest, number: int) -> HttpResponse:
    """Show one proposal with what it would change, and let a second person decide."""
    people = ("substance", "same_as", "proposed_by", "decided_by", "undone_by")
    row = get_object_or_404(Proposal.objects.select_related(*people), pk=number)
    errors: list[str] = []
    if request.method == "POST":
        try:
            _decide(row, request.POST, request.user, timezone.now())
        except VedetteError as error:
            errors.append(str(error))
        else:
            messages.success(request, _("Done, and in the journal."))
            return redirect("proposal", row.pk)
        row.refresh_from_db()
    is_open = row.status == Proposal.Status.OPEN
    is_own = row.proposed_by_id == request.user.pk
    context = {
        "proposal": row,
        "changes": _changes(row),
        "reach": pathway.reach_of_proposal(row, person=request.user),
        "may_decide": is_open and not is_own and may(request.user, "accept_proposals"),
        "may_withdraw": is_open and is_own,
        "may_undo": row.status == Proposal.Status.ACCEPTED
        and row.kind != Proposal.Kind.SUBSTANCE
        and may(request.user, "accept_proposals"),
        "is_own": is_own,
        "errors": errors,
        "typed": request.POST,
    }
    return render(request, "web/proposal.html", context, status=409 if errors else 200)


def _changes(row: Proposal) -> list[tuple[str, Any, Any]]:
    """Return field, before and after; names have no before."""
    if row.kind in (Proposal.Kind.FACTS, Proposal.Kind.SUBSTANCE):
        fields = [name for name in FIELDS if row.says.get(name) not in (None, "", [])
                  or name in row.was]  # fmt: skip
        return [(name, row.was.get(name), row.says.get(name)) for name in fields]
    return []


def _decide(row: Proposal, form: Mapping[str, str], by: User, at: datetime) -> None:
    reason = form.get("reason", "")
    steps: dict[str, Callable[[], Any]] = {
        "accept": lambda: proposals.accept(proposal=row, reason=reason, by=by, at=at),
        "decline": lambda: proposals.decline(proposal=row, reason=reason, by=by, at=at),
        "withdraw": lambda: proposals.withdraw(proposal=row, by=by, at=at),
        "undo": lambda: proposals.undo(proposal=row, reason=reason, by=by, at=at),
    }
    step = steps.get(form.get("step", ""))
    if step is None:
        raise Refused(_("Accept, decline, take back or undo."))
    step()


@needs("propose")
@require_http_methods(["GET", "POST"])
def propose_change(request: PersonRequest, key: str) -> HttpResponse:
    """Propose a correction, a name, or that two records are one substance."""
    substance = get_object_or_404(Substance.objects.select_related("family"), key=key)
    form, errors = request.POST, []
    if request.method == "POST":
        try:
            row = _propose(substance, form, request.user, timezone.now())
        except VedetteError as error:
            errors.append(str(error))
        else:
            messages.success(request, _("Proposed. A second person decides."))
            return redirect("proposal", row.pk)
    what = form.get("what") or request.GET.get("what", "facts")
    context = {
        "substance": substance, "what": what if what in WHAT else "facts",
        "whats": words.choices("proposal_what"),
        "facts": {name: written(value) for name, value in facts_of(substance).items()},
        "fields": words.choices("fact"), "names": substance.names.order_by("text"),
        "waiting": history.proposals_of(substance).filter(status=Proposal.Status.OPEN),
        "families": families(), "typed": form, "errors": errors,
        "is_unnamed": provisional.unnamed().filter(substance=substance).exists(),
    }  # fmt: skip
    return render(request, "web/propose.html", context, status=409 if errors else 200)


def _propose(substance: Substance, form: Mapping[str, str], by: User, at: datetime) -> Proposal:
    evidence, what = _evidence(form), form.get("what", "")
    if what == "name" and form.get("withdraw"):
        name = substance.names.filter(pk=_number(form["withdraw"])).first()
        if name is None:
            raise ProposalUnfit(_("This name is not in use."))
        return proposals.propose_withdrawal(name=name, evidence=evidence, by=by, at=at)
    if what == "name":
        return proposals.propose_name(
            substance=substance, text=form.get("text", ""), language=form.get("language", ""),
            evidence=evidence, by=by, at=at,
        )  # fmt: skip
    if what == "same":
        other = Substance.objects.filter(key=form.get("same_as", "").strip()).first()
        other = other or Substance.objects.filter(name__iexact=form.get("same_as", "")).first()
        if other is None:
            raise ProposalUnfit(_("No substance has this key or name."))
        return proposals.propose_same(
            substance=substance, same_as=other, evidence=evidence, by=by, at=at
        )
    facts = {name: form[name] for name in FIELDS if name in form}
    now = facts_of(substance)
    changed = {name: text for name, text in facts.items() if text.strip() != written(now[name])}
    return proposals.propose_facts(
        substance=substance, facts=changed, evidence=evidence, by=by, at=at
    )


def _number(text: str) -> int:
    return int(text[:18]) if text.isdecimal() else 0


@needs("accept_proposals")
@require_POST
def split(request: PersonRequest, key: str) -> HttpResponse:
    """Let a record that counts as another count for itself again."""
    row = get_object_or_404(Substance, key=key)
    try:
        proposals.split(
            substance=row, reason=request.POST.get("reason", ""), by=request.user,
            at=timezone.now(),
        )  # fmt: skip
    except VedetteError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Done, and in the journal."))
    return redirect("substance", row.key)
