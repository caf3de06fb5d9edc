"""What a rerun is made of: the messages of a websocket by kind, with their bytes."""

from collections import Counter
from collections.abc import Iterable, Mapping

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def bytes_by_kind(frames: Iterable[bytes]) -> Mapping[str, int]:
    """Sum the payload bytes of a rerun's messages by kind, the heaviest kind first."""
    heavy: Counter[str] = Counter()
    for frame in frames:
        heavy[kind_of(ForwardMsg.FromString(frame))] += len(frame)
    return dict(heavy.most_common())


def kind_of(message: ForwardMsg) -> str:
    """
    Name a message: an element or block by its own type, a reference, or the message itself.

    >>> kind_of(ForwardMsg(ref_hash="2b"))
    'reference'
    """
    kind = message.WhichOneof("type")
    if kind == "ref_hash":
        return "reference"
    if kind != "delta":
        return str(kind)
    if message.delta.WhichOneof("type") == "new_element":
        return str(message.delta.new_element.WhichOneof("type"))
    return f"block {message.delta.add_block.WhichOneof('type')}"
