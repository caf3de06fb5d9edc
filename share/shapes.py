"""Positions on the ground: each contributor's shape or point, as GeoJSON and GeoParquet."""

import functools
import io
import json
from collections.abc import Mapping

import geopandas as gpd
import pyarrow.parquet as pq
import shapely
from shapely.geometry.base import BaseGeometry

from data.record import Record
from geo.anchors import anchors
from geo.attach import attach
from geo.boundaries import CRS, load_boundaries
from share.language import Language
from share.links import Choice
from share.names import place_name
from share.snapshot import Snapshot
from share.tables.about import About
from share.tables.content import positions_table
from share.tables.writing import flat

DECIMALS = 5
"""Of a degree in GeoJSON: 1 m, as fine as either source."""

GRID = 10.0**-DECIMALS


@functools.cache
def shape_of(borders: str, actor: str) -> BaseGeometry | None:
    """Return all shapes of an actor as one, exterior rings anticlockwise; None without any."""
    shapes = load_boundaries(borders)
    own = shapes.geometry[shapes["actor"] == actor]
    return shapely.orient_polygons(own.union_all()) if len(own) else None


def anchor_of(record: Record, borders: str, actor: str) -> BaseGeometry | None:
    """Return the point at which an actor's symbol stands; None where nobody knows one."""
    known = record.mission.actors.get(actor)
    at = (known.lon, known.lat) if known else anchors(borders).points.get(actor)
    return shapely.Point(at) if at else None


def contributors(view: Snapshot, choice: Choice, t: Language) -> gpd.GeoDataFrame:
    """
    Join the position that the map shows of each contributor to where it is.

    `geometry` is the actor's territory in the chosen boundary view, or the point of its
    symbol where that view draws none (`drawn_as` says which), or nothing where nobody
    knows one. Lists are written as text, so that every geographic format can hold them.
    """
    table = positions_table(view, choice, t)
    names = [name for name in table.columns if name not in ("on_map", "contributor")]
    rows = [{name: flat(row[name]) for name in names} for row in table.rows if row["on_map"]]
    codes = [str(row["actor"]) for row in rows]
    places = [
        shape_of(choice.borders, code) or anchor_of(view.record, choice.borders, code)
        for code in codes
    ]
    frame = gpd.GeoDataFrame(rows, columns=names, geometry=places, crs=CRS)
    frame["drawn_as"] = [_drawn_as(shape) for shape in frame.geometry]
    return frame.astype({"qty_low": "Int64", "qty_high": "Int64"})


def _drawn_as(shape: BaseGeometry | None) -> str | None:
    if shape is None:
        return None
    return "symbol" if shape.geom_type == "Point" else "territory"


def symbols(view: Snapshot, choice: Choice, t: Language) -> gpd.GeoDataFrame:
    """Return the same contributors, each at the point of its symbol."""
    frame = contributors(view, choice, t)
    points = [anchor_of(view.record, choice.borders, code) for code in frame["actor"]]
    return frame.set_geometry(gpd.GeoSeries(points, index=frame.index, crs=CRS))


def places(record: Record, t: Language) -> gpd.GeoDataFrame:
    """Return the places that the record names, never finer than a town or an announced site."""
    named = list(record.mission.places.values())
    return gpd.GeoDataFrame(
        {
            "place_id": [place.place_id for place in named],
            "name": [place_name(record.mission, place.place_id, t) for place in named],
            "precision": [place.precision for place in named],
            "kind": [place.kind for place in named],
        },
        geometry=gpd.points_from_xy([p.lon for p in named], [p.lat for p in named]),
        crs=CRS,
    )


def ground(borders: str, codes: Mapping[str, object]) -> gpd.GeoDataFrame:
    """Return the shapes of a boundary view that belong to none of the actors."""
    shapes = load_boundaries(borders)
    others = attach(codes, shapes).without_code
    return shapes[shapes["id"].isin(others)].reset_index(drop=True)


def as_geojson(frame: gpd.GeoDataFrame, facts: About) -> bytes:
    """
    Write features as RFC 7946 has it: WGS 84, rings by the right-hand rule, no `crs`.

    Coordinates have five decimals, more only where a ring would collapse. What the file
    is stands in a member `about`.
    """
    features = [
        {
            "type": "Feature",
            "id": row["actor"],
            "properties": {
                name: _plain(value) for name, value in row.items() if name != "geometry"
            },
            "geometry": _rounded(row["geometry"]),
        }
        for row in frame.to_dict("records")
    ]
    made = {"type": "FeatureCollection", "about": facts.as_dict(), "features": features}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: object) -> object:
    if value is None or value != value or str(value) == "<NA>":
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _rounded(shape: BaseGeometry | None) -> object:
    if shape is None:
        return None
    coarse = shapely.set_precision(shape, GRID, mode="valid_output")
    kept = shape if coarse.is_empty else shapely.orient_polygons(coarse)
    return json.loads(shapely.to_geojson(kept))


def as_geoparquet(frame: gpd.GeoDataFrame, facts: About) -> bytes:
    """Write GeoParquet 1.1 with a bounding box per row; `about` is in the schema's metadata."""
    made = io.BytesIO()
    frame.to_parquet(made, schema_version="1.1.0", write_covering_bbox=True, index=False)
    table = pq.read_table(made)
    told = {**table.schema.metadata, **{f"about.{k}": v for k, v in facts.as_dict().items()}}
    written = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(told), written, compression="zstd")
    return written.getvalue()
