"""Which assessments to audit next."""
