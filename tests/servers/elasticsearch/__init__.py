"""A genuine Elasticsearch for tests and development, from its published jars, without Docker (docs/elasticsearch.md)."""
