"""From a file to one table of text, whatever the format: nothing is guessed, every cell knows where it came from."""
