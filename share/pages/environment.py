"""The templates of plain pages, and what they can ask: names, words, days and addresses."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.model import Statement
from data.positions import Position
from data.record import Record
from data.words import OTHER, PUBLISHER, REPORTED_ONLY
from share import words
from share.language import Language
from share.names import actor_full_name, actor_name, component_label, component_name, place_name

TEMPLATES = Path(__file__).with_name("templates")

To = Callable[..., str]
"""Returns the address of a thing by its kind and id: to("statement", "fra-2030-01-10")."""


@functools.cache
def environment() -> Environment:
    """Return the one set of templates; every value in them is escaped."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, *, record: Record, t: Language, to: To, **values: Any) -> bytes:
    """Fill a template in a language; `to` says where links lead."""
    told = {**vocabulary(record, t), "to": to, **values}
    return environment().get_template(template).render(told).encode()


def vocabulary(record: Record, t: Language) -> Mapping[str, Any]:
    """Return what every template can ask of a record in a language."""
    mission = record.mission
    return {
        "t": t,
        "record": record,
        "mission": mission,
        "settings": mission.settings,
        "words": words,
        "actor_name": functools.partial(_named, actor_name, mission, t),
        "actor_full_name": functools.partial(_named, actor_full_name, mission, t),
        "component_label": functools.partial(_named, component_label, mission, t),
        "component_name": functools.partial(_named, component_name, mission, t),
        "place_name": functools.partial(_named, place_name, mission, t),
        "quantity": lambda number: words.quantity(number, t),
        "quantities": lambda numbers: t.row(words.quantity(number, t) for number in numbers),
        "conditions": lambda position: conditions(record, position, t),
        "hollow": lambda told: told.evidence in REPORTED_ONLY,
        "speaker": lambda statement: speaker(record, statement, t),
    }


def _named(name: Callable[[Any, str, Language], str], mission: Any, t: Language, key: str) -> str:
    return name(mission, key, t)


def conditions(record: Record, position: Position, t: Language) -> str:
    """Say the conditions that a position's roles rest on, each once."""
    resting = (record.by_id[name] for name in position.role_statements.values())
    said = dict.fromkeys(t.pick(one.condition) for one in resting if one.condition)
    return t.row(said)


def speaker(record: Record, statement: Statement, t: Language) -> str:
    """Name the speaker, the office if it says more, for whom it speaks and on what basis."""
    if statement.speaker == PUBLISHER:
        return t("{publisher} in its own voice", publisher=statement.source.publisher)
    who = statement.speaker
    if statement.speaker_office and statement.speaker_office not in who:
        who += f", {statement.speaker_office}"
    voice = t(words.VOICE[statement.voice])
    if statement.voice == "other" and statement.speaker_for != OTHER:
        voice = actor_name(record.mission, statement.speaker_for, t)
    how = t("for {voice}, {basis}", voice=voice, basis=t(words.BASIS[statement.basis]))
    return f"{t.apart(who)} ({how})"
