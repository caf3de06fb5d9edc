"""The whole mission as a static site: plain files that any web server can hand out."""
