"""Azure's numbers, ranges, dates and versions, and what each target can say: data, each row with its source."""
