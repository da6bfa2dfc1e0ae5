"""Why a case is listed, in sentences about the record."""
