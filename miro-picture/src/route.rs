//! The route of a connector between two items.

use super::geometry::Point;
use super::markup::number;

/// One end of a connector.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) point: Point,
    /// The direction in which the line leaves the item; `None` for an end inside the item.
    pub(super) direction: Option<Point>,
}

/// The tip of a line, for its cap.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tip {
    pub(super) point: Point,
    /// The direction of the line in degrees.
    pub(super) angle: f64,
}

/// A route: its corners, or the four points of a Bézier curve.
#[derive(Debug)]
pub(super) struct Route {
    corners: Vec<Point>,
    is_curve: bool,
    /// The route as a polyline, accurate enough for lengths and positions.
    points: Vec<Point>,
}

/// The length of an elbowed line before its first corner.
const STUB: f64 = 30.0;
const STEPS: u32 = 32;

impl Route {
    /// Returns the route of a connector of this shape.
    pub(super) fn new(shape: &str, start: End, end: End) -> Self {
        match shape {
            "straight" => Self::along(vec![start.point, end.point]),
            "elbowed" => Self::along(elbowed(start, end)),
            _ => Self::curved(start, end),
        }
    }

    fn along(corners: Vec<Point>) -> Self {
        Self { points: corners.clone(), corners, is_curve: false }
    }

    fn curved(start: End, end: End) -> Self {
        let reach = (start.point.distance(end.point) * 0.4).max(20.0);
        let corners = vec![
            start.point,
            start.point.towards(leaving(start, end), reach),
            end.point.towards(leaving(end, start), reach),
            end.point,
        ];
        let points = (0..=STEPS).map(|step| on_curve(&corners, f64::from(step) / f64::from(STEPS))).collect();
        Self { corners, is_curve: true, points }
    }

    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }

    /// Formats the route as the data of an SVG path.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for (index, Point { x, y }) in self.corners.iter().enumerate() {
            path += match index {
                0 => "M ",
                1 if self.is_curve => " C ",
                _ if self.is_curve => " ",
                _ => " L ",
            };
            path += &format!("{} {}", number(*x), number(*y));
        }
        path
    }

    /// Returns both tips, the one at the start first.
    pub(super) fn tips(&self) -> (Tip, Tip) {
        let tip = |last: Option<&Point>, before: Option<&Point>| {
            let point = last.copied().unwrap_or(Point { x: 0.0, y: 0.0 });
            let before = before.copied().unwrap_or(point);
            Tip { point, angle: (point.y - before.y).atan2(point.x - before.x).to_degrees() }
        };
        // Two equal points have no direction.
        let apart = |first: Option<&Point>, mut others: Box<dyn Iterator<Item = Point> + '_>| {
            let first = first.copied();
            others.find(|point| first.is_some_and(|first| first.distance(*point) > 0.01))
        };
        let points = &self.points;
        let second = apart(points.first(), Box::new(points.iter().copied()));
        let last_but_one = apart(points.last(), Box::new(points.iter().rev().copied()));
        (tip(points.first(), second.as_ref()), tip(points.last(), last_but_one.as_ref()))
    }

    /// Returns the point at this share of the route.
    pub(super) fn at(&self, share: f64) -> Point {
        let steps = || self.points.iter().zip(self.points.iter().skip(1));
        let length: f64 = steps().map(|(from, to)| from.distance(*to)).sum();
        let mut left = length * share;
        for (from, to) in steps() {
            let step = from.distance(*to);
            if left <= step && step > 0.0 {
                return from.between(*to, left / step);
            }
            left -= step;
        }
        self.points.last().copied().unwrap_or(Point { x: 0.0, y: 0.0 })
    }
}

/// Returns the direction in which a line leaves; from inside an item, towards the other end.
fn leaving(end: End, other: End) -> Point {
    end.direction.unwrap_or_else(|| {
        let distance = end.point.distance(other.point).max(0.01);
        Point::new((other.point.x - end.point.x) / distance, (other.point.y - end.point.y) / distance)
    })
}

fn on_curve(corners: &[Point], share: f64) -> Point {
    // De Casteljau: interpolates between neighbors repeatedly, until one point is left.
    let mut points = corners.to_vec();
    while points.len() > 1 {
        points =
            points.iter().zip(points.iter().skip(1)).map(|(one, next)| one.between(*next, share)).collect();
    }
    points.first().copied().unwrap_or(Point { x: 0.0, y: 0.0 })
}

/// Returns a route of horizontal and vertical pieces only.
fn elbowed(start: End, end: End) -> Vec<Point> {
    let (a, b) = (start.point, end.point);
    let (out, into) = (leaving(start, end), leaving(end, start));
    let is_level = |direction: Point| direction.x.abs() >= direction.y.abs();
    let snapped = |direction: Point| match is_level(direction) {
        true => Point::new(direction.x.signum(), 0.0),
        false => Point::new(0.0, direction.y.signum()),
    };
    let (from, to) = (a.towards(snapped(out), STUB), b.towards(snapped(into), STUB));
    let middle = a.between(b, 0.5);
    let mut corners = vec![a];
    match (is_level(out), is_level(into)) {
        (true, true) if (to.x - from.x) * out.x >= 0.0 && (from.x - to.x) * into.x >= 0.0 => {
            corners.extend([Point::new(middle.x, a.y), Point::new(middle.x, b.y)]);
        }
        (false, false) if (to.y - from.y) * out.y >= 0.0 && (from.y - to.y) * into.y >= 0.0 => {
            corners.extend([Point::new(a.x, middle.y), Point::new(b.x, middle.y)]);
        }
        (true, true) => corners.extend([from, Point::new(from.x, middle.y), Point::new(to.x, middle.y), to]),
        (false, false) => {
            corners.extend([from, Point::new(middle.x, from.y), Point::new(middle.x, to.y), to])
        }
        (true, false) if (b.x - a.x) * out.x > 0.0 && (a.y - b.y) * into.y > 0.0 => {
            corners.push(Point::new(b.x, a.y));
        }
        (false, true) if (b.y - a.y) * out.y > 0.0 && (a.x - b.x) * into.x > 0.0 => {
            corners.push(Point::new(a.x, b.y));
        }
        (true, false) => corners.extend([from, Point::new(from.x, to.y), to]),
        (false, true) => corners.extend([from, Point::new(to.x, from.y), to]),
    }
    corners.push(b);
    corners
}

#[cfg(test)]
mod tests {
    use super::{End, Route};
    use crate::geometry::Point;

    fn end(x: f64, y: f64, direction: (f64, f64)) -> End {
        End { point: Point::new(x, y), direction: Some(Point::new(direction.0, direction.1)) }
    }

    const RIGHT: (f64, f64) = (1.0, 0.0);
    const LEFT: (f64, f64) = (-1.0, 0.0);
    const UP: (f64, f64) = (0.0, -1.0);

    #[test]
    fn a_straight_line_points_at_its_ends() {
        let route = Route::new("straight", end(0.0, 0.0, RIGHT), end(100.0, 100.0, LEFT));
        assert_eq!(route.path(), "M 0 0 L 100 100");
        assert_eq!(route.at(0.5), Point::new(50.0, 50.0));
        let (start, end) = route.tips();
        assert!((start.angle + 135.0).abs() < 1e-9 && (end.angle - 45.0).abs() < 1e-9);
    }

    #[test]
    fn an_elbowed_line_turns_at_right_angles() {
        let facing = Route::new("elbowed", end(0.0, 0.0, RIGHT), end(200.0, 100.0, LEFT));
        assert_eq!(facing.path(), "M 0 0 L 100 0 L 100 100 L 200 100");
        let corner = Route::new("elbowed", end(0.0, 0.0, RIGHT), end(200.0, 100.0, UP));
        assert_eq!(corner.path(), "M 0 0 L 200 0 L 200 100");
        let directions = [RIGHT, LEFT, UP, (0.0, 1.0)];
        for (out, into) in directions.iter().flat_map(|out| directions.iter().map(move |into| (*out, *into)))
        {
            let route = Route::new("elbowed", end(0.0, 0.0, out), end(-60.0, 10.0, into));
            for (from, to) in route.points().iter().zip(route.points().iter().skip(1)) {
                assert!(from.x == to.x || from.y == to.y, "{out:?} {into:?} {}", route.path());
            }
        }
    }

    #[test]
    fn a_curve_leaves_in_the_direction_of_its_edge() {
        let route = Route::new("curved", end(0.0, 0.0, RIGHT), end(200.0, 100.0, LEFT));
        assert!(
            route.path().starts_with("M 0 0 C ") && route.path().ends_with("200 100"),
            "{}",
            route.path()
        );
        let middle = route.at(0.5);
        assert!((middle.x - 100.0).abs() < 1.0 && (middle.y - 50.0).abs() < 1.0, "{middle:?}");
        let (start, end) = route.tips();
        assert!((start.angle.abs() - 180.0).abs() < 15.0 && end.angle.abs() < 15.0, "{start:?} {end:?}");
    }

    #[test]
    fn a_line_without_length_has_finite_tips() {
        for shape in ["straight", "elbowed", "curved"] {
            let nowhere = End { point: Point::new(5.0, 5.0), direction: None };
            let route = Route::new(shape, nowhere, nowhere);
            let (start, end) = route.tips();
            assert!(start.angle.is_finite() && end.angle.is_finite());
            assert!(route.at(0.5).x.is_finite());
            assert!(!route.path().contains("NaN"), "{}", route.path());
        }
    }
}
