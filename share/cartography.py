"""A snapshot put on the map: marks, arcs, sites and tints, joined to shapes by code."""

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely

from charts.contribution_map import Ground
from charts.theatre_layer import Area, Site
from charts.world_layer import Arc, Mark
from data.positions import Position
from data.record import Record
from data.words import LADDER
from geo.anchors import anchors
from geo.arcs import distance_km, geodesic
from geo.attach import attach
from geo.boundaries import load_boundaries
from geo.frames import Frame, Point, frame_around
from share.geometry import geometry
from share.language import Language
from share.names import actor_name, component_label, place_name
from share.snapshot import ALL, Snapshot
from share.words import EVIDENCE, PART_OF_TERRITORY, STATUS

MARGIN, ARC_MARGIN, NEAR_MARGIN = 9, 2, 5
"""Degrees kept free around the outermost contributors, their lines, and those that are near."""

NEAR_KM = 4_500
"""A contributor this close to the theatre is near: as far as a medium-range flight."""

CROWD = 8
"""From this many near contributors on, their part of the world is drawn enlarged."""

ROOM_AROUND = 0.14
"""What is kept free around the theatre's places for their names, as a share of their extent."""

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
        kept_out=any(one.kept_out for one in _in_view(view, position.actor)),
        standing=_standing(view, position, t),
    )


def _in_view(view: Snapshot, actor: str) -> Iterable[Position]:
    """Yield an actor's positions in the parts in view: who is kept out of one can be in another."""
    return (one for one in view.of(actor) if view.component in (ALL, one.component))


def _standing(view: Snapshot, position: Position, t: Language) -> str:
    """Say where an actor stands, if that is only others' word, and what it is kept out of."""
    said = [t(STATUS[position.status])]
    if position.reported_only:
        said.append(t(EVIDENCE[position.evidence]))
    mission = view.record.mission
    barred = [one.component for one in _in_view(view, position.actor) if one.kept_out]
    if barred and position.status != "excluded":
        parts = t.listing(component_label(mission, component, t) for component in barred)
        said.append(t.term(t("kept out"), parts))
    return t.beside(*said)


def _arcs(
    view: Snapshot, kept: Mapping[str, Position], places: Mapping[str, Point | None]
) -> Iterable[Arc]:
    """Lead one line from each contributor to where its shown position is a contribution."""
    for code, position in kept.items():
        start, end = places[code], _destination(view.record, position)
        style = arc_style(position)
        if start and end and style:
            yield Arc(_rounded(start), _rounded(end), style, code)


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
    contributors = [code for code in record.by_actor if record.is_contributor(code)]
    found = {code: _anchor(record, code, borders) for code in contributors}
    homes = tuple(sorted((code, _rounded(at)) for code, at in found.items() if at))
    near = {code: at for code, at in homes if distance_km(at, frame.centre) <= NEAR_KM}
    crowded = len(near) >= CROWD
    ids = _meeting(shapes, frame.expanded(0.9))
    near_frame = (
        frame_around(near.values(), margin=NEAR_MARGIN, centre=frame.centre[0]) if crowded else None
    )
    addresses = geometry(borders, record.mission.name, near_frame)
    return Ground(
        world=addresses.world,
        theatre=addresses.theatre,
        theatre_ids=ids,
        stressed=theatre.shapes,
        frame=_world_frame([at for _, at in homes], frame.centre),
        theatre_frame=frame,
        parts=_parts(theatre.shapes, ids),
        focus=_focus(record, frame),
        homes=homes,
        near=frozenset(near) if crowded else frozenset(),
        near_frame=near_frame,
    )


def _world_frame(homes: Sequence[Point], middle: Point) -> Frame:
    """Frame all contributors and the whole of the lines that lead from them to the theatre."""
    around = frame_around(homes, margin=MARGIN, centre=middle[0])
    lats = [lat for home in homes for _, lat in geodesic(home, middle)]
    south = max(min(around.south, min(lats) - ARC_MARGIN), -90.0)
    north = min(max(around.north, max(lats) + ARC_MARGIN), 90.0)
    return Frame(around.west, south, around.east, north)


def _parts(stressed: Sequence[str], ids: Iterable[str]) -> tuple[str, ...]:
    """Return the mission's own shapes, then those that belong to the same actors."""
    owners = {shape.split("-")[0] for shape in stressed}
    kin = [shape for shape in ids if shape.split("-")[0] in owners and shape not in stressed]
    return (*stressed, *kin)


def _focus(record: Record, frame: Frame) -> Frame:
    """Close in on the places of the theatre, where there are two or more; else keep its frame."""
    seen = [site.at for site in _points(record) if frame.contains(*site.at)]
    if len(set(seen)) < 2:
        return frame
    lons, lats = [lon for lon, _ in seen], [lat for _, lat in seen]
    wide, high = max(lons) - min(lons), max(lats) - min(lats)
    room = ROOM_AROUND * max(wide, high)
    return Frame(min(lons) - room, min(lats) - room, max(lons) + room, max(lats) + room)


def _meeting(shapes: gpd.GeoDataFrame, frame: Frame) -> tuple[str, ...]:
    met = shapes.cx[frame.west : frame.east, frame.south : frame.north]
    return tuple(sorted(met["id"]))


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place of the record that is a point."""

    place_id: str
    at: Point


def _points(record: Record) -> Iterable[_Spot]:
    for place in record.mission.places.values():
        if place.precision in ("town", "site"):
            yield _Spot(place.place_id, (place.lon, place.lat))


def sites(view: Snapshot, t: Language) -> tuple[Site, ...]:
    """
    Return the record's places that are points on the theatre's map.

    Where a component works, it is said how many contributors are present in it.
    """
    mission = view.record.mission
    present: dict[str, int] = {}
    for part in mission.settings.components:
        present[part.place_id] = present.get(part.place_id, 0) + sum(
            position.component == part.component
            and view.component in (ALL, part.component)
            and position.status == "deployed"
            and view.record.is_contributor(position.actor)
            for position in view.positions
        )
    headquarters = mission.settings.theatre.headquarters
    found = []
    for spot in _points(view.record):
        name = place_name(mission, spot.place_id, t)
        count = present.get(spot.place_id, 0)
        found.append(
            Site(
                name=name[:1].upper() + name[1:],
                at=spot.at,
                main=spot.place_id == headquarters,
                present=t.n("{count} present", "{count} present", count) if count else "",
            )
        )
    return tuple(found)


@functools.cache
def _shown(record: Record, borders: str) -> Mapping[str, shapely.Geometry]:
    """Return what the theatre's frame and its surroundings show of each shape."""
    frame = Frame(*record.mission.settings.theatre.frame)
    box, wide = shapely.box(*frame.windows()[0]), shapely.box(*frame.expanded(0.5).windows()[0])
    shapes = load_boundaries(borders)
    seen = shapes[shapes.intersects(box)]
    return dict(zip(seen["id"], seen.geometry.intersection(wide), strict=True))


@functools.lru_cache(maxsize=64)
def areas(record: Record, borders: str, t: Language) -> tuple[Area, ...]:
    """
    Name the territories that the theatre's frame shows.

    A part of an actor (its id has a suffix) has a name of its own, or that of the
    record's place of that territory if it has one there, else the actor's.
    """
    frame = shapely.box(*Frame(*record.mission.settings.theatre.frame).windows()[0])
    named = []
    for shape, land in _shown(record, borders).items():
        name = _territory_name(record, shape, land, t)
        middle = shapely.intersection(land, frame).representative_point()
        at = (round(middle.x, 2), round(middle.y, 2))
        named.append(Area(name[:1].upper() + name[1:], at, False, land))
    return tuple(named)


def _territory_name(record: Record, shape: str, land: shapely.Geometry, t: Language) -> str:
    mission = record.mission
    if shape in PART_OF_TERRITORY:
        return t(PART_OF_TERRITORY[shape])
    for place in mission.places.values():
        within = land.contains(shapely.Point(place.lon, place.lat))
        if "-" in shape and place.kind == "territory" and within:
            return place_name(mission, place.place_id, t)
    return actor_name(mission, shape.split("-")[0], t)
