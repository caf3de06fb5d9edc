"""Decide which shapes belong to which actor, by code and never by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geopandas as gpd


@dataclass(frozen=True)
class Attachment:
    """
    Hold what joining codes to shapes gave, and what it left over on either side.

    `shapes`: the shape ids of each code that has any, both in order. `without_shape`: codes
    that no shape carries. `without_code`: shape ids whose actor is none of the codes.
    """

    shapes: Mapping[str, tuple[str, ...]]
    without_shape: tuple[str, ...]
    without_code: tuple[str, ...]


def attach(codes: Iterable[str], boundaries: gpd.GeoDataFrame) -> Attachment:
    """
    Join actor codes to the shapes that carry them, losing neither side.

    Codes compare exactly: "fra" is not "FRA". An actor may have several shapes.
    """
    by_actor: dict[str, list[str]] = defaultdict(list)
    for actor, shape in zip(boundaries["actor"], boundaries["id"], strict=True):
        by_actor[actor].append(shape)
    wanted = sorted(set(codes))
    used = {code: tuple(sorted(by_actor[code])) for code in wanted if code in by_actor}
    return Attachment(
        shapes=used,
        without_shape=tuple(code for code in wanted if code not in used),
        without_code=tuple(
            sorted(s for actor, shapes in by_actor.items() if actor not in used for s in shapes)
        ),
    )
