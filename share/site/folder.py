"""The folder that a site is written into: only an empty one, or one that holds a site already."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

MANIFEST = "site.json"
"""Says that a folder is ours, which record it shows, and which files belong to it."""

KEPT = "archive/"
"""What is below here stays, whatever a newer site holds."""


class SiteError(ValueError):
    """A site that cannot be written: the message says where, what, rule and fix."""


def claim(out: Path) -> None:
    """
    Make sure that a site can be written into a folder, and make the folder.

    Raises SiteError for one whose parent is missing, for a file, and for a folder that
    holds anything but a site of ours.
    """
    if not out.parent.is_dir():
        raise SiteError(
            f"OUT '{out}': there is no folder '{out.parent}'. A site is written into a folder "
            "whose parent exists. Make it first, or name another one."
        )
    if out.exists() and not out.is_dir():
        raise SiteError(
            f"OUT '{out}' is a file. A site is a folder of files. Name a folder that is empty "
            "or does not exist yet."
        )
    if out.exists() and any(out.iterdir()) and not (out / MANIFEST).is_file():
        raise SiteError(
            f"OUT '{out}' is not empty and holds no {MANIFEST}: it was not made by this command. "
            "Nothing is overwritten that is not ours. Empty it, or name another folder."
        )
    out.mkdir(exist_ok=True)


def write(out: Path, path: str, content: bytes) -> None:
    """Write one file of the site; whoever reads it meanwhile gets the old one or the new one."""
    target = out / path
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.new")
    unfinished.write_bytes(content)
    unfinished.replace(target)


def finish(out: Path, paths: Iterable[str], facts: Mapping[str, str]) -> None:
    """Take away what an earlier site left and this one has not; then note what is there."""
    now = sorted({*paths, MANIFEST})
    for stale in set(_listed(out)) - set(now):
        if not stale.startswith(KEPT):
            (out / stale).unlink(missing_ok=True)
            _drop_empty(out, (out / stale).parent)
    text = json.dumps({**facts, "files": now}, ensure_ascii=False, indent=1)
    write(out, MANIFEST, f"{text}\n".encode())


def _listed(out: Path) -> list[str]:
    manifest = out / MANIFEST
    if not manifest.is_file():
        return []
    listed: list[str] = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    root = out.resolve()
    return [path for path in listed if (root / path).resolve().is_relative_to(root)]


def _drop_empty(out: Path, folder: Path) -> None:
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
