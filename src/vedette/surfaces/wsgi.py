"""The door for the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vedette.surfaces.settings")
application = get_wsgi_application()
# Load every page now, not for the first reader. What is loaded is never garbage: to look through
# it again and again made one page in twenty five times as slow as the others.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
