"""Names from standard input, resolved on the command line."""

import json
import subprocess
import sys

from typer.testing import CliRunner

from vedette.surfaces.cli.commands import gather


def asked(text, *words):
    return CliRunner().invoke(gather(), ["resolve", *words], input=text)


def answers(text, *words):
    return [json.loads(line) for line in asked(text, "--json", *words).stdout.splitlines()]


def test_every_line_is_answered_by_one_object_of_the_promised_shape():
    found = answers("pFF HCl\n\nHeroin (Spuren)\nnot detected\n")
    assert [one["raw"] for one in found] == ["pFF HCl", "", "Heroin (Spuren)", "not detected"]
    assert [one["status"] for one in found] == ["resolved", "none", "resolved", "none"]
    assert all(list(one) == ["raw", "status", "matches"] for one in found)
    assert found[0]["matches"] == [
        {
            "name": "para-fluorofentanyl",
            "inchikey": "KXUBAVLIJFTASZ-UHFFFAOYSA-N",
            "kind": "substance",
            "score": 1.0,
            "span": [0, 3],
            "role": None,
        }
    ]
    assert found[2]["matches"][0]["role"] == "trace"


def test_an_isomer_that_nobody_told_apart_lists_its_candidates():
    (one,) = answers("fluorofentanyl\n")
    assert one["status"] == "ambiguous"
    assert {match["name"] for match in one["matches"]} >= {
        "ortho-fluorofentanyl",
        "meta-fluorofentanyl",
        "para-fluorofentanyl",
    }


def test_the_language_settles_a_street_word():
    assert answers("Koks\n", "--lang", "de")[0]["status"] == "resolved"
    assert answers("Koks\n", "--lang", "de-AT") == answers("Koks\n", "--lang", "de")
    assert answers("Koks\n", "--lang", "en")[0]["status"] == "none"


def test_an_unknown_language_is_refused_with_those_that_are_known():
    refused = asked("fentanyl\n", "--lang", "klingon")
    assert refused.exit_code == 1
    assert "'klingon' is no language of the registers" in str(refused.exception)
    assert "da, de, el" in str(refused.exception)


def test_a_mistyped_option_names_the_right_one():
    refused = asked("", "--jsn")
    assert refused.exit_code == 2
    assert "--json" in refused.output


def test_without_json_a_line_is_text_status_and_names():
    assert asked("Kokain\n").stdout == "Kokain\tresolved\tcocaine\n"


def test_bytes_that_are_no_text_stop_nothing():
    bad = [b"\xff\xfe cocaine", b"coc\x00aine cocaine", b"\x07\x1b cocaine"]
    done = subprocess.run(
        [sys.executable, "-c", "from vedette.surfaces.cli import main; main()",
         "resolve", "--json"],
        input=b"\n".join([*bad, b"fentanyl", b""]), capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines()]
    names = [[match["name"] for match in line["matches"]] for line in found]
    assert names == [["cocaine"]] * len(bad) + [["fentanyl"]]


def test_a_line_of_a_hundred_thousand_characters_is_named_and_not_read():
    found = asked("a" * 100_000 + "\nfentanyl\n", "--json")
    assert found.exit_code == 0
    assert [json.loads(line)["status"] for line in found.stdout.splitlines()] == [
        "none",
        "resolved",
    ]
    assert "Line 1 has 100,000 characters and was not read." in found.stderr
