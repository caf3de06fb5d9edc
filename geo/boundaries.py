"""Decide which boundary views there are, and load the committed shapes of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import geopandas as gpd

from geo.errors import BoundaryError

FOLDER = Path(__file__).with_suffix("")
"""Where `geo.build` puts the boundary files and their checksums."""

CRS = "EPSG:4326"
"""WGS84 longitude and latitude, in degrees."""


@dataclass(frozen=True)
class BoundaryView:
    """
    Name one way of drawing the world's boundaries, and whose way it is.

    `attribution` must stand wherever the shapes are drawn or handed out; `disclaimer`
    says in English what the view does not claim. Translations live with the pages.
    """

    key: str
    source: str
    version: str
    attribution: str
    licence: str
    disclaimer: str

    @property
    def path(self) -> Path:
        """Say where the view's GeoParquet file is."""
        return FOLDER / f"{self.key}.parquet"


UN = BoundaryView(
    key="un",
    source="UN Geodata, simplified, as shipped with plotly.js in dist/topojson/world_50m.json",
    version="plotly.js 3.3.1",
    attribution="Boundaries: United Nations Geospatial (UN Geodata, simplified), via plotly.js",
    licence="UN Geodata: terms of use of the United Nations; plotly.js: MIT",
    disclaimer=(
        "Boundaries derived from United Nations data and simplified. The boundaries and names "
        "shown do not imply official endorsement or acceptance by the United Nations or by the "
        "makers of this map."
    ),
)

DEFACTO = BoundaryView(
    key="defacto",
    source="Natural Earth 1:10m admin 0 countries 4.1.0, as shipped with world-atlas",
    version="world-atlas 2.0.2",
    attribution="Boundaries: Natural Earth 1:10m (de facto control), via world-atlas",
    licence="Natural Earth: public domain; world-atlas: ISC",
    disclaimer=(
        "Boundaries from Natural Earth, which draws who controls an area on the ground as its "
        "editors saw it (version 4.1.0). Drawing a line is not a statement about its legal "
        "status by the makers of this map."
    ),
)

VIEWS: Mapping[str, BoundaryView] = MappingProxyType({view.key: view for view in (UN, DEFACTO)})
"""The views by key, the default first."""


def view_named(key: str) -> BoundaryView:
    """
    Find a view by its key.

    >>> view_named("un").version
    'plotly.js 3.3.1'
    """
    if key not in VIEWS:
        choices = ", ".join(VIEWS)
        raise BoundaryError(f"boundaries {key!r} is not known. Choose one of: {choices}.")
    return VIEWS[key]


@cache
def load_boundaries(view: str) -> gpd.GeoDataFrame:
    """
    Load the full-detail shapes of a view, one row per shape, ordered by id.

    Columns: `id` (alpha-3, `PSE-GZ`, `PSE-WB`, or a slug of the name where the source has
    no code), `actor` (whom the shape stands for: the id itself, and `PSE` for both of its
    parts), `name` (English, as in the source) and `geometry` (valid MultiPolygons in
    degrees, WGS84, cut at the antimeridian, together a coverage without overlaps).
    The frame is shared between callers: copy it before changing it.
    """
    path = view_named(view).path
    if not path.exists():
        raise BoundaryError(
            f"{path.name} is not in {path.parent.name}/. Every view needs its boundary file. "
            "Build it with: python -m geo.build"
        )
    return gpd.read_parquet(path)
