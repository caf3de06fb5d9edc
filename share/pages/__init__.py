"""Plain pages that need no server: the single file and the static site are made of them."""
