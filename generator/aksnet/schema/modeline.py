"""What ties a spec to its schema in editors: the schema's file beside it, and two comment lines at its top."""

from __future__ import annotations

# The file that `aksnet init`, `aksnet import -o` and `aksnet schema -o` write.
NAME = "aksnet.schema.json"
# The lines without the mark of a comment, as `spec.printing.printed` takes its head. The first is read by the YAML
# language server (VS Code, Neovim, Helix), the second by JetBrains; neither reads the other's.
HEAD = (f"yaml-language-server: $schema={NAME}", f"$schema: {NAME}")
