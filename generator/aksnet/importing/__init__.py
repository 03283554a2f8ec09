"""From a view to a spec that means the same: what `aksnet import` writes, and what it cannot say."""
