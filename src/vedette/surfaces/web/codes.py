"""Codes of laboratories in addresses: sources choose them, and some hold a stroke."""


class LaboratoryCode:
    """A code as one part of an address; a stroke is written ~2F, and the sign itself ~7E."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """Return the code that an address means."""
        return value.replace("~2F", "/").replace("~7E", "~")

    def to_url(self, value: str) -> str:
        """Return a code as an address holds it."""
        return value.replace("~", "~7E").replace("/", "~2F")
