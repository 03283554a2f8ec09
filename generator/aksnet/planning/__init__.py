"""What clusters need of address ranges, what they have, and where new ranges go."""
