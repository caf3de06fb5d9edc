"""What every file that leaves the app says of itself: which record, which days, whose borders."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from geo.boundaries import view_named
from share.language import Language
from share.links import Choice, parameters_of
from share.names import actor_name, component_label
from share.snapshot import Snapshot
from share.version import record_version
from share.words import STATUS


@dataclass(frozen=True, slots=True)
class About:
    """
    The facts of one taken view.

    `on` and `known` are ISO days; `known` is empty when nothing published is left out.
    `boundaries` is the key of the boundary view, `link` empty where no address is known.
    """

    title: str
    mission: str
    version: str
    on: str
    known: str
    component: str
    status: str
    actor: str
    boundaries: str
    attribution: str
    disclaimer: str
    licence: str
    licence_url: str
    language: str
    link: str

    def as_dict(self) -> Mapping[str, str]:
        """Return the facts by their stable names, in the order in which they are told."""
        return {name: getattr(self, name) for name in self.__slots__}


def about(view: Snapshot, choice: Choice, t: Language, base_url: str = "") -> About:
    """Collect what a file must say of itself; `base_url` is where the app can be reached."""
    settings = view.record.mission.settings
    borders = view_named(choice.borders)
    licence = settings.licences[0] if settings.licences else {}
    return About(
        title=t.pick(settings.title),
        mission=view.record.mission.name,
        version=record_version(view.record),
        on=view.on.isoformat(),
        known=choice.known.isoformat() if choice.known else "",
        component=choice.component,
        status=",".join(choice.status),
        actor=choice.actor or "",
        boundaries=borders.key,
        attribution=t(borders.attribution),
        disclaimer=t(borders.disclaimer),
        licence=licence.get("title") or licence.get("name", ""),
        licence_url=licence.get("path", ""),
        language=t.code,
        link=f"{base_url.rstrip('/')}/?{urlencode(parameters_of(choice))}" if base_url else "",
    )


def labels(t: Language) -> Mapping[str, str]:
    """Name each of the facts in the reader's language."""
    return {
        "title": t("Title"),
        "mission": t("Mission"),
        "version": t("Version of the record"),
        "on": t("As of"),
        "known": t("Published by"),
        "component": t("Part"),
        "status": t("Status"),
        "actor": t("Actor"),
        "boundaries": t("Boundaries"),
        "attribution": t("Attribution"),
        "disclaimer": t("Disclaimer"),
        "licence": t("Licence"),
        "licence_url": t("Text of the licence"),
        "language": t("Language"),
        "link": t("Link to this view"),
    }


def told(facts: About, view: Snapshot, choice: Choice, t: Language) -> Mapping[str, str]:
    """Say the facts to a reader: their names and values in words, empty ones left out."""
    words = {
        **facts.as_dict(),
        "on": t.day(view.on),
        "known": t.day(choice.known) if choice.known else t("no limit: all that is in the record"),
        "component": component_label(view.record.mission, choice.component, t),
        "status": t.listing(t(STATUS[status]) for status in choice.status),
        "actor": actor_name(view.record.mission, choice.actor, t) if choice.actor else "",
        "language": t.language_name(t.code),
    }
    return {label: words[name] for name, label in labels(t).items() if words[name]}


def file_stem(view: Snapshot, choice: Choice, what: str) -> str:
    """
    Return a file name without suffix that says what the file is: it outlives its folder.

    Such as `lagoon_positions_on-2030-03-31_known-2030-02-01_patrol_record-2030-03-31-0f3a`.
    """
    parts = [view.record.mission.name, what, f"on-{view.on.isoformat()}"]
    if choice.known:
        parts.append(f"known-{choice.known.isoformat()}")
    if choice.component != "all":
        parts.append(choice.component)
    parts += [choice.actor] if choice.actor else []
    parts += choice.status
    parts.append(f"record-{record_version(view.record)}")
    return "_".join(parts)
