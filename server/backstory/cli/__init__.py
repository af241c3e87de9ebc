"""The command line. Prints; nothing else does."""
