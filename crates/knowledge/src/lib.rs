//! What is known of the world before an article is read: states, offices and their holders with dates,
//! ministries, armed groups, international bodies. Facts only, each file naming its sources.

/// The facts.
#[derive(Debug, Default)]
pub struct Knowledge {}

impl Knowledge {
    /// The facts inside the binary.
    pub fn builtin() -> Self {
        Self::default()
    }
}
