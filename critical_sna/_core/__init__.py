"""What every other package stands on: catalogue, checks, limits, randomness, files."""
