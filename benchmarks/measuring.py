"""What every benchmark needs: an instance, simulated files, a core of its own, and a table.

A benchmark says each figure as one line of JSON on stdout; `tools/run-benchmarks`
gathers them into one table. Talk goes to stderr.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
KEPT = Path(os.environ.get("VEDETTE_BENCH_FOLDER", Path(tempfile.gettempdir()) / "vedette-bench"))
QUICK = "quick" in sys.argv
UNTIL = date(2026, 11, 21)
SEED = 2026
ENGINES = ("sqlite", "postgresql")


def say(promise, what, value, unit, *, peer=None, peer_value=None, at_most=None, at_least=None):
    """State one figure, beside its peer and its promise if it has them."""
    kept = None
    if at_most is not None:
        kept = value <= at_most
    elif at_least is not None:
        kept = value >= at_least
    row = {
        "promise": promise, "what": what, "value": round(value, 3), "unit": unit, "peer": peer,
        "ratio": round(value / peer_value, 3) if peer_value else None,
        "promised": at_most if at_most is not None else at_least, "kept": kept,
    }  # fmt: skip
    print(json.dumps(row), flush=True)


def talk(text):
    print(text, file=sys.stderr, flush=True)


def measured_spectra(name):
    """Return a file of measured spectra: named by the first word, or beside this project."""
    named = next((Path(word) for word in sys.argv[1:] if word != "quick"), None)
    folders = [parent / "shared" / "data" / "spectra" for parent in ROOT.parents]
    found = next((one / name for one in folders if (one / name).is_file()), None)
    if named is not None:
        found = named / name if named.is_dir() else named
    if found is None:
        talk(f"{name} is not on this machine; its figures are left out")
    return found


def on_one_core():
    """Keep this process on the core it was started on last: half of a small machine."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def start_django():
    assert "VEDETTE_HOME" in os.environ, "a part must not touch the instance of the person here"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vedette.surfaces.settings")
    import django

    django.setup()


def simulated_files(scale):
    """Return the files of a simulated network by kind; written once and kept."""
    from vedette.science.simulation import FILES

    folder = KEPT / f"simulated-{scale:g}"
    if not (folder / "truth.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        code = (
            "import sys, datetime, pathlib; from vedette.science.simulation import simulate, write;"
            "write(simulate(seed=int(sys.argv[1]), until=datetime.date.fromisoformat(sys.argv[2]),"
            " scale=float(sys.argv[3])), pathlib.Path(sys.argv[4]))"
        )  # in a process of its own: what it holds in memory is not intake's
        values = [str(SEED), UNTIL.isoformat(), str(scale), str(folder)]
        subprocess.run([sys.executable, "-c", code, *values], check=True)
    return {kind: folder / name for kind, name in FILES.items()}


def has_postgresql():
    return bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def run_part(file, engine, *words, home=None, keep=False):
    """Run a part of a benchmark in a fresh process, on an instance of its own."""
    folder = home or Path(tempfile.mkdtemp(prefix="vedette-bench-"))
    command = [sys.executable, file, "--part", engine, *words, *(["quick"] if QUICK else [])]
    env = {**os.environ, "VEDETTE_HOME": str(folder)}
    if engine == "postgresql":
        if not has_postgresql():
            talk("PostgreSQL is not installed; its figures are left out")
            return
        if "VEDETTE_DATABASE_URL" not in env:
            command = [str(ROOT / "tools" / "with-postgres"), *command]
    else:
        env.pop("VEDETTE_DATABASE_URL", None)
    try:
        subprocess.run(command, check=True, env=env)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


def take_in_network(files, *, archive=True):
    """Take in every file; return (kind, submission, seconds) of each."""
    import time

    from django.utils import timezone

    from vedette import pathway

    taken = []
    for kind, path in files.items():
        begun = time.perf_counter()
        with path.open("rb") as stream:
            submission = pathway.receive(
                stream=stream, file=path.name, source=pathway.simulated_source(kind),
                archive=archive, by=None, at=timezone.now(),
            )  # fmt: skip
        read = pathway.take_in(submission, by=None)
        taken.append((kind, read, time.perf_counter() - begun))
    return taken


def p50_and_p95(values):
    return median(values), quantiles(values, n=20)[-1]


def part():
    """Return the engine whose part this process runs, or an empty text for the whole."""
    return sys.argv[sys.argv.index("--part") + 1] if "--part" in sys.argv else ""


def word_after(flag):
    return sys.argv[sys.argv.index(flag) + 1]
