"""Decide where a point lands on the drawn map, for placing labels before it is drawn."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from pyproj import Proj

from geo.errors import BoundaryError
from geo.frames import Point

PROJECTIONS: Mapping[str, str] = MappingProxyType(
    {"natural earth": "natearth", "equirectangular": "eqc", "mercator": "merc"}
)
"""Plotly's names and PROJ's, for the projections in which both give the same plane."""


def project(
    points: Iterable[Point], *, centre_lon: float, name: str = "natural earth"
) -> NDArray[np.float64]:
    """
    Project longitudes and latitudes in degrees onto the plane that plotly.js draws.

    The unit is the radius of a sphere, as in d3-geo: multiply by the map's scale in pixels
    for distances on screen. x grows eastwards from `centre_lon`, y northwards (on screen it
    grows downwards). Returns an array of shape (points, 2).
    """
    given = np.array(list(points), dtype=float).reshape(-1, 2)
    x, y = _plane(name, float(centre_lon))(given[:, 0], given[:, 1])
    return np.column_stack([x, y])


def unproject(
    plane: NDArray[np.float64], *, centre_lon: float, name: str = "natural earth"
) -> list[Point]:
    """
    Return the longitudes and latitudes that `project` puts on points of the plane.

    >>> [(lon, lat)] = unproject(project([(30, 50)], centre_lon=20), centre_lon=20)
    >>> round(lon, 6), round(lat, 6)
    (30.0, 50.0)
    """
    lon, lat = _plane(name, float(centre_lon))(plane[:, 0], plane[:, 1], inverse=True)
    return [(float(x), float(y)) for x, y in zip(lon, lat, strict=True)]


@cache
def _plane(name: str, centre_lon: float) -> Proj:
    if name not in PROJECTIONS:
        choices = ", ".join(PROJECTIONS)
        raise BoundaryError(f"projection {name!r} is not known. Choose one of: {choices}.")
    return Proj(f"+proj={PROJECTIONS[name]} +lon_0={centre_lon} +R=1 +units=m")
