//! The binary as people use it: each test in a folder of its own, 80 columns, no colours.

mod archives;
mod ingest;
mod interruptions;
mod reading;
mod stories;
mod views;
mod workplace;
