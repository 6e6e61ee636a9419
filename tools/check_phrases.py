"""Check the phrase bank of warnings: 24 languages, the same phrases, fit to be sent."""

import sys

from vedette.response.alerts.phrase_checks import check_bank
from vedette.response.alerts.phrases import LANGUAGES, messages

faults = check_bank()
for fault in faults:
    print(fault, file=sys.stderr)
if not faults:
    print(f"{len(messages('en'))} phrases in {len(LANGUAGES)} languages")
sys.exit(bool(faults))
