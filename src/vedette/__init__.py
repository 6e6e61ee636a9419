"""Vedette: early warning, alert and response for new synthetic drugs.

One chain of records: sample, finding, substance, signal, assessment, alert,
measure, indicator. The folders stand in the order a record passes them.
"""

__version__ = "0.1.0"
