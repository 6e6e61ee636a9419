"""One module a page: find, act, show."""
