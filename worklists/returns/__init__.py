"""What oversight teams send back: read, checked whole, and kept as decisions that never change."""
