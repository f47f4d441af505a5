//! The binary as people use it: each test in a folder of its own, 80 columns, no colours.

mod archives;
mod interruptions;
mod reading;
mod views;
mod workplace;
