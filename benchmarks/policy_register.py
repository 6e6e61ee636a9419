"""How fast documents are kept, found by their words, and shown as a board; all written here.

1,000 documents of 300 paragraphs (`quick`: 100) on each database. The peer of the search is
what the ORM offers without an index of words, `icontains`; that of the board asks the newest
report of each cell by itself. Run `python benchmarks/policy_register.py`.
"""

import random
import time
from datetime import timedelta
from statistics import median

import measuring
from measuring import QUICK, say, talk

PROMISE = "promises"
DOCUMENTS = 100 if QUICK else 1_000
RECITALS, ITEMS, WORDS = 120, 180, 45
SEARCH_MS, BOARD_MS, READ_A_SECOND = 100, 200, 20
REPEATS = 10 if QUICK else 40
SYLLABLES = [
    "ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "dra",
    "kle", "ste", "plo", "gri", "mau",
]  # fmt: skip


def main():
    if engine := measuring.part():
        measure(engine)
        return
    for engine in measuring.ENGINES:
        measuring.run_part(__file__, engine)


def measure(engine):
    measuring.start_django()
    measuring.on_one_core()
    from vedette.surfaces.cli import instance

    instance.make()
    person = account()
    keep_documents(engine, person)
    measure_search(engine)
    measure_board(engine, person)


def account():
    from django.utils import timezone

    from vedette.base.accounts import actions
    from vedette.base.accounts.models import Role

    return actions.open_account(
        name="bench", role=Role.OFFICER, password=None, body=None, by=None, at=timezone.now()
    )


def vocabulary(chance):
    """20,000 words, of which a few are common and most are rare, as in any language."""
    words = {"".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(40_000)}
    found = sorted(words)[:20_000]
    chance.shuffle(found)
    return found, [1 / (rank + 10) for rank in range(len(found))]


def document(chance, words, weights, number):
    """One document with a number of its own."""
    lines = [f"{number}/26", "Imagined conclusions", "", "The Council of the European Union", ""]
    drawn = iter(chance.choices(words, weights, k=(RECITALS + ITEMS) * WORDS))
    for paragraph in range(1, RECITALS + ITEMS + 1):
        text = " ".join(next(drawn) for _ in range(WORDS))
        head = (
            "Noting that"
            if paragraph <= RECITALS
            else (f"{paragraph - RECITALS}. Invites Member States and the EUDA to")
        )
        lines += [f"{head} {text}.", ""]
    return "\n".join(lines)


def keep_documents(engine, person):
    from django.utils import timezone

    from vedette.response.policy import actions
    from vedette.response.policy.lines import Page
    from vedette.response.policy.models import Wording
    from vedette.response.policy.naming import Naming
    from vedette.response.policy.reading import read_text

    chance = random.Random(measuring.SEED)
    words, weights = vocabulary(chance)
    reading = keeping = 0.0
    naming = Naming()
    for place in range(DOCUMENTS):
        text = document(chance, words, weights, 10_000 + place)
        begun = time.process_time()
        register = read_text([Page(1, text)], file=f"{place}.txt", language="en")
        read = time.process_time()
        actions.keep(
            register=register, content=str(place), naming=naming, by=person, at=timezone.now()
        )
        reading, keeping = reading + read - begun, keeping + time.process_time() - read
    held = Wording.objects.count()
    assert held >= DOCUMENTS * (RECITALS + ITEMS), held
    # A second of this process: what the server of PostgreSQL does beside it is not counted.
    say(PROMISE, f"documents read on {engine}", DOCUMENTS / reading, "documents/s",
        at_least=READ_A_SECOND)  # fmt: skip
    say(PROMISE, f"documents read and kept on {engine}", DOCUMENTS / (reading + keeping),
        "documents/s")  # fmt: skip
    say(PROMISE, f"paragraphs on {engine}", held, "paragraphs")


def questions():
    """Common, middling and rare words, two and three at once, a beginning, a word of no text."""
    chance = random.Random(measuring.SEED)
    words, _weights = vocabulary(chance)
    return {
        "a common word": words[0], "a middling word": words[300], "a rare word": words[15_000],
        "two common words": f"{words[0]} {words[1]}", "a beginning": words[400][:4],
        "three words": f"{words[2]} {words[50]} {words[120]}", "no text": "xylophonequartz",
        "common and rare": f"{words[0]} {words[9_000]}",
    }  # fmt: skip


def measure_search(engine):
    from vedette.response.policy import search
    from vedette.response.policy.models import Wording

    def peer(text):
        rows = Wording.objects.select_related("entry__instrument", "reading")
        for word in text.split():
            rows = rows.filter(text__icontains=word)
        return list(rows[:50])

    asked = questions()
    every, every_peer = [], []
    for name, text in asked.items():
        search.find(text)
        took = [timed(search.find, text) for _ in range(REPEATS)]
        took_peer = [timed(peer, text) for _ in range(3)]
        every += took
        every_peer += took_peer
        talk(f"{engine} {name}: {median(took):.1f} ms, icontains {median(took_peer):.1f} ms")
    common = processor(search.find, asked["a common word"])
    say(PROMISE, f"search on {engine}, a common word, processor", common, "ms")
    p50, p95 = measuring.p50_and_p95(every)
    _peer_p50, peer_p95 = measuring.p50_and_p95(every_peer)
    say(PROMISE, f"search on {engine}, p50", p50, "ms")
    say(PROMISE, f"search on {engine}, p95", p95, "ms", at_most=SEARCH_MS,
        peer="icontains", peer_value=peer_p95)  # fmt: skip


def processor(function, *given):
    """Milliseconds of this process alone, as on a machine that does nothing else."""
    begun = time.process_time()
    for _ in range(REPEATS):
        function(*given)
    return (time.process_time() - begun) * 1_000 / REPEATS


def timed(function, *given):
    begun = time.perf_counter()
    function(*given)
    return (time.perf_counter() - begun) * 1_000


def measure_board(engine, person):
    """53 actions, 29 countries, four rounds of answers; the whole page, as a browser gets it."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from vedette.base.accounts.models import Role
    from vedette.response.policy.models import Instrument
    from vedette.surfaces.cli import demo_policy

    settings.ALLOWED_HOSTS = ["testserver"]
    approver = type(person).objects.create(username="second", role=Role.APPROVER)
    _tie, demo_policy._tie = demo_policy._tie, lambda *_given: None  # no signals here
    demo_policy.promise(seed=measuring.SEED, officer=person, approver=approver, at=timezone.now())
    demo_policy._tie = _tie
    plan = Instrument.objects.get(key="example-plan")
    answer_everything(plan, person)
    import vedette.surfaces.wsgi  # noqa: F401 - begins as the web server does

    client = Client()
    client.force_login(person)

    def page():
        assert client.get(f"/policy/{plan.key}/board/").status_code == 200

    page()
    took = [timed(page) for _ in range(REPEATS)]
    took_peer = [timed(cell_by_cell, plan) for _ in range(3)]
    say(PROMISE, f"board of 53 × 29 on {engine}, processor", processor(page), "ms")
    p50, p95 = measuring.p50_and_p95(took)
    say(PROMISE, f"board of 53 × 29 on {engine}, p50", p50, "ms")
    say(PROMISE, f"board of 53 × 29 on {engine}, p95", p95, "ms", at_most=BOARD_MS,
        peer="a query a cell, without the page", peer_value=median(took_peer))  # fmt: skip


def answer_everything(plan, person):
    """Fill every cell, also where nobody was asked: the fullest board there can be."""
    from django.utils import timezone

    from vedette.response.policy import following
    from vedette.response.policy.rules import reporting_countries

    at = timezone.now() + timedelta(seconds=1)
    said = [
        following.Said(entry, "delayed", country)
        for entry in plan.entries.filter(kind="action")
        for country in reporting_countries()
    ]
    following.report_many(said=said, by=person, at=at)


def cell_by_cell(plan):
    from django.utils import timezone

    from vedette.response.policy.board import reports_that_count
    from vedette.response.policy.rules import reporting_countries

    now = timezone.now() + timedelta(minutes=1)
    for entry in plan.entries.filter(kind="action"):
        for country in reporting_countries():
            rows = reports_that_count(now).filter(entry=entry, country=country)
            rows.order_by("-valid_on", "-at", "-pk").first()


if __name__ == "__main__":
    main()
