"""What every stage shares: parameters, outputs, progress, MLflow."""
