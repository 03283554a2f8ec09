"""What every field of a spec means, for editors and for pages: loaded by nothing else, for the start-up time."""

from aksnet.schema.texts.clusters import CLUSTERS
from aksnet.schema.texts.features import FEATURES
from aksnet.schema.texts.networks import NETWORKS
from aksnet.schema.texts.outbound import OUTBOUND
from aksnet.schema.texts.outputs import OUTPUTS
from aksnet.schema.texts.policies import POLICIES
from aksnet.schema.texts.pools import POOLS
from aksnet.schema.texts.text import Text, date_text
from aksnet.schema.texts.vnets import VNETS

# By "Model.field", and by "Model" for the whole of a mapping. What several modes or outbound types have alike stands
# under "Mode" and "Outbound".
TEXTS: dict[str, Text] = {**CLUSTERS, **NETWORKS, **OUTBOUND, **VNETS, **POOLS, **FEATURES, **OUTPUTS, **POLICIES}

__all__ = ["TEXTS", "Text", "date_text"]
