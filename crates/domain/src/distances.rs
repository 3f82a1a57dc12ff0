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

/// The degrees of latitude outside which nothing is within so many metres, a little wider than needed.
#[must_use]
pub fn latitudes_within(centre: Point, metres: u32) -> (f64, f64) {
    let reach = ((f64::from(metres) + 1.0) / EARTH).to_degrees();
    (centre.latitude - reach, centre.latitude + reach)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cahors_is_fifty_kilometres_from_figeac() {
        let cahors = Point { latitude: 44.4493, longitude: 1.4364 };
        let figeac = Point { latitude: 44.6067, longitude: 2.0325 };
        assert_eq!(metres(cahors, cahors), 0);
        assert!((49_000..52_000).contains(&metres(cahors, figeac)), "{}", metres(cahors, figeac));
        assert_eq!(metres(cahors, figeac), metres(figeac, cahors));
    }

    proptest! {
        #[test]
        fn what_is_within_reach_is_between_the_latitudes(
            a in -90.0..90.0_f64, b in -180.0..180.0_f64, c in -90.0..90.0_f64, d in -180.0..180.0_f64,
        ) {
            let (centre, other) = (Point { latitude: a, longitude: b }, Point { latitude: c, longitude: d });
            let (south, north) = latitudes_within(centre, metres(centre, other));
            prop_assert!((south..=north).contains(&c));
        }
    }
}
