"""How fast the app is, always as a ratio to something measured beside it in the same run."""
