//! The facade: one engine, the pipeline, queries, exports and view structs.
