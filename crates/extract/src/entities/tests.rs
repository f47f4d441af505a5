//! Entities in texts of our own.
