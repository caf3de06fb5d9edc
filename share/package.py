"""The whole record as a Data Package: its tables, what they mean, and a checksum of each."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from data import schema
from data.record import Record
from geo.boundaries import VIEWS
from share.cells import neutralised
from share.language import Language
from share.links import Choice
from share.rows import TABLES, Row
from share.snapshot import Snapshot
from share.tables.about import about, told
from share.version import record_version

STAMP = (1980, 1, 1, 0, 0, 0)
"""Date of every member of an archive: the same content must be the same bytes on any day."""

README, CHECKSUMS = "README.md", "SHA256SUMS"


def data_package(view: Snapshot, choice: Choice, t: Language, base_url: str = "") -> bytes:
    """
    Pack the record as a Data Package v2 with a README and checksums.

    All rows in use are in it, on any day: a view chooses from them and is told in the
    README only. Each resource of datapackage.json carries its `hash` and `bytes`.
    """
    record = view.record
    files = {
        resource.file: _table(resource, TABLES[resource.name](record.mission))
        for resource in schema.RESOURCES
    }
    files[schema.DATAPACKAGE] = _descriptor(record, files)
    files[README] = _readme(view, choice, t, base_url)
    sums = "".join(f"{sha256(files[name])}  {name}\n" for name in sorted(files))
    return archive({**files, CHECKSUMS: sums.encode()}, folder=record.mission.name)


def archive(files: Mapping[str, bytes], *, folder: str) -> bytes:
    """Zip files into a folder, sorted by name; the same files are the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(files):
            member = zipfile.ZipInfo(f"{folder}/{name}", STAMP)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            packed.writestr(member, files[name])
    return made.getvalue()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _table(resource: schema.Resource, rows: Iterable[Row]) -> bytes:
    lines = io.StringIO(newline="")
    names = [column.name for column in resource.columns]
    writer = csv.DictWriter(lines, names, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {
                name: neutralised(cell) if isinstance(cell, str) else cell
                for name, cell in row.items()
            }
        )
    return lines.getvalue().encode(schema.ENCODING)


def _descriptor(record: Record, files: Mapping[str, bytes]) -> bytes:
    """Return the mission's own datapackage.json, its resources with hash and size."""
    path = schema.missions_root() / record.mission.name / schema.DATAPACKAGE
    package: dict[str, Any] = json.loads(path.read_text(encoding=schema.ENCODING))
    package["resources"] = [
        resource
        | {
            "bytes": len(files[resource["path"]]),
            "hash": f"sha256:{sha256(files[resource['path']])}",
        }
        for resource in schema.resource_descriptors(
            [part.component for part in record.mission.settings.components]
        )
    ]
    package["recordVersion"] = record_version(record)
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode(schema.ENCODING)


def _readme(view: Snapshot, choice: Choice, t: Language, base_url: str) -> bytes:
    """Say in the reader's language what the package is and how its tables hang together."""
    settings = view.record.mission.settings
    facts = about(view, choice, t, base_url)
    counts = {resource.file: len(TABLES[resource.name](view.record.mission)) for resource in _ALL}
    lines = [f"# {t.pick(settings.title)}", "", t.pick(settings.description), ""]
    lines += [f"- {t.term(label, value)}" for label, value in told(facts, view, choice, t).items()]
    lines += ["", f"## {t('Files')}", ""]
    lines += [
        "- "
        + t.n(
            "`{file}`: {count} row. {title}.",
            "`{file}`: {count} rows. {title}.",
            counts[resource.file],
            file=resource.file,
            title=resource.title,
        )
        for resource in _ALL
    ]
    lines += [
        "- " + t("`datapackage.json`: the columns, their rules, and a checksum of each table."),
        "- " + t("`SHA256SUMS`: the checksums of all files, to be read by `sha256sum --check`."),
        "",
        f"## {t('How to read it')}",
        "",
    ]
    lines += [f"{text}\n" for text in _method(t)]
    lines += [f"## {t('Columns')}", ""]
    for resource in _ALL:
        lines += [f"### {resource.file}", ""]
        lines += [f"- `{column.name}`: {t(column.description)}" for column in resource.columns]
        lines += [""]
    lines += [f"## {t('Boundaries')}", ""]
    lines += [f"- {t(one.attribution)}. {t(one.disclaimer)}" for one in VIEWS.values()]
    return ("\n".join(lines) + "\n").encode()


_ALL = schema.RESOURCES


def _method(t: Language) -> tuple[str, ...]:
    return (
        t(
            "One row of `statements.csv` is one claim about one actor by one speaker in one "
            "source. Where an actor stands is nowhere written: it follows from its statements."
        ),
        t(
            "There are two clocks: the day on which something was said, and the day on which its "
            "source was published. A month counts from its last day."
        ),
        t(
            "An empty cell means that nothing is stated. Where a text would be run as a formula "
            "by a spreadsheet, an apostrophe stands before it."
        ),
    )
