"""`python -m data.positions` says where each actor stands, for programs and for people."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import positions
from data.record import Record

ROOT = Path(__file__).resolve().parent.parent

FIELDS = {
    "actor",
    "component",
    "status",
    "evidence",
    "reported_only",
    "contested",
    "kept_out_by",
    "roles",
    "qty_low",
    "qty_high",
    "qty_unit",
    "qty_bound",
    "since",
    "last_heard",
    "statement_ids",
}
"""What scripts may rely on; more may be added, none taken away."""


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a reader would, from the project's folder."""
    return subprocess.run(
        [sys.executable, "-m", "data.positions", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Run the command in this process and read the list it prints."""
    assert positions.main([*arguments, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_the_command_answers_in_json(record: Record) -> None:
    """One object per position of the day, with the names that scripts rely on."""
    done = run("gaza", "--on", "2025-10-21", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    on = date(2025, 10, 21)
    assert [(one["actor"], one["component"]) for one in found] == [
        (one.actor, one.component) for one in record.positions(on=on)
    ]
    for one in found:
        assert one.keys() >= FIELDS
        said = [record.by_id[name] for name in one["statement_ids"]]
        assert said[0].status == one["status"]
        assert {(s.actor, s.component) for s in said} == {(one["actor"], one["component"])}
        assert one["since"] <= one["last_heard"] <= "2025-10-21"


def test_the_command_answers_in_lines() -> None:
    """Each line names actor, component, status, since when, how firm, and the statements."""
    done = run("gaza", "--on", "2025-10-22", "--component", "isf")
    assert (done.returncode, done.stderr) == (0, "")
    lines = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert lines["ARE"].split()[1:5] == ["isf", "in_talks", "since", "2025-10-15"]
    assert "[reported]" in lines["ARE"]
    assert "[own, contested, kept out by ISR]" in lines["TUR"]
    assert lines["TUR"].endswith("tur-2025-10-16-guler-ready tur-2025-10-22-pmo-no")
    assert all(len(line.split()) >= 7 for line in lines.values())


def test_an_unknown_mission_is_one_line_and_exit_code_2() -> None:
    """It says which missions there are."""
    done = run("lagoon", "--on", "2025-10-21")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "python -m data.positions: mission 'lagoon' is not known. Choose one of: gaza."
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gaza", "--on", "2025-10"], "--on '2025-10' is not a day. Write it as YYYY-MM-DD."),
        (["gaza", "--on", "2025-02-30"], "--on '2025-02-30' is not a day."),
        (["gaza", "--on", "21 October"], "--on '21 October' is not a day."),
        (["gaza", "--on", ""], "--on '' is not a day."),
        (["gaza", "--on", "2025-10-21", "--known", "soon"], "--known 'soon' is not a day."),
        (
            ["gaza", "--on", "2025-10-21", "--component", "navy"],
            "component 'navy' is not known. Choose one of: all, cmcc, isf, police, border",
        ),
        (["gaza"], "--on"),
        ([], "mission"),
        (["gaza", "--on", "2025-10-21", "--loud"], "--loud"),
    ],
)
def test_what_is_off_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """On stderr, naming the value, with exit code 2 and nothing on stdout."""
    with pytest.raises(SystemExit) as left:
        positions.main([*arguments, "--json"])
    out, err = capsys.readouterr()
    assert (left.value.code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("python -m data.positions: ")
    assert said in err


def test_a_number_keeps_its_bounds(capsys: pytest.CaptureFixture[str]) -> None:
    """Up to 200 has no lower bound, in the file as in the record."""
    found = listed(capsys, "gaza", "--on", "2025-10-21", "--component", "isf")
    numbers = {
        one["actor"]: [one[name] for name in ("qty_low", "qty_high", "qty_unit", "qty_bound")]
        for one in found
    }
    assert numbers["USA"] == [None, 200, "personnel", "up_to"]
    assert numbers["GBR"] == [None, None, None, None]


def test_the_united_kingdom_on_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    """The whole object, as a script gets it."""
    found = listed(capsys, "gaza", "--on", "2025-10-21", "--component", "isf")
    (one,) = (one for one in found if one["actor"] == "GBR")
    assert one == {
        "actor": "GBR",
        "component": "isf",
        "status": "declined",
        "evidence": "own",
        "reported_only": False,
        "contested": False,
        "kept_out": False,
        "kept_out_by": None,
        "role": "troops",
        "roles": {"troops": "declined"},
        "qty_low": None,
        "qty_high": None,
        "qty_unit": None,
        "qty_bound": None,
        "numbers": [],
        "since": "2025-10-10",
        "since_written": "2025-10-10",
        "last_heard": "2025-10-10",
        "last_heard_written": "2025-10-10",
        "statement_ids": ["gbr-2025-10-10-no-plans-to-send-soldiers"],
    }


def test_every_number_names_its_role(capsys: pytest.CaptureFixture[str]) -> None:
    """London gives two numbers; the first is the one that qty_low and qty_high repeat."""
    found = listed(capsys, "gaza", "--on", "2025-10-21", "--component", "cmcc")
    (one,) = (one for one in found if one["actor"] == "GBR")
    assert (one["qty_low"], one["qty_high"]) == (None, 9)
    assert [(n["role"], n["status"], n["qty_low"], n["qty_high"]) for n in one["numbers"]] == [
        ("planning", "deployed", None, 9),
        ("deputy_command", "deployed", 1, 1),
    ]
    assert {n["statement_id"] for n in one["numbers"]} <= set(one["statement_ids"])


def test_a_month_stays_a_month_beside_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    """Scripts compare days; readers see what was written."""
    found = listed(capsys, "gaza", "--on", "2026-03-20", "--component", "isf")
    (one,) = (one for one in found if one["actor"] == "QAT")
    assert (one["last_heard"], one["last_heard_written"]) == ("2026-01-31", "2026-01")
    for given in found:
        assert given["since"].startswith(given["since_written"])
        assert given["last_heard"].startswith(given["last_heard_written"])


def test_known_hides_what_was_published_later(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in the answer rests on a page of a later day."""
    asked = ("gaza", "--on", "2025-10-21", "--component", "isf")
    late = {one["actor"]: one["status"] for one in listed(capsys, *asked)}
    early = {one["actor"]: one["status"] for one in listed(capsys, *asked, "--known", "2025-10-21")}
    assert (early["EGY"], late["EGY"]) == ("in_talks", "conditional")
    assert "GBR" in late and "GBR" not in early


@pytest.mark.parametrize("component", ["isf", "cmcc", "funding"])
def test_a_component_is_a_part_of_all(capsys: pytest.CaptureFixture[str], component: str) -> None:
    """`--component all` is the same as none."""
    whole = listed(capsys, "gaza", "--on", "2026-03-20")
    assert listed(capsys, "gaza", "--on", "2026-03-20", "--component", "all") == whole
    part = listed(capsys, "gaza", "--on", "2026-03-20", "--component", component)
    assert part == [one for one in whole if one["component"] == component]


def test_a_day_before_the_record_is_an_empty_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Silence is not a position, and not an error."""
    assert listed(capsys, "gaza", "--on", "2020-01-01") == []


def test_an_exclusion_by_nobody_named_reads_so(capsys: pytest.CaptureFixture[str]) -> None:
    """The line says that somebody keeps the actor out even when nobody says who."""
    assert positions.main(["gaza", "--on", "2025-11-18", "--component", "cmcc"]) == 0
    (line,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("PSE"))
    assert "excluded" in line
    assert "kept out by somebody not named" in line
