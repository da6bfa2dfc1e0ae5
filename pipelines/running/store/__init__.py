"""The MLflow store as it is found: moved, damaged, locked, or with what a killed run left."""
