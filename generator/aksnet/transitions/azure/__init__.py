"""What Azure does with a change: states, the single changes between them, and the verdict on two views."""
