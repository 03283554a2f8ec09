"""The HCL reader: texts of Terraform, in native syntax and in JSON, into blocks and expressions with their places."""
