"""Templates of a user's: what they may say, the environment that they are rendered in, and how faults are told."""
