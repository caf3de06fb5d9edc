"""The servers that are compared: the app, the naive twin, the bare page, each on a free port."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

import shapely

from data.load import missions
from geo.boundaries import VIEWS, load_boundaries
from geo.browser import BASE_LAYERS, NOT_DRAWN, WORLD_DECIMALS
from geo.rings import drawn_polygon

HERE = Path(__file__).parent
ROOT = HERE.parent
START_S, STOP_S = 60.0, 10.0
"""Seconds that a server may take until it is healthy, and until it has stopped."""


class ServerError(Exception):
    """A server did not start."""


@contextmanager
def app() -> Iterator[str]:
    """Serve the app with its own configuration; yield its address."""
    with _streamlit(ROOT / "app.py", folder=ROOT) as address:
        yield address


@contextmanager
def twin() -> Iterator[str]:
    """Serve the naive twin with Streamlit's defaults, from a folder that holds only its files."""
    with TemporaryDirectory(prefix="twin-") as folder:
        script = prepare_twin(Path(folder))
        with _streamlit(script, "--server.enableStaticServing=true", folder=Path(folder)) as served:
            yield served


@contextmanager
def bare() -> Iterator[str]:
    """Serve a page with one empty figure with Streamlit's defaults."""
    with TemporaryDirectory(prefix="bare-") as folder:
        script = Path(shutil.copy(HERE / "bare.py", folder))
        with _streamlit(script, folder=Path(folder)) as address:
            yield address


@contextmanager
def empty_animation(frames: int) -> Iterator[str]:
    """Serve an animation over an empty map with Streamlit's defaults; yield its address."""
    with TemporaryDirectory(prefix="empty-") as folder:
        script = Path(shutil.copy(HERE / "empty.py", folder))
        _serve_no_land(Path(folder))
        options = ("--server.enableStaticServing=true", "--", str(frames))
        with _streamlit(script, *options, folder=Path(folder)) as address:
            yield address


def prepare_twin(folder: Path) -> Path:
    """
    Put the twin, the first mission's tables and the world into one folder; return the script.

    The world is the app's default boundary view, with the app's decimals and winding but
    not simplified: that is work a first draft has not done. The empty base topology stands
    in for the one that plotly.js would fetch from a server elsewhere.
    """
    tables = ROOT / "data" / "missions" / missions()[0]
    for name in ("statements.csv", "sources.csv"):
        shutil.copy(tables / name, folder)
    (folder / "world.geojson").write_text(json.dumps(_world()), encoding="utf-8")
    _serve_no_land(folder)
    return Path(shutil.copy(HERE / "twin.py", folder))


def _world() -> dict[str, object]:
    """Return every shape of the default view as GeoJSON with the property `id`."""
    shapes = load_boundaries(next(iter(VIEWS)))
    features = []
    for code, shape in zip(shapes["id"], shapes.geometry, strict=True):
        drawn = [drawn_polygon(p, decimals=WORLD_DECIMALS) for p in shapely.get_parts(shape)]
        rings = [polygon for polygon in drawn if polygon is not None]
        if rings and code not in NOT_DRAWN:
            geometry = {"type": "MultiPolygon", "coordinates": rings}
            features.append({"type": "Feature", "properties": {"id": code}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _serve_no_land(folder: Path) -> None:
    """Put base topology without a shape where plotly.js is told to look for it."""
    nothing = {"type": "GeometryCollection", "geometries": []}
    topology = {"type": "Topology", "objects": dict.fromkeys(BASE_LAYERS, nothing), "arcs": []}
    (folder / "static").mkdir()
    (folder / "static" / "world_110m.json").write_text(json.dumps(topology), encoding="utf-8")


@contextmanager
def _streamlit(script: Path, *options: str, folder: Path) -> Iterator[str]:
    """
    Run a script in a folder on 127.0.0.1, with no other setting than those that must differ.

    Streamlit reads `.streamlit/config.toml` of the folder it runs in, so only the app
    finds the app's.
    """
    port = _free_port()
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *(f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"),
        *("--browser.gatherUsageStats=false", *options),
    ]
    plain = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=folder, env=plain, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/"
            _wait_until_healthy(process, address, script, log)
            yield address
        finally:
            _stop(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(
    process: subprocess.Popen[bytes], address: str, script: Path, log: IO[bytes]
) -> None:
    """Ask for the server's health until it answers; raise ServerError with its last words."""
    deadline = time.monotonic() + START_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    log.seek(0)
    said = log.read()[-2000:].decode(errors="replace")
    raise ServerError(f"{script.name} was not healthy within {START_S:.0f} s. It said:\n{said}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(STOP_S)
