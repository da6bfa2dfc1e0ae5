"""What lists found, and when the model no longer makes them."""
