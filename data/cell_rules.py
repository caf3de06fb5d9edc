"""The rules about one cell: those of data.schema, run through pandera and told in their words."""

from collections.abc import Sequence

import pandas as pd
import pandera.pandas as pa

from data import schema
from data.errors import Problem
from data.tables import Table


def cell_problems(table: Table, *, components: Sequence[str]) -> list[Problem]:
    """Run the column rules and tell each failure in the rule's own words."""
    present = [c.name for c in table.resource.columns if c.name not in table.missing]
    frame = table.frame.drop(index=list(table.unreadable))[present]
    if frame.empty:
        return []
    validator = schema.pandera_schema(table.resource, components=components)
    try:
        validator.select_columns(present).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return _translate(table, errors.failure_cases, components=components)
    return []


def _translate(table: Table, failures: pd.DataFrame, *, components: Sequence[str]) -> list[Problem]:
    """Turn pandera's failure cases into problems."""
    rules = {
        (column.name, rule.name): (rule.rule, rule.fix)
        for column in table.resource.columns
        for rule in schema.rules_of(column, components=components)
    }
    problems = []
    for name, check, number in zip(
        failures["column"], failures["check"], failures["index"], strict=True
    ):
        row = int(number)
        if check != "field_uniqueness":
            problems.append(table.problem(row, name, *rules[name, check]))
        elif table.rows[row][name]:
            rule = f"Another row of {table.resource.file} has the same {name}."
            problems.append(table.problem(row, name, rule, "Give each row its own."))
    return problems
