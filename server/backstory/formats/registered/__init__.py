"""The output formats: a module each, which holds its `FORMAT`. The module's name is the format's."""
