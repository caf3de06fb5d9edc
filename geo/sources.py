"""Decide which packages the boundaries come from, and that they are the very ones."""

import base64
import hashlib
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import geopandas as gpd

from geo.errors import BoundaryError


@dataclass(frozen=True)
class Package:
    """
    Pin one npm package to one version and one content.

    `integrity` is what the npm registry publishes for the version: the base64 of the
    tarball's SHA-512.
    """

    name: str
    version: str
    integrity: str

    @property
    def tarball(self) -> str:
        """Name the file that `npm pack` writes."""
        return f"{self.name}-{self.version}.tgz"


PLOTLY_JS = Package(
    "plotly.js",
    "3.3.1",
    "sha512-SrGSZ02HvCWQIYsbQX4sgjgGo7k4T+Oz8a+RQwE5Caz+yu1vputBM1UThmiOPY51B5HzO9ajym8Rl4pmLj+i9Q==",
)
WORLD_ATLAS = Package(
    "world-atlas",
    "2.0.2",
    "sha512-IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ==",
)
PACKAGES: Mapping[str, Package] = MappingProxyType({"un": PLOTLY_JS, "defacto": WORLD_ATLAS})
"""The package behind each view."""


def download_packages(folder: Path) -> None:
    """Let npm put the pinned tarballs into a folder. This is the one step that needs a network."""
    wanted = [f"{package.name}@{package.version}" for package in PACKAGES.values()]
    try:
        subprocess.run(["npm", "pack", "--silent", *wanted], cwd=folder, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BoundaryError(
            f"npm pack {' '.join(wanted)} did not work: {error}. The boundaries are built from "
            "these two packages. Install npm, or hand over a folder that holds the tarballs "
            "with --packages."
        ) from error


def verified(package: Package, folder: Path) -> Path:
    """Return the package's tarball after comparing its SHA-512 with the pinned one."""
    path = folder / package.tarball
    if not path.exists():
        raise BoundaryError(
            f"{package.tarball} is not in {folder}. The boundaries are built from it. "
            f"Fetch it with: npm pack {package.name}@{package.version}"
        )
    digest = base64.b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if (got := f"sha512-{digest}") != package.integrity:
        raise BoundaryError(
            f"{package.tarball}: expected {package.integrity}, got {got}. Boundaries are built "
            "only from the pinned packages. Delete the file and fetch it again with: "
            f"npm pack {package.name}@{package.version}"
        )
    return path


def member(tarball: Path, name: str) -> bytes:
    """Read one file of a package; names are relative to the package's own folder."""
    with tarfile.open(tarball) as archive:
        content = archive.extractfile(f"package/{name}")
        assert content is not None, f"{name} is a folder"
        return content.read()


def read_topology(content: bytes, *, layer: str) -> gpd.GeoDataFrame:
    """
    Read one layer of a TopoJSON file, in degrees, with `id` and the layer's properties.

    GDAL's TopoJSON driver undoes the quantisation and joins the arcs; the file carries
    no coordinate system, so the caller says which one it is.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "topology.json"
        path.write_bytes(content)
        return gpd.read_file(path, layer=layer)
