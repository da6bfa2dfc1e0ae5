"""What runs the SQL of features: DuckDB on one machine, Spark beyond it."""
