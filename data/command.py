"""The command line of the rules: a mission, two clocks, one clear line when something is off."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NoReturn

from data.dates import parse_range
from data.errors import RecordError
from data.record import Record, open_record


class Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line and exits with 2."""

    def error(self, message: str) -> NoReturn:
        """Print one line and leave."""
        self.exit(2, f"{self.prog}: {message}\n")


def parser(prog: str, description: str) -> Parser:
    """Return a parser with what every rule asks for: mission, --known and --json."""
    made = Parser(prog=f"python -m {prog}", description=description)
    made.add_argument("mission", help="a folder of data/missions")
    made.add_argument("--known", metavar="DAY", help="use only what was published by this day")
    made.add_argument("--json", action="store_true", help="print a list of objects")
    return made


def day(text: str | None, *, name: str, default: date) -> date:
    """Read a day of the command line; raises RecordError naming the option."""
    if text is None:
        return default
    try:
        first, last = parse_range(text)
        if first == last:
            return first
    except ValueError:
        pass
    raise RecordError(f"{name} '{text}' is not a day. Write it as YYYY-MM-DD.")


def component(record: Record, text: str | None) -> str | None:
    """Read a component of the command line; `all` and nothing mean every one."""
    known = [part.component for part in record.mission.settings.components]
    if text in (None, "all"):
        return None
    if text in known:
        return text
    raise RecordError(f"component '{text}' is not known. Choose one of: all, {', '.join(known)}.")


def open_or_leave(made: Parser, name: str) -> Record:
    """Open a mission for a command, or leave with one line and exit code 2."""
    try:
        return open_record(name)
    except RecordError as problem:
        made.error(str(problem))


def show(rows: Sequence[dict[str, object]], *, as_json: bool, lines: Iterable[str]) -> None:
    """Print rows as a JSON list, or the lines written for people."""
    if as_json:
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        for line in lines:
            print(line)
