"""How strong a statement is for its actor: presence is observed, will is declared."""

from collections.abc import Collection

from data.words import PRESS, PUBLISHER


def voice_of(*, actor: str, speaker_for: str, mission_bodies: Collection[str]) -> str:
    """
    Say for whom the speaker speaks, relative to the actor: own, mission, other or press.

    >>> voice_of(actor="TUR", speaker_for="ISR", mission_bodies={"CORPS"})
    'other'
    """
    if speaker_for == actor:
        return "own"
    if speaker_for in mission_bodies:
        return "mission"
    return "press" if speaker_for == PRESS else "other"


def evidence_of(
    *,
    actor: str,
    status: str,
    speaker: str,
    speaker_for: str,
    basis: str,
    mission_bodies: Collection[str],
) -> str:
    """
    Grade a statement as own, observed, mission or reported.

    What an actor says of itself is *own*, except that it cannot exclude itself.
    `deployed` and `withdrawn` can be seen by others: by an official on record, in a
    document, or by a medium in its own voice they are *observed*. The mission's
    bodies on record about an actor that is not one of them are *mission*.

    >>> evidence_of(actor="ESP", status="deployed", speaker="the publisher",
    ...             speaker_for="PRESS", basis="media_report", mission_bodies=set())
    'observed'
    """
    if speaker_for == actor and status != "excluded":
        return "own"
    own_voice_of_medium = basis == "media_report" and speaker == PUBLISHER
    if status in ("deployed", "withdrawn") and (
        basis in ("on_record", "document") or own_voice_of_medium
    ):
        return "observed"
    on_record = basis in ("on_record", "document")
    if on_record and speaker_for in mission_bodies and actor not in mission_bodies:
        return "mission"
    return "reported"
