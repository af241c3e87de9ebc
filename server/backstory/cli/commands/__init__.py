"""The commands of `backstory`: a module each, which holds its `command`.

The module's name is the command's; the first line of its docstring is what `backstory --help` says of it.
"""
