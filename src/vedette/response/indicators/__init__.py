"""Indicators as code: what each one measures, its figures and their revisions, in and out."""
