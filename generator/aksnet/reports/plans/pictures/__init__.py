"""What pictures of a plan are made of: geometry, colours, letters, maps, bars, lists and pages."""
