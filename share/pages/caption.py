"""What stands under a plain page's map: what it cannot draw, and whose boundaries it draws."""

from geo.boundaries import VIEWS
from share.cartography import Drawing
from share.language import Language
from share.names import actors_listed
from share.snapshot import Snapshot


def under_the_map(view: Snapshot, drawing: Drawing, borders: str, t: Language) -> str:
    """Say who has no shape or no place here, the attribution and the disclaimer."""
    mission = view.record.mission
    lines = []
    if drawing.borrowed:
        names = actors_listed(mission, drawing.borrowed, t)
        lines.append(
            t("Not drawn as a shape of its own in this boundary view: {names}.", names=names)
        )
    if drawing.unplaced:
        names = actors_listed(mission, drawing.unplaced, t)
        lines.append(t("Without a place on the map: {names}.", names=names))
    boundaries = VIEWS[borders]
    lines.append(f"{t(boundaries.attribution)}. {t(boundaries.disclaimer)}")
    return " ".join(lines)
