"""The spec: what the files of a survey mean, said once."""
