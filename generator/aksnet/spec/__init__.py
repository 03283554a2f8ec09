"""The spec: what a person writes, as typed models, and how text becomes them and they become a view."""
