"""The model as a service is offered it: a version in MLflow, and the text that answers."""
