"""What a reader takes away: the view model, its sentences, links and routes."""
