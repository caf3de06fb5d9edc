"""The rules can be asked without the app: one command each, JSON for programs, lines for people."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import changes, disagreements, open_questions, positions
from data.changes import KINDS, NUMBER, STEPS
from data.model import Statement
from data.record import open_record

ROOT = Path(__file__).resolve().parent.parent

MODULES = {
    module.__name__: module for module in (changes, disagreements, open_questions, positions)
}

COMMANDS = {
    "data.positions": ["gaza", "--on", "2026-02-20"],
    "data.changes": ["gaza", "2026-02-18", "2026-02-20"],
    "data.disagreements": ["gaza", "--on", "2026-03-20"],
    "data.open_questions": ["gaza", "--on", "2026-02-20"],
}


def run(capsys: pytest.CaptureFixture[str], module: str, *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process; return its exit code and what it printed."""
    try:
        code = MODULES[module].main(list(arguments))
    except SystemExit as left:
        code = left.code
    return code, *capsys.readouterr()


def listed(capsys: pytest.CaptureFixture[str], module: str, *arguments: str) -> Any:
    """Run a command and read the list it prints."""
    code, out, err = run(capsys, module, *arguments, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.mark.parametrize("module", COMMANDS)
def test_every_rule_runs_as_a_module(module: str) -> None:
    """`python -m data.<rule> MISSION ... --json` prints a list and nothing else."""
    done = subprocess.run(
        [sys.executable, "-m", module, *COMMANDS[module], "--json"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert isinstance(json.loads(done.stdout), list)
    assert done.stderr == ""


@pytest.mark.parametrize("module", COMMANDS)
def test_people_get_one_line_for_each_object(
    capsys: pytest.CaptureFixture[str], module: str
) -> None:
    """The lines and the list say the same things in the same order."""
    found = listed(capsys, module, *COMMANDS[module])
    code, out, _ = run(capsys, module, *COMMANDS[module])
    lines = out.splitlines()
    assert (code, len(lines)) == (0, len(found))
    for line, one in zip(lines, found, strict=True):
        assert {one["actor"], one["component"]} <= set(line.split())


@pytest.mark.parametrize(
    ("module", "arguments", "said"),
    [
        ("data.changes", ["gaza", "2026-02-18", "2026-02"], "DAY2 '2026-02' is not a day"),
        ("data.changes", ["gaza", "soon", "2026-02-20"], "DAY1 'soon' is not a day"),
        ("data.changes", ["gaza", "2026-02-18"], "DAY2"),
        ("data.changes", ["lagoon", "2026-02-18", "2026-02-20"], "mission 'lagoon' is not known"),
        ("data.disagreements", ["gaza", "--known", "2026-13-01"], "--known '2026-13-01'"),
        ("data.disagreements", ["lagoon"], "mission 'lagoon' is not known"),
        ("data.open_questions", ["gaza", "--on", "20 February"], "--on '20 February'"),
        ("data.open_questions", ["gaza"], "--on"),
    ],
)
def test_what_is_off_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], module: str, arguments: list[str], said: str
) -> None:
    """The exit code is 2, the line names the value and how to write it."""
    code, out, err = run(capsys, module, *arguments, "--json")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err


def test_changes_have_the_promised_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A status is a word, a number an object with its bounds, nobody is null."""
    found = listed(capsys, "data.changes", "gaza", "2025-10-01", "2026-05-27")
    ids = open_record("gaza").by_id.keys()
    for one in found:
        assert list(one) == ["actor", "component", "kind", "before", "after", "statement_ids"]
        assert one["kind"] in KINDS
        assert one["statement_ids"]
        assert set(one["statement_ids"]) <= ids
        for side in (one["before"], one["after"]):
            if one["kind"] == NUMBER and side is not None:
                assert list(side) == ["qty_low", "qty_high", "qty_unit", "qty_bound"]
            else:
                assert side is None or isinstance(side, str)
        if one["kind"] in STEPS or one["kind"] == NUMBER:
            assert one["before"] != one["after"]


def test_changes_can_be_read_backwards(capsys: pytest.CaptureFixture[str]) -> None:
    """The first day may be the later one; then before and after are exchanged."""
    there = listed(capsys, "data.changes", "gaza", "2026-03-01", "2026-03-20")
    back = listed(capsys, "data.changes", "gaza", "2026-03-20", "2026-03-01")
    assert [(one["actor"], one["kind"]) for one in there] == [
        ("IDN", "left"),
        ("IDN", "number"),
        ("KAZ", "left"),
    ]
    assert [(one["actor"], one["before"], one["after"]) for one in back] == [
        (one["actor"], one["after"], one["before"]) for one in there
    ]


def test_a_day_without_change_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """People are not left with an empty screen; programs get an empty list."""
    days = ("2026-02-20", "2026-02-20")
    assert listed(capsys, "data.changes", "gaza", *days) == []
    _, out, _ = run(capsys, "data.changes", "gaza", *days)
    assert out == "Nothing changed between 2026-02-20 and 2026-02-20.\n"


def test_disagreements_have_the_promised_names(capsys: pytest.CaptureFixture[str]) -> None:
    """statement_a was said first; the newest contradiction stands first; no pair comes twice."""
    found = listed(capsys, "data.disagreements", "gaza")
    said: dict[str, Statement] = dict(open_record("gaza").by_id)
    for one in found:
        assert list(one) == ["statement_a", "statement_b", "actor", "component", "kind"]
        assert one["kind"] in ("direction", "quantity", "noted")
        assert said[one["statement_a"]].said_from <= said[one["statement_b"]].said_from
    days = [said[one["statement_b"]].said_from for one in found]
    assert days == sorted(days, reverse=True)
    pairs = [frozenset((one["statement_a"], one["statement_b"])) for one in found]
    assert len(set(pairs)) == len(pairs)


def test_disagreements_follow_both_clocks(capsys: pytest.CaptureFixture[str]) -> None:
    """A day asked for holds nothing that was said or published after it."""
    said = open_record("gaza").by_id
    day = "2025-11-10"
    for option in ("--on", "--known"):
        found = listed(capsys, "data.disagreements", "gaza", option, day)
        assert found
        for one in found:
            for name in (one["statement_a"], one["statement_b"]):
                statement = said[name]
                asked = statement.said_from if option == "--on" else statement.source.published_on
                assert asked <= date.fromisoformat(day)


def test_open_questions_have_the_promised_names(capsys: pytest.CaptureFixture[str]) -> None:
    """The size of the force was open for 68 days until its commander gave a number."""
    found = listed(capsys, "data.open_questions", "gaza", "--on", "2026-02-20")
    (size,) = (one for one in found if one["topic"] == "size")
    assert size == {
        "actor": "ISF",
        "component": "isf",
        "topic": "size",
        "since": "2025-12-13",
        "raised_by": ["isf-2025-12-13-wsj-under-8000"],
        "answered_on": "2026-02-19",
        "answered_by": ["isf-2026-02-19-20000-troops"],
        "days_open": 68,
    }
    assert [one["answered_on"] is None for one in found] == sorted(
        (one["answered_on"] is None for one in found), reverse=True
    )


def test_a_question_is_open_until_the_answer_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    """The same day, knowing only what was published before it: still open, and counting."""
    asked = ("data.open_questions", "gaza", "--on", "2026-02-20", "--known", "2026-02-15")
    (size,) = (one for one in listed(capsys, *asked) if one["topic"] == "size")
    assert (size["answered_on"], size["answered_by"], size["days_open"]) == (None, [], 69)
