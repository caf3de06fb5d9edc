"""Say where: boundaries of the world under a named view, and what a map needs from them."""
