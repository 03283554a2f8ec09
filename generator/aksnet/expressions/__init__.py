"""Expressions of Terraform, Bicep and ARM: one tree, one evaluator, a table of pure functions for each language."""
