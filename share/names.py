"""What actors, components and places are called, in the reader's language; each said once."""

import functools
from collections.abc import Iterable

from data.model import Mission
from data.words import OTHER, PRESS
from share.language import Language
from share.snapshot import ALL


@functools.lru_cache(maxsize=4096)
def actor_name(mission: Mission, code: str, t: Language) -> str:
    """Name an actor: from the record if it is not a state, else from CLDR, else its code."""
    if code in mission.actors:
        return t.pick(mission.actors[code].short)
    if code == PRESS:
        return t("the press")
    if code == OTHER:
        return t("a party not named")
    return t.region(code) or code


@functools.lru_cache(maxsize=4096)
def actor_full_name(mission: Mission, code: str, t: Language) -> str:
    """Name an actor in full."""
    if code in mission.actors:
        return t.pick(mission.actors[code].name)
    return actor_name(mission, code, t)


@functools.lru_cache(maxsize=4096)
def component_label(mission: Mission, key: str, t: Language) -> str:
    """Name a component in a word, such as Force."""
    if key == ALL:
        return t("All parts")
    for part in mission.settings.components:
        if part.component == key:
            return t.pick(part.label)
    return key


def component_name(mission: Mission, key: str, t: Language) -> str:
    """Name a component in full."""
    if key == ALL:
        return t("Any part of the mission")
    for part in mission.settings.components:
        if part.component == key:
            return t.pick(part.name)
    return key


def place_name(mission: Mission, place_id: str, t: Language) -> str:
    """Name a place of the record."""
    place = mission.places.get(place_id)
    return t.pick(place.name) if place else place_id


def actors_listed(mission: Mission, actors: Iterable[str], t: Language) -> str:
    """Name actors in a row, in the order of the language's alphabet."""
    return t.listing(sorted((actor_name(mission, one, t) for one in actors), key=t.order))
