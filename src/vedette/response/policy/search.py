"""Find entries by words, in every language at once, through the index of the database."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from vedette.response.policy.models import PolicyEntry, Reading, Wording
from vedette.response.policy.queries import current_readings
from vedette.response.policy.terms import terms_of

MOST_RANKED = 400  # hits beyond these are counted, not ranked
# How each database asks its own index; the wording is joined so that filters may speak of it.
_FROM = {
    "postgresql": "policy_wording w",
    "sqlite": "policy_wording_terms t CROSS JOIN policy_wording w ON w.id = t.rowid",
}
_WHERE = {
    "postgresql": "w.terms @@ to_tsquery('simple', %s)",
    "sqlite": "t.folded MATCH %s",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Wordings that hold every term, the likest first, and whether there are more."""

    wordings: tuple[Wording, ...]
    total: int
    is_cut: bool


def index(reading: Reading) -> None:
    """Put the wordings of a reading into the index; PostgreSQL does so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO policy_wording_terms(rowid, folded)"
                " SELECT id, folded FROM policy_wording WHERE reading_id = %s",
                [reading.pk],
            )


def find(
    text: str,
    *,
    language: str = "",
    kind: str = "",
    instrument: int | None = None,
    as_of: datetime | None = None,
    limit: int = 50,
) -> Found:
    """Return entries whose newest reading holds every word; the last one may be a beginning."""
    terms = terms_of(text)
    is_known = (not kind or kind in PolicyEntry.Kind.values) and (
        not language or language.isalpha()
    )
    if not terms or not is_known:
        return Found((), 0, is_cut=False)
    ids = _matching(terms, language, kind, instrument, as_of)
    is_cut = len(ids) > MOST_RANKED
    texts = Wording.objects.filter(pk__in=ids[:MOST_RANKED]).values_list("id", "folded", "entry_id")
    best = sorted((-_weight(folded, terms), entry, pk) for pk, folded, entry in texts)
    chosen = [pk for _weight_, _entry, pk in best[:limit]]
    rows = Wording.objects.select_related("entry__instrument", "reading")
    found = rows.defer("reading__register", "raw").in_bulk(chosen)
    return Found(tuple(found[pk] for pk in chosen), min(len(ids), MOST_RANKED), is_cut)


def _matching(
    terms: list[str], language: str, kind: str, instrument: int | None, as_of: datetime | None
) -> list[int]:
    where, values = [_WHERE[connection.vendor]], [_question(terms)]
    old = Reading.objects.exclude(pk__in=current_readings(as_of).values("pk"))
    outdated = list(old.values_list("id", flat=True))
    more: list[tuple[str, Any]] = [
        (f"w.reading_id NOT IN ({','.join(map(str, outdated))})", None) if outdated else ("", None),
        ("w.reading_id IN (SELECT id FROM policy_reading WHERE language = %s)", language),
        ("w.entry_id IN (SELECT id FROM policy_policyentry WHERE kind = %s)", kind),
        ("w.reading_id IN (SELECT id FROM policy_reading WHERE instrument_id = %s)", instrument),
    ]
    for clause, value in more:
        if clause and ("%s" not in clause or value):
            where.append(clause)
            values += [value] if "%s" in clause else []
    # Only names and clauses of this module are put together; every value goes in apart.
    sql = (
        f"SELECT w.id FROM {_FROM[connection.vendor]} WHERE {' AND '.join(where)}"  # noqa: S608
        f" LIMIT {MOST_RANKED + 1}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _question(terms: list[str]) -> str:
    """Terms are letters and digits only: nothing in them is a sign of the language of an index."""
    *whole, last = terms
    if connection.vendor == "postgresql":
        return " & ".join([*(f"'{one}'" for one in whole), f"'{last}':*"])
    return " ".join([*(f'"{one}"' for one in whole), f'"{last}"*'])


def _weight(folded: str, terms: list[str]) -> float:
    """How often the terms stand in a text, a short text before a long one."""
    count = sum(folded.count(term) for term in terms)
    return count / math.log2(8 + folded.count(" "))
