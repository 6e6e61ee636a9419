"""Say which strings a catalogue lacks, and whether the complete languages are complete."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po

COMPLETE = ("nl", "da")  # English is what the strings are written in


def strings(path: Path) -> dict[object, object]:
    """Return the strings of a catalogue, each with its context, with their translations."""
    with path.open("rb") as text:
        return {(m.context, m.id): m.string for m in read_po(text) if m.id and not m.fuzzy}


def main(kept: Path, collected: Path) -> int:
    """Compare what is kept with what the code asks for; 1 if something is missing."""
    problems = []
    for fresh in sorted(collected.glob("*/LC_MESSAGES/django.po")):
        language = fresh.parts[-3]
        asked = set(strings(fresh))
        path = kept / language / "LC_MESSAGES" / "django.po"
        known = strings(path) if path.exists() else {}
        if lacking := asked - set(known):
            example = sorted(map(str, lacking))[0]
            problems.append(f"{language}: {len(lacking)} strings not collected, as {example!r}")
        if language in COMPLETE:
            empty = [text for text in asked if not _filled(known.get(text))]
            if empty:
                problems.append(f"{language}: {len(empty)} untranslated, as {empty[0]!r}")
    print("\n".join(problems) or "complete: en, nl, da; the others are collected")
    return int(bool(problems))


def _filled(translation: object) -> bool:
    if isinstance(translation, (list, tuple)):
        return all(translation)
    return bool(translation)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
