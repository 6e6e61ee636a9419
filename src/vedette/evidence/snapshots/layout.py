"""What stands in a snapshot: the columns of its Parquet files, in order."""

import pyarrow as pa

FINDINGS = pa.schema(
    [
        ("finding_id", pa.int64()),
        ("report_id", pa.int64()),
        ("source", pa.string()),
        ("context", pa.string()),
        ("substance", pa.string()),
        ("family", pa.string()),
        ("role", pa.string()),
        ("identity", pa.string()),
        ("form", pa.string()),
        ("country", pa.string()),
        ("region", pa.string()),
        ("occurred_on", pa.date32()),
        ("precision", pa.string()),
        ("reported_on", pa.date32()),
        ("known_from", pa.timestamp("us")),
        ("known_until", pa.timestamp("us")),
    ]
)
REPORTS = pa.schema(
    [
        ("report_id", pa.int64()),
        ("source", pa.string()),
        ("context", pa.string()),
        ("country", pa.string()),
        ("region", pa.string()),
        ("occurred_on", pa.date32()),
        ("precision", pa.string()),
        ("known_from", pa.timestamp("us")),
        ("known_until", pa.timestamp("us")),
    ]
)
