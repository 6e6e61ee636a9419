"""Where the files of the law lie."""

from importlib.resources import files

FOLDER = files("vedette.catalogue.controls") / "law"
