"""How plain pages look: one style sheet in the app's colours, for light and dark."""

import base64
import functools
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

from charts.palette import DARK, LIGHT, OUTLINED, SHAPES, Palette
from data.words import STATUSES
from share.typeface import FAMILY, LATIN, RANGES, SCRIPT_FILES, SCRIPT_OF, WEIGHTS, Face, faces

SHEET = Path(__file__).with_name("page.css")
SCRIPT = Path(__file__).with_name("map.js")


@functools.cache
def style_sheet() -> str:
    """Return the style sheet with the colours of both themes; it names no typeface file."""
    rules = f":root{{{_variables(LIGHT)}}}@media(prefers-color-scheme:dark)"
    rules += f"{{:root{{{_variables(DARK)}}}}}"
    for status in STATUSES:
        rules += f".s-{status}{{--tone:var(--mark-{status})}}"
    return rules + SHEET.read_text(encoding="utf-8")


def _variables(colours: Palette) -> str:
    return "".join(f"--{name}:{tone};" for name, tone in tones(colours).items())


def tones(colours: Palette) -> Mapping[str, str]:
    """Return every colour of a theme by a name that all themes share; marks by their status."""
    named = {}
    for field in fields(colours):
        value = getattr(colours, field.name)
        if isinstance(value, str):
            named[field.name] = value
        else:
            pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
            named |= {f"{field.name}-{key}": tone for key, tone in pairs}
    return named


@functools.cache
def dark_of() -> Mapping[str, str]:
    """Return the dark tone of each light one: a figure is sent once, and turned dark there."""
    dark = tones(DARK)
    return {tone: dark[name] for name, tone in tones(LIGHT).items()}


@functools.cache
def glyphs() -> str:
    """Return every status's symbol as an SVG sprite, to be used by its id."""
    symbols = "".join(
        f'<symbol id="g-{status}" viewBox="0 0 16 16">'
        f'<path d="{path}"{_outlined(status)}/></symbol>'
        for status, path in SHAPES.items()
    )
    return f'<svg width="0" height="0" class="sprite" aria-hidden="true">{symbols}</svg>'


def _outlined(status: str) -> str:
    return ' class="outlined"' if status in OUTLINED else ""


def faces_of(language: str) -> tuple[Face, ...]:
    """Return the typeface files that a page in a language can need."""
    own = SCRIPT_FILES[SCRIPT_OF.get(language, LATIN)]
    wanted = {own, *(stem for stem in RANGES if stem.startswith(SCRIPT_FILES[LATIN]))}
    return tuple(face for face in faces() if face.stem in wanted)


def font_rules(wanted: Iterable[Face], addresses: Mapping[str, str]) -> str:
    """Return the CSS that names typeface files, each at its address."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{WEIGHTS[face.weight]};"
        f"font-display:swap;src:url('{addresses[face.name]}') format('woff2');"
        f"unicode-range:{RANGES[face.stem]}}}"
        for face in wanted
    )


def within(face: Face) -> str:
    """Return a typeface file as an address that holds the file itself."""
    return f"data:font/woff2;base64,{base64.b64encode(face.content).decode()}"
