"""How entries hang together."""

import hashlib
import json
from datetime import UTC

from vedette.base.journal.models import Entry

FIRST = "0" * 64  # stands before the first entry


def digest_of(entry: Entry) -> str:
    """Return the hash that binds an entry to the one before it."""
    content = [
        entry.previous,
        entry.at.astimezone(UTC).isoformat(),
        entry.by_id,
        entry.act,
        entry.subject_kind,
        entry.subject_id,
        entry.facts,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
