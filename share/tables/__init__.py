"""Tables that a reader takes away: what is in them, and the formats they are written in."""
