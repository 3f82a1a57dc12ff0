//! How far two places are from one another, as the crow flies.

/// Mean radius of the Earth, in metres.
const EARTH_RADIUS: f64 = 6_371_008.8;
/// Length of a degree of latitude on that sphere, in metres.
const METRES_PER_DEGREE: f64 = EARTH_RADIUS * std::f64::consts::PI / 180.0;

/// A place on the Earth, in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    latitude: f64,
    longitude: f64,
}

impl Point {
    /// A place, when both figures are degrees of the Earth.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Point> {
        let on_earth = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        on_earth.then_some(Point { latitude, longitude })
    }

    /// Degrees north.
    #[must_use]
    pub const fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east.
    #[must_use]
    pub const fn longitude(self) -> f64 {
        self.longitude
    }

    /// Great-circle distance in whole metres (haversine).
    #[must_use]
    pub fn metres_to(self, other: Point) -> u32 {
        let (here, there) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = ((there - here) / 2.0).sin();
        let east = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let chord = north.mul_add(north, here.cos() * there.cos() * east * east);
        let metres = 2.0 * EARTH_RADIUS * chord.sqrt().min(1.0).asin();
        // Half the way round the Earth is 20,015,114 m: the figure always fits.
        metres.round() as u32
    }
}

/// The degrees of latitude outside which nothing is within so many metres, a little wider than needed.
#[must_use]
pub fn latitudes_within(centre: Point, metres: u32) -> (f64, f64) {
    let reach = (f64::from(metres) + 1.0) / METRES_PER_DEGREE;
    (centre.latitude - reach, centre.latitude + reach)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point::new(latitude, longitude).expect("on the Earth")
    }

    #[test]
    fn known_distances() {
        let (cahors, figeac) = (point(44.4475, 1.4406), point(44.6086, 2.0317));
        assert_eq!(cahors.metres_to(cahors), 0);
        assert!((48_000..52_000).contains(&cahors.metres_to(figeac)), "{}", cahors.metres_to(figeac));
        let paris = point(48.8566, 2.3522);
        assert!((494_000..498_000).contains(&cahors.metres_to(paris)), "{}", cahors.metres_to(paris));
        assert_eq!(point(90.0, 0.0).metres_to(point(-90.0, 0.0)), 20_015_114);
    }

    #[test]
    fn what_is_not_on_the_earth_is_no_place() {
        for (latitude, longitude) in [(90.1, 0.0), (0.0, -180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Point::new(latitude, longitude), None);
        }
    }

    proptest! {
        #[test]
        fn both_ways_are_as_long(a in -90.0..90.0_f64, b in -180.0..180.0_f64, c in -90.0..90.0_f64, d in -180.0..180.0_f64) {
            prop_assert_eq!(point(a, b).metres_to(point(c, d)), point(c, d).metres_to(point(a, b)));
        }

        #[test]
        fn what_is_within_reach_is_between_the_latitudes(
            a in -90.0..90.0_f64, b in -180.0..180.0_f64, c in -90.0..90.0_f64, d in -180.0..180.0_f64,
        ) {
            let (centre, other) = (point(a, b), point(c, d));
            let (south, north) = latitudes_within(centre, centre.metres_to(other));
            prop_assert!((south..=north).contains(&c));
        }
    }
}
