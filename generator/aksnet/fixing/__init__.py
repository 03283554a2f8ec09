"""From fixes, which are in the words of a file, to edits of its text that touch nothing else."""
