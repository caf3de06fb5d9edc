"""What a reader sees: a file per page and the parts they share."""
