"""The record of processing: which personal data this node holds, for what, under which rules."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Count, Model

from vedette.base.accounts.models import User


@dataclass(frozen=True, slots=True)
class Ground:
    """Under which marking rows are held: purpose, legal regime, years, and how many."""

    purpose: str
    legal_regime: str
    retention_years: int
    rows: int


@dataclass(frozen=True, slots=True)
class Processing:
    """Personal data in one kind of row.

    ``about`` are fields that tell of people outside the node, ``accounts`` those that say which
    account acted. ``grounds`` is empty where rows carry no marking of their own.
    """

    kind: str
    holds: str
    about: tuple[str, ...]
    accounts: tuple[str, ...]
    rows: int
    grounds: tuple[Ground, ...]


def record_of_processing() -> list[Processing]:
    """Return what is held, kind by kind, those that tell of people outside the node first."""
    found = [_processing(model, fields) for model, fields in _models()]
    return sorted(found, key=lambda one: (not one.about, one.kind))


def _models() -> Iterator[tuple[type[Model], frozenset[str]]]:
    """Yield each model that says so with its fields that tell of people."""
    for model in apps.get_models():
        if fields := getattr(model, "personal_fields", None):
            yield model, fields


def _processing(model: type[Model], fields: frozenset[str]) -> Processing:
    acting = {
        field.name
        for field in [*model._meta.fields, *model._meta.many_to_many]
        if field.related_model is User
    }
    return Processing(
        model._meta.label, (model.__doc__ or "").partition("\n")[0],
        tuple(sorted(fields - acting)), tuple(sorted(fields & acting)),
        model._default_manager.count(), _grounds(model),
    )  # fmt: skip


def _grounds(model: type[Model]) -> tuple[Ground, ...]:
    if "marking" not in {field.name for field in model._meta.fields}:
        return ()
    terms = [f"marking__{name}" for name in ("purpose", "legal_regime", "retention_years")]
    counted = model._default_manager.values_list(*terms).annotate(n=Count("pk")).order_by(*terms)
    return tuple(Ground(*row) for row in counted)
