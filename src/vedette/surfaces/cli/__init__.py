"""The command line: one module a command, data to stdout, talk to stderr."""

import os
import sys


def main() -> None:
    """Start Django, then run the command; a refusal is a sentence, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vedette.surfaces.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(f"Refused: {error}.")
    from vedette.surfaces.cli.commands import gather, run

    sys.exit(run(gather(*sys.argv[1:2])))
