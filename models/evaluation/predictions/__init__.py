"""Out-of-fold predictions, as arrays ready to be measured."""
