"""
What is different between two editions of a record: which statements came, went, were corrected.

`python -m share.diff OLD NEW` says it in sentences; OLD and NEW are folders of a mission or
data packages (zip).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data import command, schema
from data.errors import RecordError
from data.model import Mission, Statement
from share.editions import read_edition
from share.language import SOURCE_LANGUAGE, Language, languages, speak
from share.names import actor_name, component_label
from share.rows import TABLES, Row
from share.version import content_of, record_version
from share.words import STATUS

CAME, WENT, CORRECTED = "came", "went", "corrected"
KINDS = (CAME, WENT, CORRECTED)

SETTINGS = "settings"
"""The name under which a mission's own settings are compared, as if they were one row."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell that says something else; None is a cell that said, or says, nothing."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One row that came, went or was corrected.

    `table` is a table of the record, or SETTINGS; `row_id` the cells that name the row.
    `corrections` is empty unless the row was there before and is still.
    """

    table: str
    row_id: str
    kind: str
    corrections: tuple[Correction, ...] = ()


def differences(old: Mission, new: Mission) -> tuple[Difference, ...]:
    """
    List what is different between two editions: statements first, then what they rest on.

    Rows are the same row when they have the same id, so a row whose id was changed went
    under the old one and came under the new one. Only rows in use are compared.
    """
    return (
        *(found for resource in schema.RESOURCES for found in _in_table(resource, old, new)),
        *_in_settings(old, new),
    )


def _in_table(resource: schema.Resource, old: Mission, new: Mission) -> Iterator[Difference]:
    olds, news = _by_id(resource, old), _by_id(resource, new)
    for name in sorted(olds.keys() | news.keys()):
        if name not in olds:
            yield Difference(resource.name, name, CAME)
        elif name not in news:
            yield Difference(resource.name, name, WENT)
        elif corrections := _corrections(olds[name], news[name]):
            yield Difference(resource.name, name, CORRECTED, corrections)


def _by_id(resource: schema.Resource, mission: Mission) -> dict[str, Row]:
    rows = TABLES[resource.name](mission)
    return {" ".join(str(row[part]) for part in resource.key): row for row in rows}


def _corrections(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Correction, ...]:
    names = dict.fromkeys((*old, *new))
    return tuple(
        Correction(name, old.get(name), new.get(name))
        for name in names
        if old.get(name) != new.get(name)
    )


def _in_settings(old: Mission, new: Mission) -> Iterator[Difference]:
    olds, news = (dict(_leaves(content_of(one)[SETTINGS])) for one in (old, new))
    if corrections := _corrections(olds, news):
        yield Difference(SETTINGS, schema.DATAPACKAGE, CORRECTED, corrections)


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value of the settings with the path that leads to it."""
    if isinstance(value, (dict, list)):
        inner = value.items() if isinstance(value, dict) else enumerate(value, start=1)
        for key, one in inner:
            yield from _leaves(one, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def sentence(found: Difference, old: Mission, new: Mission, t: Language) -> str:
    """Say one difference in a sentence that stands on its own."""
    what = _what(found, old, new, t)
    if found.kind == CAME:
        return t("New: {what}.", what=what)
    if found.kind == WENT:
        return t("Gone: {what}.", what=what)
    told = t.row(_told(correction, t) for correction in found.corrections)
    return t("Corrected: {what}: {corrections}.", what=what, corrections=told)


def _told(correction: Correction, t: Language) -> str:
    field, before, after = correction.field, correction.before, correction.after
    if before is None:
        return t("{field} was empty and is now “{after}”", field=field, after=after)
    if after is None:
        return t("{field} was “{before}” and is now empty", field=field, before=before)
    return t("{field} was “{before}” and is now “{after}”", field=field, before=before, after=after)


def _what(found: Difference, old: Mission, new: Mission, t: Language) -> str:
    """Name a row: a statement by what it says, another by its table and id."""
    if found.table == SETTINGS:
        return found.row_id
    if found.table != "statements":
        return f"{found.table}.csv {found.row_id}"
    mission = old if found.kind == WENT else new
    return _statement(statement_of(mission, found.row_id), mission, t)


def statement_of(mission: Mission, statement_id: str) -> Statement:
    """Return a statement of an edition by its id."""
    return next(one for one in mission.statements if one.statement_id == statement_id)


def _statement(statement: Statement, mission: Mission, t: Language) -> str:
    return t(
        "{actor} ({part}), “{status}” according to {speaker}, {day}, {name}",
        actor=actor_name(mission, statement.actor, t),
        part=component_label(mission, statement.component, t),
        status=t(STATUS[statement.status]),
        speaker=statement.who,
        day=t.written(statement.said_on),
        name=statement.statement_id,
    )


def summary(found: Sequence[Difference], old: Mission, new: Mission, t: Language) -> str:
    """Say in one sentence how much is different; the versions stand before it."""
    versions = t("From {old} to {new}", old=record_version(old), new=record_version(new))
    counts = {kind: sum(one.kind == kind for one in _statements(found)) for kind in KINDS}
    others = len(found) - sum(counts.values())
    told = [
        t.n("{count} statement came", "{count} statements came", counts[CAME]),
        t.n("{count} went", "{count} went", counts[WENT]),
        t.n("{count} was corrected", "{count} were corrected", counts[CORRECTED]),
    ]
    if others:
        told.append(
            t.n("{count} other row is different", "{count} other rows are different", others)
        )
    if not found:
        told = [t("nothing is different")]
    return t.term(versions, t.listing(told)) + "."


def _statements(found: Sequence[Difference]) -> list[Difference]:
    return [one for one in found if one.table == "statements"]


def as_dict(found: Difference, old: Mission, new: Mission, t: Language) -> dict[str, object]:
    """Return a difference under stable names, with its sentence."""
    return {
        "table": found.table,
        "id": found.row_id,
        "kind": found.kind,
        "corrections": [
            {"field": one.field, "before": one.before, "after": one.after}
            for one in found.corrections
        ],
        "sentence": sentence(found, old, new, t),
    }


def main(arguments: list[str] | None = None) -> int:
    """Print what came, went and was corrected from one edition of a record to another."""
    made = command.Parser(
        prog="python -m share.diff",
        description="Say which statements came, went or were corrected between two records.",
    )
    made.add_argument("old", metavar="OLD", type=Path, help="a mission's folder or data package")
    made.add_argument("new", metavar="NEW", type=Path, help="the one to compare with it")
    made.add_argument("--json", action="store_true", help="print a list of objects")
    made.add_argument("--lang", default=SOURCE_LANGUAGE, help="the language of sentences")
    asked = made.parse_args(arguments)
    if asked.lang not in languages():
        listed = ", ".join(languages())
        made.error(f"--lang '{asked.lang}' is not known. Choose one of: {listed}.")
    try:
        old, new = read_edition(asked.old), read_edition(asked.new)
    except RecordError as problem:
        made.error(str(problem))
    t, found = speak(asked.lang), differences(old, new)
    command.show(
        [as_dict(one, old, new, t) for one in found],
        as_json=asked.json,
        lines=_lines(found, old, new, t),
    )
    return 0


def _lines(found: Sequence[Difference], old: Mission, new: Mission, t: Language) -> Iterator[str]:
    yield summary(found, old, new, t)
    for edition in (old, new):
        rows = sum(edition.left_out.values())
        if rows:
            yield t.n(
                "{version}: {count} row breaks a rule and is not compared.",
                "{version}: {count} rows break a rule and are not compared.",
                rows,
                version=record_version(edition),
            )
    yield from (sentence(one, old, new, t) for one in found)


if __name__ == "__main__":
    raise SystemExit(main())
