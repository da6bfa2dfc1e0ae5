"""One profile a source system: where its records lie, how they are written, what they mean."""
