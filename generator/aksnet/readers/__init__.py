"""What people already have, as views."""
