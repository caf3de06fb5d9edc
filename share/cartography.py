"""A snapshot put on the map: marks, arcs, sites and tints, joined to shapes by code."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import shapely

from charts.contribution_map import Ground
from charts.theatre_layer import Site
from charts.world_layer import Arc, Mark
from data.positions import Position
from data.record import Record
from data.words import LADDER
from geo.anchors import anchors
from geo.attach import attach
from geo.boundaries import load_boundaries
from geo.frames import Frame, Point, frame_around
from share.geometry import geometry
from share.language import Language
from share.names import actor_name, place_name
from share.snapshot import Snapshot
from share.words import EVIDENCE, STATUS

MARGIN = 11
"""Degrees kept free around the outermost contributors."""

PROMISED = ("committed", "conditional")


@dataclass(frozen=True, slots=True)
class Drawing:
    """
    What a map of a snapshot shows.

    `unplaced` are actors that even a symbol cannot place; `borrowed` those whose
    shape the boundary view does not have, so that only their symbol is drawn.
    """

    marks: tuple[Mark, ...]
    arcs: tuple[Arc, ...]
    fills: Mapping[str, str | None]
    borrowed: tuple[str, ...]
    unplaced: tuple[str, ...]


def draw(view: Snapshot, *, borders: str, t: Language, statuses: Iterable[str]) -> Drawing:
    """Put the contributors with one of `statuses` on the map of a boundary view."""
    kept = {code: p for code, p in view.shown.items() if p.status in set(statuses)}
    shapes = attach(kept, load_boundaries(borders))
    places = {code: _anchor(view.record, code, borders) for code in kept}
    marks = tuple(_mark(view, kept[code], at, t) for code, at in places.items() if at is not None)
    return Drawing(
        marks=marks,
        arcs=tuple(_arcs(view, kept, places)),
        fills={
            shape: None if kept[code].reported_only else kept[code].status
            for code, drawn in shapes.shapes.items()
            for shape in drawn
        },
        borrowed=tuple(
            code
            for code in shapes.without_shape
            if places[code] and code not in view.record.mission.actors
        ),
        unplaced=tuple(code for code in kept if not places[code]),
    )


def _anchor(record: Record, code: str, borders: str) -> Point | None:
    actor = record.mission.actors.get(code)
    if actor:
        return (actor.lon, actor.lat)
    return anchors(borders).points.get(code)


def _mark(view: Snapshot, position: Position, at: Point, t: Language) -> Mark:
    name = actor_name(view.record.mission, position.actor, t)
    return Mark(
        code=position.actor,
        name=name,
        at=_rounded(at),
        status=position.status,
        hollow=position.reported_only,
        contested=position.contested,
        kept_out=position.kept_out,
        standing=_standing(position, t),
    )


def _standing(position: Position, t: Language) -> str:
    """Say where an actor stands, and if that is only others' word."""
    said = t(STATUS[position.status])
    return f"{said}, {t(EVIDENCE[position.evidence])}" if position.reported_only else said


def _arcs(
    view: Snapshot, kept: Mapping[str, Position], places: Mapping[str, Point | None]
) -> Iterable[Arc]:
    """Lead one line from each contributor to where its shown position is a contribution."""
    for code, position in kept.items():
        start, end = places[code], _destination(view.record, position)
        style = arc_style(position)
        if start and end and style:
            yield Arc(_rounded(start), _rounded(end), style)


def _rounded(point: Point) -> Point:
    """Round to a tenth of a degree: a third of a pixel on a map of the world."""
    return (round(point[0], 1), round(point[1], 1))


def arc_style(position: Position) -> str | None:
    """Return how a position's line is drawn: solid, dash, dot, or not at all."""
    if position.status not in LADDER:
        return None
    if position.reported_only:
        return "dot"
    if position.status == "deployed":
        return "solid"
    return "dash" if position.status in PROMISED else None


def _destination(record: Record, position: Position) -> Point | None:
    """Return where a component works: its own place in the mission's settings."""
    for part in record.mission.settings.components:
        if part.component == position.component:
            place = record.mission.places.get(part.place_id)
            return (place.lon, place.lat) if place else None
    return None


@functools.cache
def ground(record: Record, borders: str) -> Ground:
    """Return what a mission's map is drawn on; framed on everybody in the record, on any day."""
    theatre = record.mission.settings.theatre
    shapes = load_boundaries(borders)
    frame = Frame(*theatre.frame)
    wide = frame.expanded(0.9)
    contributors = [code for code in record.by_actor if record.is_contributor(code)]
    known = [at for at in (_anchor(record, code, borders) for code in contributors) if at]
    addresses = geometry(borders, record.mission.name)
    return Ground(
        world=addresses.world,
        theatre=addresses.theatre,
        theatre_ids=_meeting(shapes, wide),
        stressed=theatre.shapes,
        frame=frame_around(known, margin=MARGIN, centre=frame.centre[0]),
        theatre_frame=frame,
    )


def _meeting(shapes: gpd.GeoDataFrame, frame: Frame) -> tuple[str, ...]:
    met = shapes.cx[frame.west : frame.east, frame.south : frame.north]
    return tuple(sorted(met["id"]))


def sites(view: Snapshot, t: Language) -> tuple[Site, ...]:
    """
    Return the record's places that are points on the theatre's map.

    Where a component works, the name says how many contributors are present in it.
    """
    mission = view.record.mission
    present: dict[str, int] = {}
    for part in mission.settings.components:
        present[part.place_id] = present.get(part.place_id, 0) + sum(
            position.component == part.component
            and position.status == "deployed"
            and view.record.is_contributor(position.actor)
            for position in view.positions
        )
    headquarters = mission.settings.theatre.headquarters
    found = []
    for place in mission.places.values():
        if place.precision not in ("town", "site"):
            continue
        name = place_name(mission, place.place_id, t)
        count = present.get(place.place_id, 0)
        if count:
            name = t.n("{name}: {count} present", "{name}: {count} present", count, name=name)
        main = place.place_id == headquarters
        name = name[:1].upper() + name[1:]
        found.append(Site(name=name, at=(place.lon, place.lat), main=main))
    return tuple(found)


@functools.cache
def _middles(record: Record, borders: str) -> Mapping[str, Point]:
    """Return a point inside the part of each shape that the theatre's frame shows."""
    frame = Frame(*record.mission.settings.theatre.frame)
    box = shapely.box(frame.west, frame.south, frame.east, frame.north)
    shapes = load_boundaries(borders)
    seen = shapes[shapes.intersects(box)]
    points = seen.geometry.intersection(box).representative_point()
    return {
        shape: (round(point.x, 2), round(point.y, 2))
        for shape, point in zip(seen["id"], points, strict=True)
    }


def areas(record: Record, borders: str, t: Language) -> tuple[Site, ...]:
    """
    Name the territories that the theatre's frame shows.

    A part of an actor (its id has a suffix) is named after the record's place of
    that territory if it has one there, else after the actor.
    """
    mission = record.mission
    territories = [place for place in mission.places.values() if place.kind == "territory"]
    shapes = load_boundaries(borders).set_index("id").geometry
    named = []
    for shape, at in _middles(record, borders).items():
        name = actor_name(mission, shape.split("-")[0], t)
        for place in territories:
            if "-" in shape and shapes[shape].contains(shapely.Point(place.lon, place.lat)):
                name = place_name(mission, place.place_id, t)
        name = name[:1].upper() + name[1:]
        named.append(Site(name=name, at=at, main=False))
    return tuple(named)
