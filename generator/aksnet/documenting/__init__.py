"""The pages of `docs` that are written from registries, in Markdown: one module each, and all of them in `pages`."""
