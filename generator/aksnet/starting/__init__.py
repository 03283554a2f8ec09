"""What `aksnet init` writes: a first spec with its reasons, and the files that keep it checked."""
