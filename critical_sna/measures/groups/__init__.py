"""Between and inside groups: who names whom, and how far ties stay inside."""
