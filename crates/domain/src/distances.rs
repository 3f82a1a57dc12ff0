//! Distances on the ground, as the crow flies.

/// Mean radius of the Earth, in metres (IUGG).
const EARTH: f64 = 6_371_008.8;

/// A point in decimal degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// North is positive.
    pub latitude: f64,
    /// East is positive.
    pub longitude: f64,
}

/// Metres between two points by the haversine formula: right to half a percent, which no road is.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "half the Earth is 20,015,115 m")]
pub fn metres(from: Point, to: Point) -> u32 {
    let (north, east) =
        ((to.latitude - from.latitude).to_radians() / 2.0, (to.longitude - from.longitude).to_radians() / 2.0);
    let chord =
        north.sin().powi(2) + from.latitude.to_radians().cos() * to.latitude.to_radians().cos() * east.sin().powi(2);
    (2.0 * EARTH * chord.sqrt().min(1.0).asin()).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cahors_is_fifty_kilometres_from_figeac() {
        let cahors = Point { latitude: 44.4493, longitude: 1.4364 };
        let figeac = Point { latitude: 44.6067, longitude: 2.0325 };
        assert_eq!(metres(cahors, cahors), 0);
        assert!((49_000..52_000).contains(&metres(cahors, figeac)), "{}", metres(cahors, figeac));
        assert_eq!(metres(cahors, figeac), metres(figeac, cahors));
    }
}
