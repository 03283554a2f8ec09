"""The Python API: what a program may call (docs/python.md); each name of `aksnet` says which module here has it."""
