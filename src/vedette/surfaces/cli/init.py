"""`vedette init`: make an instance."""

from vedette.surfaces.cli import instance
from vedette.surfaces.cli.talk import talk


def init() -> None:
    """Make the instance's folder and database and load the registers.

    Harmless to repeat: it brings an older instance up to date. The folder is
    VEDETTE_HOME, or one in your data folder.
    """
    places, substances = instance.make()
    talk.print(f"The instance is in {instance.home()}.")
    talk.print(f"It knows {substances} substances and {places} places.")
    talk.print("Next: vedette accounts open NAME --role administrator, then vedette serve.")
