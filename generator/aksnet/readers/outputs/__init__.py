"""What tools print: plans and states of Terraform, snapshots of Bicep, and resources as `az` and ARM answer them."""
