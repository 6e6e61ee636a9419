"""What an accepted proposal does to the register, and what takes it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from vedette.base.accounts.models import User
from vedette.catalogue.substances import actions
from vedette.catalogue.substances.errors import FactUnfit, Overtaken
from vedette.catalogue.substances.facts import check_facts
from vedette.catalogue.substances.models import (
    FactChange,
    Family,
    Proposal,
    Substance,
    SubstanceName,
)

SYNONYM = "synonym"


def apply(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Do what a proposal says, inside the transaction that accepts it."""
    if proposal.kind == Proposal.Kind.SUBSTANCE:
        _enter(proposal, at)
    elif proposal.kind == Proposal.Kind.FACTS:
        _change(proposal, proposal.was, proposal.says, at)
    elif proposal.kind == Proposal.Kind.SAME:
        _link(proposal, by, at)
    else:
        _rename(proposal, at, is_adding=proposal.kind == Proposal.Kind.NAME)


def take_back(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Undo what a proposal did, inside the transaction that undoes it."""
    if proposal.kind == Proposal.Kind.FACTS:
        _change(proposal, proposal.says, proposal.was, at, is_undoing=True)
    elif proposal.kind == Proposal.Kind.SAME and proposal.link:
        if proposal.link.split_at is None:
            actions.split(link=proposal.link, reason=proposal.undone_reason, by=by, at=at)
    else:
        _rename(proposal, at, is_adding=proposal.kind != Proposal.Kind.NAME, is_undoing=True)


def check_new(facts: Mapping[str, Any]) -> None:
    """Refuse a substance that the register has already, by its key or name."""
    check_no_other(facts)
    named = Substance.objects.filter(name__iexact=facts["name"]).first()
    if named is not None:
        raise FactUnfit("name", facts["name"], f"the register has it under the key {named.key}")


def check_no_other(facts: Mapping[str, Any], *, than: Substance | None = None) -> None:
    """Refuse a structure that is that of another substance."""
    others = Substance.objects.filter(inchikey=facts.get("inchikey") or "-")
    same = (others.exclude(pk=than.pk) if than else others).first()
    if same is not None:
        raise FactUnfit("inchikey", facts["inchikey"], f"the register has it as {same.name}")


def _enter(proposal: Proposal, at: datetime) -> None:
    facts = check_facts({name: value for name, value in proposal.says.items() if name != "names"})
    check_new(facts)
    row = Substance.objects.create(
        key=key_for(facts["name"]), sources=proposal.source, **columns_of(facts)
    )
    _enter_names(row, proposal, at)
    Proposal.objects.filter(pk=proposal.pk).update(substance=row)
    proposal.substance = row
    for field, value in facts.items():
        _note(proposal, field, None, value, at)


def _enter_names(row: Substance, proposal: Proposal, at: datetime) -> None:
    names = [("", row.name), *(tuple(one) for one in proposal.says.get("names", ()))]
    SubstanceName.objects.bulk_create(
        SubstanceName(
            substance=row, text=text, language=language, source=source_of(proposal), since=at,
            kind="preferred" if text == row.name else "common name",
        )
        for language, text in dict.fromkeys(names)
    )  # fmt: skip


def columns_of(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as the columns of a substance hold them."""
    columns = dict(facts)
    if "family" in columns:
        columns["family"] = Family.objects.filter(key=columns["family"] or "-").first()
    return columns


def _change(
    proposal: Proposal,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    at: datetime,
    *,
    is_undoing: bool = False,
) -> None:
    """Change facts only where they are as they were seen; else somebody came first."""
    if not is_undoing:
        check_no_other(new, than=subject_of(proposal))
    seen = Substance.objects.filter(pk=subject_of(proposal).pk)
    for field, value in columns_of(old).items():
        seen = seen.filter(**({f"{field}__isnull": True} if value is None else {field: value}))
    if not seen.update(**columns_of(new)):
        fields = ", ".join(old)
        raise Overtaken(f"{fields} changed since this was proposed; look again and propose anew")
    for field, value in new.items():
        _note(proposal, field, old[field], value, at, is_undoing=is_undoing)
    if "name" in new:
        _keep_as_name(proposal, str(old["name"] if is_undoing else new["name"]), at, is_undoing)


def _keep_as_name(proposal: Proposal, text: str, at: datetime, is_undoing: bool) -> None:
    """Let a text that uses the new name be understood, for as long as the name holds."""
    names = SubstanceName.every.filter(substance=subject_of(proposal), text=text, language="")
    if is_undoing:
        names.filter(source=source_of(proposal)).update(until=at)
    elif not names.exists():
        SubstanceName.objects.create(
            substance=subject_of(proposal), text=text, language="", kind="preferred",
            source=source_of(proposal), since=at,
        )  # fmt: skip


def _rename(proposal: Proposal, at: datetime, *, is_adding: bool, is_undoing: bool = False) -> None:
    said = proposal.says
    names = SubstanceName.every.filter(
        substance=subject_of(proposal), text=said["text"], language=said["language"]
    )
    if not is_adding:
        if not names.filter(until=None).update(until=at):
            raise Overtaken("this name is not in use")
        _note(proposal, SYNONYM, said["text"], None, at, is_undoing=is_undoing)
        return
    if names.filter(until=None).exists():
        raise Overtaken("somebody has given this name already")
    if not names.update(until=None):  # a withdrawn name comes back; when it was gone is on record
        SubstanceName.objects.create(
            substance=subject_of(proposal), text=said["text"], language=said["language"],
            kind=said["kind"], source=source_of(proposal), since=at,
        )  # fmt: skip
    _note(proposal, SYNONYM, None, said["text"], at, is_undoing=is_undoing)


def _link(proposal: Proposal, by: User, at: datetime) -> None:
    if proposal.same_as is None:
        raise Overtaken("this proposal names no second substance")
    link = actions.link(
        substance=subject_of(proposal), same_as=proposal.same_as, confidence=1.0,
        source=source_of(proposal), by=by, at=at,
    )  # fmt: skip
    Proposal.objects.filter(pk=proposal.pk).update(link=link)
    proposal.link = link


def subject_of(proposal: Proposal) -> Substance:
    """Return the substance a proposal speaks of."""
    if proposal.substance is None:
        raise Overtaken("this proposal names no substance yet")
    return proposal.substance


def source_of(proposal: Proposal) -> str:
    """Return where the facts of a proposal are from, as every fact names it."""
    return proposal.source or f"proposal {proposal.pk}"


def _note(
    proposal: Proposal,
    field: str,
    previous: Any,
    value: Any,
    at: datetime,
    *,
    is_undoing: bool = False,
) -> None:
    FactChange.objects.create(
        substance=subject_of(proposal),
        field=field,
        previous=written(previous),
        value=written(value),
        source="" if is_undoing else source_of(proposal), at=at, proposal=proposal,
        is_undoing=is_undoing,
    )  # fmt: skip


def written(value: Any) -> str:
    """Return a fact as the history keeps it."""
    if isinstance(value, list):
        return "|".join(value)
    return "" if value is None else str(value)


def key_for(name: str) -> str:
    """Return a key nobody has, from a name."""
    stem = slugify(name)[:80] or "substance"
    taken = set(Substance.objects.filter(key__startswith=stem).values_list("key", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)
