"""Name the one error of this layer."""


class BoundaryError(Exception):
    """Say what about a boundary, frame or source file does not hold, and what to do about it."""
