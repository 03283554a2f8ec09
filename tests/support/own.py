"""Templates of a user's, for tests: files as they would be read from a directory `t`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from aksnet.commands.own_templates import fault
from aksnet.dialects import Dialect
from aksnet.errors import AksnetError
from aksnet.readers.terraform.dangling import dangling
from aksnet.resources import OwnTemplates
from places import SPECS
from rendering import WHOLE, generate, texts

OUTPUTS = "terraform/outputs.tf.j2"
PLACE = "bicep/place.bicep.j2"


def own(files: Mapping[str, str]) -> OwnTemplates:
    """The files as templates of the directory `t`."""
    return OwnTemplates("t", tuple(sorted(files.items())), fault, dangling)


def rendered(
    files: Mapping[str, str], dialect: Dialect = WHOLE["terraform"], sample: str = "overlay"
) -> dict[str, str]:
    """The texts of a sample with the files in the place of aksnet's."""
    return texts(generate(SPECS[sample], dialect._replace(own=own(files))).files)


def told(files: Mapping[str, str], dialect: Dialect = WHOLE["terraform"], sample: str = "overlay") -> str:
    """What is said of files that are wrong."""
    with pytest.raises(AksnetError) as error:
        rendered(files, dialect, sample)
    assert error.value.exit_code == 2
    return str(error.value)
