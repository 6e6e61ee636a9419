"""Run the blocks of the detection tutorial, and write or check what they print.

Needs only the plain install; says so if a block brought in anything more.
"""

import contextlib
import io
import re
import sys
import warnings
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "tutorials" / "detection.md"
BLOCK = re.compile(
    r"```python\n(?P<code>.*?)```\n(?P<gap>\s*)```text\n(?P<shown>.*?)```", re.DOTALL
)
NOT_PLAIN = {"django", "duckdb", "ibis", "pyarrow", "pyspark", "pandas", "lxml", "typer"}


def main(*, check: bool) -> int:
    """Run every block in one namespace; return 1 if the page shows something else."""
    page = PAGE.read_text("utf-8")
    if page.count("```python") != len(BLOCK.findall(page)):
        print("a block of code is not followed by what it prints")
        return 1
    fresh = rerun(page)
    if more := sorted(NOT_PLAIN & set(sys.modules)):
        print(f"the page needs more than the plain install: {', '.join(more)}")
        return 1
    if check and fresh != page:
        print("the page does not show what its blocks print; run tools/tutorial")
        for shown, printed in zip(page.splitlines(), fresh.splitlines(), strict=False):
            if shown != printed:
                print(f"- {shown}\n+ {printed}")
        return 1
    if not check:
        PAGE.write_text(fresh, "utf-8")
    return 0


def rerun(page: str) -> str:
    """Return the page with what its blocks print now; a warning is an error."""
    names: dict[str, object] = {"__name__": "tutorial"}

    def run(block: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block["code"], PAGE.name, "exec"), names)  # noqa: S102 - our own page
        return f"```python\n{block['code']}```\n{block['gap']}```text\n{printed.getvalue()}```"

    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        return BLOCK.sub(run, page)


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
