"""A property is true or false, however long a busy machine takes over it."""

from hypothesis import settings

settings.register_profile("vedette", deadline=None)
settings.load_profile("vedette")
