"""Reading Bicep: the text of `.bicep` and `.bicepparam` files into statements."""
