"""What people say about a map of theirs, brought back to the survey it was made of."""
