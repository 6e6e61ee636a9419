"""Compile every translation so that a fresh checkout speaks all its languages."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def main() -> None:
    """Write the .mo beside each .po that is newer than it."""
    for source in Path("src").rglob("*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parts[-3])
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)


if __name__ == "__main__":
    main()
