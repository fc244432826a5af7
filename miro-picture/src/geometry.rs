//! Points and boxes on the canvas.

/// The limit of coordinates, so that one distant item does not lead to numbers that no browser draws.
const MAX_COORDINATE: f64 = 10_000_000.0;

/// A point on the canvas; y points down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The smallest upright box around something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Point {
    pub(super) fn new(x: f64, y: f64) -> Self {
        Self { x: x.clamp(-MAX_COORDINATE, MAX_COORDINATE), y: y.clamp(-MAX_COORDINATE, MAX_COORDINATE) }
    }

    /// Returns the point at this distance in this direction.
    pub(super) fn towards(self, direction: Point, distance: f64) -> Self {
        Self::new(self.x + direction.x * distance, self.y + direction.y * distance)
    }

    pub(super) fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// Returns the point at this share of the way to another point.
    pub(super) fn between(self, other: Self, share: f64) -> Self {
        Self::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }

    /// Rotates the point clockwise about the origin.
    pub(super) fn rotated(self, degrees: f64) -> Self {
        let (sine, cosine) = degrees.to_radians().sin_cos();
        Self::new(self.x * cosine - self.y * sine, self.x * sine + self.y * cosine)
    }
}

impl Bounds {
    /// Returns the bounds of a box that is rotated about its center.
    pub(super) fn around(center: Point, width: f64, height: f64, degrees: f64) -> Self {
        let corners = [(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
        let corners = corners.map(|(x, y)| {
            let corner = Point::new(x * width, y * height).rotated(degrees);
            Point::new(center.x + corner.x, center.y + corner.y)
        });
        Self::of(corners).unwrap_or(Self { left: center.x, top: center.y, right: center.x, bottom: center.y })
    }

    /// Returns the bounds of points; `None` if there are none.
    pub(super) fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let single = |point: Point| Self { left: point.x, top: point.y, right: point.x, bottom: point.y };
        points.into_iter().map(single).reduce(Self::union)
    }

    pub(super) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) fn contains(self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left <= other.right
            && other.left <= self.right
            && self.top <= other.bottom
            && other.top <= self.bottom
    }

    pub(super) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(super) fn height(self) -> f64 {
        self.bottom - self.top
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Point};

    #[test]
    fn a_rotated_box_has_larger_bounds() {
        let upright = Bounds::around(Point::new(10.0, 20.0), 40.0, 20.0, 0.0);
        assert_eq!(upright, Bounds { left: -10.0, top: 10.0, right: 30.0, bottom: 30.0 });
        let turned = Bounds::around(Point::new(10.0, 20.0), 40.0, 20.0, 90.0);
        assert!((turned.width() - 20.0).abs() < 1e-9 && (turned.height() - 40.0).abs() < 1e-9, "{turned:?}");
    }

    #[test]
    fn coordinates_are_limited() {
        assert_eq!(Point::new(1e300, f64::MIN), Point { x: 1e7, y: -1e7 });
    }
}
