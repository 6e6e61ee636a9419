"""List pairs of names that are easily taken for one another, for the golden file of such pairs.

Run from the project root: ``PYTHONPATH=src python tools/find_near_names.py > \
tests/golden/identity/near_names.csv``.
"""

import csv
import sys

from vedette.catalogue.substances.registers import read_names, read_substances
from vedette.science.identity.spelling import distance
from vedette.science.identity.tokens import key_of

LIMIT = 2.5
MOST = 420


def main() -> None:
    """Compare the names people write with one another and print the nearest pairs."""
    wanted = {s.key for s in read_substances() if {"NPS", "controlled_drug"} & set(s.roles)}
    names: dict[str, tuple[str, str]] = {}
    for fact in read_names():
        spelt = fact.kind in {"preferred", "INN"} and fact.language in {"", "en"}
        if spelt and not fact.is_ambiguous and fact.substance in wanted and len(fact.name) > 5:
            names.setdefault(key_of(fact.name), (fact.name, fact.substance))
    texts = sorted(names)
    found = []
    for place, one in enumerate(texts):
        for other in texts[place + 1 :]:
            if abs(len(one) - len(other)) > LIMIT or names[one][1] == names[other][1]:
                continue
            cost = distance(one, other, limit=LIMIT)
            if cost <= LIMIT:
                found.append((cost, *names[one], *names[other]))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["one", "one_key", "other", "other_key"])
    writer.writerows(row[1:] for row in sorted(found)[:MOST])


if __name__ == "__main__":
    main()
