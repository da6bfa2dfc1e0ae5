"""The synthetic service: nine tables about invented people, and the truth about each rating."""
