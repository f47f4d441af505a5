//! Tests against the shared gold, corpora and reference tools. They are skipped, with a note, where the
//! `shared` folder does not lie beside the repository, and fail there if `VERBALE_REQUIRE_SHARED` is 1.

mod common;
mod polnear;
mod polnear_convention;
mod record;
mod stories;
mod treebank;
