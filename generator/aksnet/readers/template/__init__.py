"""ARM templates and their parameter files: JSON with places, and the expressions in its texts."""
