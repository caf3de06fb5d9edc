"""The theatre of the map: its land, its places and the names of its territories."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from charts.fitting import on_screen
from charts.labels import HIDDEN, ROOM, Label, place_labels
from charts.layout import SMALL
from charts.palette import Palette, colour_steps
from geo.frames import Frame, Point

SITE_PX = 7


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the theatre."""

    name: str
    at: Point
    main: bool


def theatre_land(
    address: str, ids: Sequence[str], *, stressed: Sequence[str], colours: Palette
) -> go.Choropleth:
    """Draw the theatre's land, its own shapes in a tone that cannot be read as a status."""
    return go.Choropleth(
        geo="geo2",
        geojson=address,
        featureidkey="properties.id",
        locations=list(ids),
        z=[int(shape in stressed) for shape in ids],
        zmin=-0.5,
        zmax=1.5,
        colorscale=colour_steps([colours.land, colours.theatre]),
        marker={"line": {"color": colours.quiet, "width": 0.8}},
    )


def places(
    sites: Sequence[Site],
    areas: Sequence[Site],
    frame: Frame,
    colours: Palette,
    *,
    px: tuple[float, float],
) -> tuple[go.Scattergeo, go.Scattergeo]:
    """Mark the theatre's places and name its territories: the main place first, then what fits."""
    main = [site for site in sites if site.main]
    others = sorted((site for site in sites if not site.main), key=lambda site: site.name)
    wanted = [*main, *areas, *others]
    plane = on_screen([site.at for site in wanted], frame, px, projection="mercator")
    sides = place_labels(
        [
            Label(site.name, x, y, centred=site in areas)
            for site, (x, y) in zip(wanted, plane, strict=True)
        ],
        taken=[at for site, at in zip(wanted, plane, strict=True) if site not in areas],
        size=SMALL * ROOM,
        symbol=SITE_PX,
        bounds=(0, 0, *px),
    )
    side_of = dict(zip(wanted, sides, strict=True))
    return _territories(areas, side_of, colours), _towns([*main, *others], side_of, colours)


def _territories(
    areas: Sequence[Site], side_of: Mapping[Site, str | None], colours: Palette
) -> go.Scattergeo:
    named = [area for area in areas if side_of[area]]
    return go.Scattergeo(
        geo="geo2",
        lon=[area.at[0] for area in named],
        lat=[area.at[1] for area in named],
        mode="text",
        text=[f"<i>{area.name}</i>" for area in named],
        textposition=[side_of[area] for area in named],
        textfont={"color": colours.quiet},
        hoverinfo="skip",
    )


def _towns(
    sites: Sequence[Site], side_of: Mapping[Site, str | None], colours: Palette
) -> go.Scattergeo:
    return go.Scattergeo(
        geo="geo2",
        lon=[site.at[0] for site in sites],
        lat=[site.at[1] for site in sites],
        mode="markers+text",
        text=[site.name if side_of[site] else "" for site in sites],
        textposition=[side_of[site] or HIDDEN for site in sites],
        hovertext=["" if side_of[site] else site.name for site in sites],
        hovertemplate="%{text}%{hovertext}<extra></extra>",
        marker={
            "symbol": ["diamond" if site.main else "circle" for site in sites],
            "size": [SITE_PX + 3 if site.main else SITE_PX - 1 for site in sites],
            "color": colours.text,
        },
    )
