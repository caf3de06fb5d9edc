"""The record for programs: read-only routes that say what the pages show."""
