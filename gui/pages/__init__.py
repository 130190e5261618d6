"""One page a folder; pages never import each other."""
