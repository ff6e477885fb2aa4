"""How sure are we: reshuffled labels, networks laid over each other, resampled people, answers that are missing."""
