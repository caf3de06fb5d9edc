"""Pictures of a view for print and for other pages, drawn on the server without a browser."""
