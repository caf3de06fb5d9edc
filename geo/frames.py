"""Decide which part of the world a map shows, also across the antimeridian."""

from collections.abc import Iterable
from dataclasses import dataclass

from geo.errors import BoundaryError

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS84."""

Window = tuple[float, float, float, float]
"""West, south, east, north in degrees, within -180 to 180."""

DUST = 1e-9
"""Degrees by which a point may lie outside a frame through rounding."""


@dataclass(frozen=True)
class Frame:
    """
    Hold what a map shows, in degrees.

    `west` lies in -180 to 180; `east` is larger than `west`, so it exceeds 180 where the
    frame crosses the antimeridian. No frame is wider than the world.
    """

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        """Say every bound that does not hold."""
        problems = []
        if not -180 <= self.west <= 180:
            problems.append(f"west {self.west} is not within -180 to 180")
        if not 0 < self.east - self.west <= 360:
            problems.append(f"east {self.east} is not 0 to 360 degrees east of west {self.west}")
        if not -90 <= self.south < self.north <= 90:
            problems.append(f"south {self.south} and north {self.north} are not -90 to 90 upwards")
        if problems:
            raise BoundaryError(
                f"frame: {'; '.join(problems)}. Give west, south, east, north in degrees; "
                "east of the antimeridian, add 360 to east."
            )

    @property
    def centre(self) -> Point:
        """Give the middle, its longitude within -180 to 180."""
        lon = (self.west + self.east) / 2
        return (lon - 360 if lon > 180 else lon, (self.south + self.north) / 2)

    def contains(self, lon: float, lat: float) -> bool:
        """Say whether a point lies inside or on the edge, whichever turn its longitude is of."""
        turned = (lon - self.west + DUST) % 360
        fits = turned <= self.east - self.west + 2 * DUST
        return fits and self.south - DUST <= lat <= self.north + DUST

    def expanded(self, share: float) -> "Frame":
        """Widen each side by a share of the frame's width or height, within the world."""
        wide, high = share * (self.east - self.west), share * (self.north - self.south)
        return _frame(self.west - wide, self.south - high, self.east + wide, self.north + high)

    def windows(self) -> tuple[Window, ...]:
        """Cut the frame at the antimeridian into one or two plain boxes."""
        if self.east <= 180:
            return ((self.west, self.south, self.east, self.north),)
        east = (-180.0, self.south, self.east - 360, self.north)
        if self.west == 180:
            return (east,)
        return ((self.west, self.south, 180.0, self.north), east)


def unwrap(lon: float, *, centre: float) -> float:
    """
    Give the turn of a longitude that lies within 180 degrees of the centre.

    >>> unwrap(-170, centre=160), unwrap(-170, centre=0)
    (190, -170)
    """
    return (lon - centre + 180) % 360 - 180 + centre


def frame_around(points: Iterable[Point], *, margin: float, centre: float) -> Frame:
    """
    Frame points whose longitudes are read around a centre longitude.

    Args:
        margin: Degrees kept free on each side; more than 0, so that one point has a frame.
        centre: The longitude in the middle of the map; the cut is on its other side.
    """
    given = [(unwrap(lon, centre=centre), lat) for lon, lat in points]
    if not given or margin <= 0:
        raise BoundaryError(
            f"frame around {len(given)} points with a margin of {margin}: there is nothing to "
            "frame. Give at least one point and a margin above 0 degrees."
        )
    lons, lats = [lon for lon, _ in given], [lat for _, lat in given]
    return _frame(min(lons) - margin, min(lats) - margin, max(lons) + margin, max(lats) + margin)


def _frame(west: float, south: float, east: float, north: float) -> Frame:
    """Make a frame of bounds that may reach over the poles or around the world."""
    south, north = max(south, -90.0), min(north, 90.0)
    if east - west >= 360:
        return Frame(-180.0, south, 180.0, north)
    turned = (west + 180) % 360 - 180
    return Frame(turned, south, turned + (east - west), north)
