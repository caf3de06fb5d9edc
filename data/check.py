"""
Every rule about a mission's files, held at once; `python -m data.check [NAME ...]` tells it.

Each kind of rule has a module: data.tables what can be read at all, data.cell_rules one
cell, data.row_rules one row, data.cross_rules rows and files, data.settings_rules the
mission's own settings.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from data import schema
from data.cell_rules import cell_problems
from data.cross_rules import date_problems, duplicate_problems, reference_problems, unused_problems
from data.errors import Problem
from data.model import Settings
from data.row_rules import row_problems
from data.schema import RESOURCES
from data.settings_rules import SettingsReader, read_package
from data.tables import Table, read_table


@dataclass(frozen=True, eq=False, slots=True)
class Checked:
    """A mission's folder with everything that is wrong with it."""

    folder: Path
    tables: Mapping[str, Table]
    settings: Settings
    problems: tuple[Problem, ...]

    def unusable(self, name: str) -> frozenset[int]:
        """Return the rows of a table that a problem concerns; all, if a column is missing."""
        table = self.tables[name]
        if any(table.resource.column(column).required for column in table.missing):
            return frozenset(table.rows)
        file = table.resource.file
        return frozenset(p.row for p in self.problems if p.file == file and p.row is not None)


def check_mission(folder: Path | str) -> Checked:
    """
    Read a mission's files and hold every rule against them.

    Nothing is raised for what is in the files, however broken: a file that is missing or
    cannot be read is a problem like any other. Problems come sorted by file and row.
    """
    folder = Path(folder)
    tables = {resource.name: read_table(folder, resource) for resource in RESOURCES}
    package, problems = read_package(folder)
    reader = SettingsReader(package, tables=tables, name=folder.name, quiet=bool(problems))
    settings = reader.settings()
    problems += reader.problems
    components = [component.component for component in settings.components]
    for table in tables.values():
        problems += table.problems
        problems += cell_problems(table, components=components)
        problems += row_problems(table)
        problems += duplicate_problems(table)
    problems += reference_problems(tables)
    problems += unused_problems(tables)
    problems += date_problems(tables, created=reader.created)
    unique = sorted(set(problems), key=_order)
    return Checked(folder, MappingProxyType(tables), settings, tuple(unique))


def _order(problem: Problem) -> tuple[str, int, str, str]:
    return (problem.file, problem.row or 0, problem.field, problem.rule)


def summary(checked: Checked) -> str:
    """Count the rows of each file in one line."""
    counts = (f"{len(table.rows)} {name}" for name, table in checked.tables.items())
    return ", ".join(counts)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the missions named, or all: 0 no problem, 1 problems, 2 unknown mission."""
    wanted = sys.argv[1:] if arguments is None else list(arguments)
    known = schema.mission_names()
    for name in wanted:
        if name not in known:
            print(f"mission '{name}' is not known. Choose one of: {', '.join(known)}.")
            return 2
    found = 0
    for name in wanted or known:
        checked = check_mission(schema.missions_root() / name)
        found += len(checked.problems)
        for problem in checked.problems:
            print(problem)
        per_file = Counter(problem.file for problem in checked.problems)
        told = ", ".join(f"{count} in {file}" for file, count in sorted(per_file.items()))
        print(f"{name}: {summary(checked)}; {'problems: ' + told if told else 'no problems'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
