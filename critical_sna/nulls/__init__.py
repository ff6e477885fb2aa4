"""Null models: what a network would look like if people named each other with nothing but chance behind it."""
