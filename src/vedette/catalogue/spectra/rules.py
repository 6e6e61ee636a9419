"""Which licences may leave, which kind a technique makes, and what an offer allows next."""

from dataclasses import dataclass

from django.conf import settings

from vedette.base.accounts import rules as rights
from vedette.base.accounts.models import User
from vedette.catalogue.laboratories.models import Laboratory
from vedette.catalogue.laboratories.rules import acts_for
from vedette.catalogue.spectra.models import Kind, MeasuredSpectrum, SpectrumLibrary
from vedette.errors import VedetteError

# What a technique measures that can be looked up; the others have no spectrum to compare.
KIND_OF = {
    "lc-hrms": Kind.TANDEM, "lc-msms": Kind.TANDEM, "lc-ms": Kind.TANDEM, "hrms": Kind.TANDEM,
    "ms": Kind.TANDEM, "ce-ms": Kind.TANDEM, "gc-ms": Kind.ELECTRON, "gc-msms": Kind.TANDEM,
    "gc-hrms": Kind.ELECTRON, "ir": Kind.INFRARED, "gc-ir": Kind.INFRARED, "raman": Kind.RAMAN,
}  # fmt: skip
USUAL = {
    Kind.TANDEM: "lc-hrms", Kind.ELECTRON: "gc-ms", Kind.INFRARED: "ir", Kind.RAMAN: "raman",
}  # fmt: skip


class LibraryRefused(VedetteError):
    """What somebody says about a library cannot be, or its file holds nothing to keep."""


class LibraryUnknown(VedetteError):
    """Somebody named a library that is not kept here."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"no library is known as {self.name!r}"


class SpectrumUnknown(VedetteError):
    """Somebody named a spectrum that is not here, or is closed to them."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"there is no spectrum {self.number} that you may see"


class OpinionUnknown(SpectrumUnknown):
    """Somebody named an opinion that nobody gave of this spectrum."""

    def __str__(self) -> str:
        return f"there is no opinion {self.number} of this spectrum"


class SightingUnknown(SpectrumUnknown):
    """Somebody named a sighting that is not there."""

    def __str__(self) -> str:
        return f"there is no sighting {self.number}"


class SpectrumRefused(VedetteError):
    """A file holds no spectrum that can be looked up, or it cannot be what is said of it."""


class OfferRefused(VedetteError):
    """An offer, an opinion or a sighting does not stand as somebody takes it to."""


def may_leave(library: SpectrumLibrary, licence: str) -> bool:
    """Tell whether a record under a licence may be exported from a library."""
    return library.may_export and licence not in library.withheld


def kind_of(technique: str) -> Kind:
    """Return the kind of spectrum that a technique makes, or refuse."""
    if technique not in KIND_OF:
        known = ", ".join(sorted(KIND_OF))
        raise SpectrumRefused(f"{technique!r} makes no spectrum that is looked up; one of {known}")
    return KIND_OF[technique]


def is_of(person: User, spectrum: MeasuredSpectrum) -> bool:
    """Tell whether a spectrum is a person's own, or of a laboratory they act for.

    Only they see its sample, and what the file and the record in it are called: others
    get the spectrum, not the words of the laboratory's own files.
    """
    if spectrum.kept_by_id is not None and spectrum.kept_by_id == person.pk:
        return True
    return spectrum.laboratory is not None and acts_for(person, spectrum.laboratory)


def check_offers(person: User, spectrum: MeasuredSpectrum) -> Laboratory:
    """Refuse an offer that cannot be made; return the laboratory that makes it."""
    if spectrum.laboratory is None:
        raise OfferRefused("a spectrum is offered by a laboratory; say which one measured it")
    if not acts_for(person, spectrum.laboratory):
        raise rights.Refused(f"only people of {spectrum.laboratory.name} and the desk may offer it")
    if spectrum.offered_at is not None and spectrum.withdrawn_at is None:
        raise OfferRefused("this spectrum is offered already")
    return spectrum.laboratory


def check_stands(spectrum: MeasuredSpectrum) -> None:
    """Refuse an act on a spectrum that is not offered, or not any more."""
    if spectrum.offered_at is None or spectrum.withdrawn_at is not None:
        raise OfferRefused("this spectrum is not offered to the network")


@dataclass(frozen=True, slots=True)
class Agreement:
    """When spectra of several laboratories are held to be of one unknown; settings may differ."""

    likeness: float = 0.75  # entropy similarity, to every other sighting
    laboratories: int = 3
    within: float = 0.01  # Da, between precursors
    ppm: float = 10.0  # the wider of the two counts

    def same_precursor(self, one: float | None, other: float | None) -> bool:
        """Tell whether two precursors may be one; where there is none, neither has one."""
        if one is None or other is None:
            return one is other
        return abs(one - other) <= max(self.within, self.ppm * 1e-6 * max(one, other))


def agreement_here() -> Agreement:
    """Return what this node asks of an unknown."""
    asked = settings.VEDETTE_UNKNOWNS
    return Agreement(
        likeness=asked["likeness"], laboratories=int(asked["laboratories"]), ppm=asked["ppm"]
    )


def licence_of(said: str, library: SpectrumLibrary) -> str:
    """Return the licence of a record: its own, else that of its library."""
    return said.strip() or library.licence
