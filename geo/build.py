"""
Build the committed boundary files from the two pinned npm packages.

Run `python -m geo.build`, with `--packages DIR` to use tarballs fetched before. The same
packages and the same versions of GeoPandas, Shapely (GEOS) and PyArrow give the same bytes.
"""

import argparse
import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.antimeridian import cut_at_antimeridian
from geo.boundaries import CRS, FOLDER, VIEWS
from geo.errors import BoundaryError
from geo.sources import PACKAGES, download_packages, member, read_topology, verified

DECIMALS = 6
"""Of a degree: 0.1 m, far below the grids of the sources (19 m and 190 m at best)."""

PARTED_AT = 34.75
"""Degrees east: the Gaza Strip ends at 34.57 and the West Bank begins at 34.87."""

ISO_FILE = Path(__file__).with_name("iso3166.csv")
"""ISO 3166-1 numeric and alpha-3 codes, 249 rows, from pycountry 26.2.16."""

UNNUMBERED = {"Kosovo": "XKX"}
"""Codes in common use for what has no number in ISO 3166-1, by Natural Earth's name."""


def slug(name: str) -> str:
    """
    Make an id from a name that has no code.

    >>> slug("Cyprus U.N. Buffer Zone")
    'cyprus-u-n-buffer-zone'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read_un(tarball: Path) -> gpd.GeoDataFrame:
    """Read plotly.js's countries; where one id has several names they are joined with `; `."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in json.loads(member(tarball, "topojson/dist/country_names_iso_codes.json")):
        names[row["iso3cd"]].append(row["name"])
    shapes = read_topology(member(tarball, "dist/topojson/world_50m.json"), layer="countries")
    shapes["name"] = ["; ".join(names[code]) or None for code in shapes["id"]]
    return shapes[["id", "name", "geometry"]]


def read_defacto(tarball: Path) -> gpd.GeoDataFrame:
    """Read Natural Earth's countries and turn numeric codes into alpha-3 ones."""
    alpha_3 = pd.read_csv(ISO_FILE, dtype=str).set_index("numeric")["alpha_3"].to_dict()
    shapes = read_topology(member(tarball, "countries-10m.json"), layer="countries")
    shapes["id"] = [
        UNNUMBERED.get(name) or (slug(name) if pd.isna(number) else alpha_3[number])
        for number, name in zip(shapes["id"], shapes["name"], strict=True)
    ]
    return shapes[["id", "name", "geometry"]]


READERS = {"un": read_un, "defacto": read_defacto}


def clean(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Cut at the antimeridian, repair rings, and make one coverage of all shapes.

    Neither source is a valid coverage as it comes: rounding to the source's grid made rings
    touch themselves, and slivers overlap. No gap is closed, and no border is moved further
    than the grid.
    """
    cut = shapely.transform([cut_at_antimeridian(shape) for shape in shapes.geometry], _rounded)
    valid = shapely.make_valid(cut, method="structure", keep_collapsed=False)
    return shapes.set_geometry(gpd.GeoSeries(shapely.coverage_clean(valid), index=shapes.index))


def _rounded(xy: np.ndarray) -> np.ndarray:
    return np.round(xy, DECIMALS)


def split_palestine(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Make the Gaza Strip and the West Bank shapes of their own, told apart by longitude."""
    parts = shapes[shapes["id"] == "PSE"].explode(ignore_index=True)
    west = parts.geometry.representative_point().x < PARTED_AT
    parts["id"] = np.where(west, "PSE-GZ", "PSE-WB")
    parts["name"] = np.where(west, "Gaza Strip", "West Bank")
    return pd.concat([shapes[shapes["id"] != "PSE"], parts], ignore_index=True)


def merge_by_id(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Put shapes with one id into one row, in the order of the ids, as MultiPolygons."""
    rows = []
    for code, same in shapes.groupby("id", sort=True):
        merged = shapely.coverage_union_all(same.geometry.to_numpy())
        polygons = [part for part in shapely.get_parts(merged) if part.geom_type == "Polygon"]
        shape = shapely.normalize(shapely.MultiPolygon(polygons))
        name = "; ".join(dict.fromkeys(same["name"].dropna())) or None
        actor = "PSE" if code in ("PSE-GZ", "PSE-WB") else code
        rows.append((code, actor, name, shapely.orient_polygons(shape)))
    columns = ["id", "actor", "name", "geometry"]
    return gpd.GeoDataFrame(rows, columns=columns, geometry="geometry", crs=CRS)


def build_view(key: str, packages: Path) -> gpd.GeoDataFrame:
    """Build one view from a folder of tarballs, and print what came in and what went out."""
    source = READERS[key](verified(PACKAGES[key], packages))
    shapes = clean(source)
    bare = shapes.geometry.is_empty
    built = merge_by_id(split_palestine(shapes[~bare]))
    if missing := set(shapes["id"][~bare]) - set(built["actor"]):
        raise BoundaryError(f"{key}: {sorted(missing)} got lost on the way. No id may vanish.")
    print(f"{key}: {len(source)} features in, {len(built)} shapes out")
    for code, count in source["id"].value_counts().sort_index().items():
        if count > 1:
            print(f"{key}: {code} is {count} features of the source")
    for name in shapes["name"][bare]:
        print(f"{key}: left out {name}: the source's grid leaves it no area")
    return built


def write_view(shapes: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet 1.1, geometry as WKB, which is the smallest here and read everywhere."""
    shapes.to_parquet(path, compression="zstd", compression_level=19, schema_version="1.1.0")


def main(arguments: list[str] | None = None) -> None:
    """Build every view, then write the checksums."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("--packages", type=Path, help="a folder that holds the two tarballs")
    parser.add_argument("--out", type=Path, default=FOLDER, help="where to write")
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        packages = options.packages or Path(folder)
        if options.packages is None:
            download_packages(packages)
        options.out.mkdir(parents=True, exist_ok=True)
        sums = []
        for key in VIEWS:
            path = options.out / f"{key}.parquet"
            write_view(build_view(key, packages), path)
            sums.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
            print(f"{path.name}: {path.stat().st_size / 1e6:.2f} MB")
        (options.out / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
