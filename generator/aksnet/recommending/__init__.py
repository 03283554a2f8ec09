"""From what a cluster needs of its network to the ways of setting it up, ranked, with reasons and sources."""
