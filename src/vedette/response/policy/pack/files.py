"""A pack as a file to send: its name, its type and its bytes."""

from dataclasses import dataclass

from vedette.response.policy.pack import composing, formats, printing
from vedette.response.policy.pack.contents import Pack
from vedette.response.policy.pack.errors import FormUnknown

FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class PackFile:
    """One file."""

    name: str
    mime: str
    content: bytes


def file_of(pack: Pack, *, form: str = "pdf", language: str = "en") -> PackFile:
    """Return a pack as PDF, DOCX or JSON; JSON holds all languages of the document.

    Raises
    ------
    FormUnknown, LanguageUnknown
        If there is no such form, or no such language of the interface.
    """
    if form not in FORMS:
        raise FormUnknown(form, tuple(FORMS))
    stem = f"{pack.key}-pack-{pack.day.isoformat()}"
    if form == "json":
        return PackFile(f"{stem}.json", FORMS[form], formats.as_json(pack))
    paper = composing.compose(pack, language=language)
    made = printing.as_pdf(paper) if form == "pdf" else printing.as_docx(paper)
    return PackFile(f"{stem}-{language}.{form}", FORMS[form], made)
