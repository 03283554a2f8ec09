"""One plain function for each command: arguments in, result out."""
