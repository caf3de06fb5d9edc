"""A GeoPackage that QGIS opens as the app draws it: coloured by status, with its origin inside."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio

from share.language import Language
from share.layer_styles import GROUND, PLACES, SYMBOLS, TERRITORIES, layer_style
from share.links import Choice
from share.shapes import contributors, ground, places, symbols
from share.snapshot import Snapshot
from share.tables.about import About

WRITTEN = "2000-01-01T00:00:00Z"
"""Date of change in the file: the same content must be the same bytes on any day."""

STYLES = """
CREATE TABLE layer_styles (
 id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
 f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
 styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
 owner TEXT(30), ui TEXT(30), update_time DATETIME)
"""


def as_geopackage(view: Snapshot, choice: Choice, t: Language, facts: About) -> bytes:
    """
    Write territories, symbols, ground and places as layers, and `about` as a table.

    Every layer brings its style along (`layer_styles`, which QGIS reads on opening).
    """
    drawn = contributors(view, choice, t)
    layers = {
        GROUND: ground(choice.borders, dict.fromkeys(drawn["actor"])),
        TERRITORIES: drawn[drawn.geom_type.isin(("Polygon", "MultiPolygon"))],
        PLACES: places(view.record, t),
        SYMBOLS: symbols(view, choice, t),
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "view.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": WRITTEN})
        try:
            for name, frame in layers.items():
                _write(frame, path, name)
            rows = pd.DataFrame(list(facts.as_dict().items()), columns=["name", "value"])
            pyogrio.write_dataframe(rows, path, layer="about", driver="GPKG", append=path.exists())
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        _add_styles(path, {name: layer_style(name, t) for name in layers}, facts)
        return path.read_bytes()


def _write(frame: gpd.GeoDataFrame, path: Path, name: str) -> None:
    kind = "MultiPolygon" if name in (TERRITORIES, GROUND) else "Point"
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        geometry_type=kind,
        promote_to_multi=kind == "MultiPolygon",
        append=path.exists(),
    )


def _add_styles(path: Path, styles: Mapping[str, str], facts: About) -> None:
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(STYLES)
        base.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (WRITTEN,),
        )
        base.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
            "owner, update_time) VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', ?)",
            [(name, name, style, facts.title, WRITTEN) for name, style in styles.items()],
        )
