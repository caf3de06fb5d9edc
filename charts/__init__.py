"""Figures from plain values: they never show themselves and never read a file."""
