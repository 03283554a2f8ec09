"""Terraform configurations: from the files of a root module to its AKS and network resources."""
