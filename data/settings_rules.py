"""The rules about a mission's own settings in its datapackage.json, and the settings themselves."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from data import schema
from data.dates import published_day, said_day, written_range
from data.errors import Problem
from data.model import Component, Moment, Settings, Theatre
from data.schema import DATAPACKAGE, STATES, count_words
from data.tables import Table

TITLE_WORDS: Final = 12
LANGUAGE: Final = r"[a-z]{2,3}"
NAMED: Final[Mapping[str, str]] = {"places": "places", "actors": "actors", "short": "actors"}
"""Names that a mission may give in further languages, and the tables of what they name."""

NAME_OF_ROW: Final[Mapping[str, str]] = {"places": "place_id", "actors": "actor"}
SHAPE: Final = re.compile(r"([A-Z]{3})(-[A-Z0-9]{1,3})?")


def read_package(folder: Path) -> tuple[Mapping[str, Any], list[Problem]]:
    """Read datapackage.json; without it the settings are empty and one problem says why."""
    rule, fix = "", "Restore it from the last version that was right."
    try:
        package = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        if isinstance(package, dict):
            return package, []
        rule = "A data package is a JSON object."
    except OSError as error:
        rule = f"A record has this file, but it cannot be read ({error.strerror})."
    except UnicodeDecodeError as error:
        rule = f"The file is UTF-8, but byte {error.start} is not."
    except json.JSONDecodeError as error:
        rule = f"The file is JSON, but line {error.lineno} is not ({error.msg})."
    except RecursionError:
        rule = "The file is JSON, but nested too deeply to read."
    return {}, [Problem(DATAPACKAGE, None, "", "file", DATAPACKAGE, rule, fix)]


@dataclass(eq=False)
class SettingsReader:
    """Build the settings from what can be used, noting what cannot."""

    package: Mapping[str, Any]
    tables: Mapping[str, Table]
    name: str
    quiet: bool = False
    problems: list[Problem] = field(default_factory=list)
    created: date | None = None

    def say(self, name: str, value: object, rule: str, fix: str) -> None:
        """Note what is wrong with one setting; nothing of a file that could not be read."""
        if not self.quiet:
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            self.problems.append(Problem(DATAPACKAGE, None, "", name, shown, rule, fix))

    def settings(self) -> Settings:
        """Return the settings; what cannot be used is replaced by something harmless."""
        mission = self._object(self.package.get("mission"), "mission")
        self.created = self._created()
        view = self._object(mission.get("default_view"), "mission.default_view")
        components = self._components(mission)
        names = [component.component for component in components]
        if components and self._resources() != schema.resource_descriptors(names):
            rule = "The resources are generated from data/schema.py and are not up to date."
            self.say("resources", "", rule, f"Run: python -m data.schema --write {self.name}.")
        chosen = view.get("component")
        if chosen != "all" and chosen not in names:
            rule = "The first view shows 'all' components or one of the mission's."
            self.say("mission.default_view.component", chosen, rule, "Write 'all'.")
            chosen = "all"
        return Settings(
            title=self._languages(mission.get("title"), "mission.title"),
            description=self._languages(mission.get("description"), "mission.description"),
            version=self._version(),
            licences=self._licences(),
            components=components,
            theatre=self._theatre(mission),
            moments=self._moments(mission),
            component=str(chosen),
            borders=self._word(view.get("borders"), "mission.default_view.borders"),
            names=self._names(mission.get("names")),
        )

    def _resources(self) -> object:
        """Return the resources as generated: a packed copy adds size and checksum to each."""
        found = self.package.get("resources")
        if not isinstance(found, list):
            return found
        return [
            {name: value for name, value in one.items() if name not in ("bytes", "hash")}
            if isinstance(one, dict)
            else one
            for one in found
        ]

    def _object(self, value: object, name: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        self.say(name, value, "It is an object with settings.", "Add it.")
        return {}

    def _list(self, value: object, name: str) -> list[Any]:
        if isinstance(value, list) and value:
            return value
        self.say(name, value, "It is a list with at least one entry.", "Add it.")
        return []

    def _languages(self, value: object, name: str, *, most: int | None = None) -> Mapping[str, str]:
        entry = value if isinstance(value, dict) else {}
        texts = {}
        for locale in schema.LOCALES:
            text = entry.get(locale)
            if not isinstance(text, str) or not text.strip():
                rule = "A text for readers is in English and in French."
                self.say(f"{name}.{locale}", text, rule, "Add it.")
                text = self.name
            elif most is not None and count_words(text) > most:
                rule = f"It has at most {most} words."
                self.say(f"{name}.{locale}", text, rule, "Shorten it.")
            texts[locale] = text
        return MappingProxyType({**texts, **self._further(entry, name, most=most)})

    def _further(
        self, entry: Mapping[str, Any], name: str, *, most: int | None = None
    ) -> Mapping[str, str]:
        """Return a text's translations into languages beside those that every text is in."""
        texts = {}
        for code in sorted(set(entry) - set(schema.LOCALES)):
            text = entry[code]
            if not re.fullmatch(LANGUAGE, code):
                rule = "A translation stands under its language's code (ISO 639-1)."
                self.say(f"{name}.{code}", text, rule, "Write it like 'de'.")
            elif not isinstance(text, str) or not text.strip():
                rule = "A translation is a text."
                self.say(f"{name}.{code}", text, rule, "Write the text or remove its language.")
            elif most is not None and count_words(text) > most:
                rule = f"It has at most {most} words."
                self.say(f"{name}.{code}", text, rule, "Shorten it.")
            else:
                texts[code] = text
        return MappingProxyType(texts)

    def _names(self, value: object) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """Return names of places and actors in languages that their tables have no column for."""
        entry = self._object(value, "mission.names") if value is not None else {}
        for wrong in sorted(set(entry) - set(NAMED)):
            rule = f"Names are translated for: {', '.join(NAMED)}."
            self.say(f"mission.names.{wrong}", entry[wrong], rule, "Correct the word or remove it.")
        return MappingProxyType(
            {
                kind: MappingProxyType(self._names_of(entry.get(kind, {}), kind, table))
                for kind, table in NAMED.items()
            }
        )

    def _names_of(self, value: object, kind: str, table: str) -> dict[str, Mapping[str, str]]:
        key = NAME_OF_ROW[table]
        known = {row[key] for _, row in self.tables[table].sound}
        names = {}
        for name, texts in self._object(value, f"mission.names.{kind}").items():
            if name not in known:
                rule = f"A name is translated for a row of {table}.csv."
                self.say(f"mission.names.{kind}", name, rule, "Add the row or correct the id.")
            else:
                where = f"mission.names.{kind}.{name}"
                names[name] = self._further(self._object(texts, where), where)
        return names

    def _word(self, value: object, name: str) -> str:
        if isinstance(value, str) and re.fullmatch(schema.ID, value):
            return value
        self.say(name, value, "It is one lower-case word.", "Add it.")
        return ""

    def _created(self) -> date | None:
        value = self.package.get("created")
        if isinstance(value, str) and "T" in value:
            try:
                return datetime.fromisoformat(value).date()
            except ValueError:
                pass
        rule = "A record says when it was created (RFC 3339)."
        self.say("created", value, rule, "Write it like '2026-01-31T00:00:00Z'.")
        return None

    def _version(self) -> str:
        value = self.package.get("version")
        if isinstance(value, str) and re.fullmatch(r"\d+\.\d+\.\d+", value):
            return value
        rule = "A record's version is three numbers joined by points."
        self.say("version", value, rule, "Write it like '1.0.0'.")
        return ""

    def _licences(self) -> tuple[Mapping[str, str], ...]:
        licences = []
        for licence in self._list(self.package.get("licenses"), "licenses"):
            if isinstance(licence, dict) and isinstance(licence.get("name"), str):
                texts = {key: text for key, text in licence.items() if isinstance(text, str)}
                licences.append(MappingProxyType(texts))
            else:
                self.say("licenses", licence, "A licence has a name.", "Add it.")
        return tuple(licences)

    def _place(self, value: object, name: str) -> str:
        places = self.tables["places"]
        if isinstance(value, str) and (places.absent or value in places.values("place_id")):
            return value
        self.say(
            name,
            value,
            "It is not in places.csv, and every place of the settings is listed.",
            "Add it there or correct the id.",
        )
        return ""

    def _components(self, mission: Mapping[str, Any]) -> tuple[Component, ...]:
        components: list[Component] = []
        for position, value in enumerate(
            self._list(mission.get("components"), "mission.components")
        ):
            name = f"mission.components[{position}]"
            entry = self._object(value, name)
            word = self._word(entry.get("component"), f"{name}.component")
            if word == "all" or word in [component.component for component in components]:
                rule = "Each component has a word of its own, and 'all' means any of them."
                self.say(f"{name}.component", word, rule, "Choose another word.")
            elif word:
                label = self._languages(entry.get("label"), f"{name}.label")
                full = self._languages(entry.get("name"), f"{name}.name")
                place = self._place(entry.get("place"), f"{name}.place")
                components.append(Component(word, label, full, place))
        return tuple(components)

    def _theatre(self, mission: Mapping[str, Any]) -> Theatre:
        theatre = self._object(mission.get("theatre"), "mission.theatre")
        shapes = []
        for shape in self._list(theatre.get("shapes"), "mission.theatre.shapes"):
            match = SHAPE.fullmatch(shape) if isinstance(shape, str) else None
            if match and match[1] in STATES:
                shapes.append(shape)
            else:
                rule = "A shape is a state's code, with a part of it after a hyphen if need be."
                self.say("mission.theatre.shapes", shape, rule, "Write it like 'FRA' or 'FRA-GF'.")
        return Theatre(
            shapes=tuple(shapes),
            frame=self._frame(theatre.get("frame")),
            headquarters=self._place(mission.get("headquarters"), "mission.headquarters"),
        )

    def _frame(self, value: object) -> tuple[float, float, float, float]:
        world = (-180.0, -90.0, 180.0, 90.0)
        numbers = value if isinstance(value, list) else []
        if len(numbers) == 4 and all(
            isinstance(n, int | float) and not isinstance(n, bool) and math.isfinite(n)
            for n in numbers
        ):
            west, south, east, north = map(float, numbers)
            if -180 <= west < east <= 180 and -90 <= south < north <= 90:
                return west, south, east, north
        rule = "A frame is west, south, east, north in degrees, west < east and south < north."
        self.say("mission.theatre.frame", value, rule, "Write it like [2.0, 48.5, 3.0, 49.5].")
        return world

    def _moments(self, mission: Mapping[str, Any]) -> tuple[Moment, ...]:
        said = self._said()
        moments: list[Moment] = []
        for position, value in enumerate(self._list(mission.get("moments"), "mission.moments")):
            name = f"mission.moments[{position}]"
            entry = self._object(value, name)
            written = entry.get("day")
            span = written_range(written) if isinstance(written, str) else None
            if span is None or span[0] != span[1]:
                rule = "A moment is a real day (YYYY-MM-DD)."
                self.say(f"{name}.day", written, rule, "Write it in this form.")
                continue
            day = span[0]
            if moments and day < moments[-1].day:
                rule = f"Moments are in order of day, and this one follows {moments[-1].day}."
                self.say(f"{name}.day", written, rule, "Move it.")
            if said and not min(said.values()) <= day <= max(said.values()):
                rule = f"The record goes from {min(said.values())} to {max(said.values())}."
                self.say(f"{name}.day", written, rule, "Choose a day within it.")
            title = self._languages(entry.get("title"), f"{name}.title", most=TITLE_WORDS)
            ids = self._said_by(day, entry.get("statement_ids"), said, f"{name}.statement_ids")
            moments.append(Moment(day, title, ids))
        return tuple(sorted(moments, key=lambda moment: moment.day))

    def _said(self) -> Mapping[str, date]:
        """Return the day from which each readable statement counts."""
        published = {
            row["source_id"]: published_day(row["published"])
            for _, row in self.tables["sources"].sound
            if written_range(row["published"])
        }
        return {
            row["statement_id"]: said_day(
                row["said_on"], published=published.get(row["source_id"], date.max)
            )
            for _, row in self.tables["statements"].sound
            if written_range(row["said_on"])
        }

    def _said_by(
        self, day: date, value: object, said: Mapping[str, date], name: str
    ) -> tuple[str, ...]:
        ids = []
        for statement_id in self._list(value, name):
            if not isinstance(statement_id, str) or statement_id not in said:
                rule = "It is not in statements.csv, and a moment rests on statements."
                self.say(name, statement_id, rule, "Add it there or correct the id.")
            elif said[statement_id] > day:
                rule = f"It was said on {said[statement_id]}, after the moment's {day}."
                self.say(name, statement_id, rule, "Remove it, or move the moment.")
            else:
                ids.append(statement_id)
        return tuple(ids)
