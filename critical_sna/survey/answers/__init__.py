"""From tables of text to long answers: who said what about whom, resolved, scaled, with its state."""
