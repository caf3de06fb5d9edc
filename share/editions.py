"""Records that are not the one in use: an older folder of a mission, or a data package."""

import json
import zipfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from data.errors import RecordError
from data.load import load_mission
from data.model import Mission
from data.schema import DATAPACKAGE, ENCODING

ADVICE = "Name the folder of a mission, with its datapackage.json, or a data package (zip)."


def read_edition(path: Path) -> Mission:
    """
    Read a mission from its folder or from a data package zip, wherever that is.

    Raises RecordError for a path that is neither; what is wrong inside the record is not
    raised, but left out and told in the mission's `problems`.
    """
    if not path.exists():
        raise RecordError(f"'{path}' does not exist. {ADVICE}")
    if path.is_dir():
        if not (path / DATAPACKAGE).is_file():
            raise RecordError(f"'{path}' holds no {DATAPACKAGE}. {ADVICE}")
        folder = path.resolve()
        return load_mission(folder.name, root=folder.parent)
    return _unpacked(path)


def _unpacked(path: Path) -> Mission:
    try:
        with zipfile.ZipFile(path) as packed, TemporaryDirectory() as place:
            files = _files(packed, path)
            name = _name(packed, files[DATAPACKAGE])
            folder = Path(place) / name
            folder.mkdir()
            for file, member in files.items():
                (folder / file).write_bytes(packed.read(member))
            return load_mission(name, root=place)
    except zipfile.BadZipFile:
        raise RecordError(f"'{path}' is no zip file. {ADVICE}") from None


def _files(packed: zipfile.ZipFile, path: Path) -> dict[str, str]:
    """Return the files beside the package's datapackage.json, by name, as they are packed."""
    members = [PurePosixPath(name) for name in packed.namelist()]
    packages = [member for member in members if member.name == DATAPACKAGE]
    if not packages:
        raise RecordError(f"'{path}' holds no {DATAPACKAGE}. {ADVICE}")
    folder = min(packages, key=lambda member: len(member.parts)).parent
    return {
        member.name: str(member)
        for member in members
        if member.parent == folder and member.suffix in (".csv", ".json")
    }


def _name(packed: zipfile.ZipFile, member: str) -> str:
    """Return the name that a package gives itself, if it can be the name of a folder."""
    try:
        name = json.loads(packed.read(member).decode(ENCODING)).get("name")
    except (ValueError, AttributeError):
        return "mission"
    usable = isinstance(name, str) and name.isascii() and name.replace("-", "").isalnum()
    return name if usable else "mission"
