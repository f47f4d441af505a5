//! A place of the gazetteer: what it is, where it lies, how many live there.

/// What a place is.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PlaceKind {
    /// A state or a territory with a country code of its own.
    Country,
    /// A first-level region ("Donetsk Oblast", "Louisiana").
    Region,
    /// A second-level division ("Pokrovsk Raion", "Rapides Parish").
    District,
    /// A town or village.
    Town,
    /// A sea, strait, river, continent, a region of a front or a dispute, a site.
    Feature,
}

impl PlaceKind {
    /// The kind's number in the table.
    pub(super) fn number(self) -> u8 {
        match self {
            Self::Country => 0,
            Self::Region => 1,
            Self::District => 2,
            Self::Town => 3,
            Self::Feature => 4,
        }
    }

    /// The kind of this number.
    pub(super) fn of_number(number: u8) -> Self {
        match number {
            0 => Self::Country,
            1 => Self::Region,
            2 => Self::District,
            4 => Self::Feature,
            _ => Self::Town,
        }
    }
}

/// A place of the gazetteer.
#[derive(Clone, PartialEq, Debug)]
pub struct GazetteerPlace {
    /// What it is.
    pub kind: PlaceKind,
    /// GeoNames id; none for features of our own compiling.
    pub geoname: Option<u32>,
    /// Usual name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO 3166 code of the country; empty where it lies in several or at sea.
    pub country: String,
    /// GeoNames' code of the first-level region ("05"); empty where unknown.
    pub admin1: String,
    /// People; of regions and districts the sum over their towns.
    pub population: u32,
}

/// Mean radius of the earth in kilometres.
const EARTH: f64 = 6371.0;

/// Kilometres between two points along the great circle.
pub fn kilometres([lat, lon]: [f64; 2], [other_lat, other_lon]: [f64; 2]) -> f64 {
    let (one, other) = (lat.to_radians(), other_lat.to_radians());
    let north = ((other_lat - lat).to_radians() / 2.0).sin().powi(2);
    let east = ((other_lon - lon).to_radians() / 2.0).sin().powi(2);
    2.0 * EARTH * (north + one.cos() * other.cos() * east).sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::kilometres;

    #[test]
    fn distances_follow_the_great_circle() {
        let check = |one, other, expected: f64| {
            let found = kilometres(one, other);
            assert!((found - expected).abs() < 0.01 * expected + 0.1, "{found} for {expected}");
        };
        check([50.45, 30.52], [55.75, 37.62], 756.0);
        check([0.0, 179.5], [0.0, -179.5], 111.2);
        check([12.0, 13.0], [12.0, 13.0], 0.0);
    }
}
