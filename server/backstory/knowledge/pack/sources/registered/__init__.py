"""The kinds of pack sources: a module each, which holds its `SOURCE`."""
