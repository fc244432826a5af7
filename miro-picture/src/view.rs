//! Chooses the part of the canvas that a picture shows first: all of it, unless a few items are so far away that
//! the others would become too small to see.

use super::geometry::{Bounds, Point};

/// An item is far away if its distance from the middle is more than this multiple of the reach of all nearer
/// items.
const FAR: f64 = 4.0;
/// Items within this distance are never far away.
const NEAR: f64 = 2_000.0;
/// The maximum number of distant places that are listed.
const MAX_PLACES: usize = 100;
/// Items within this distance belong to the same place.
const APART: f64 = 500.0;

/// The spread of a board's items over the canvas.
#[derive(Debug)]
pub(super) struct Spread {
    /// Whether each of the items is near.
    pub(super) near: Vec<bool>,
    /// The places of those that are not.
    pub(super) far: Vec<Bounds>,
}

impl Spread {
    pub(super) fn of(boxes: &[Bounds]) -> Self {
        let middle = middle(boxes);
        let mut by_distance: Vec<(f64, f64, usize)> = boxes
            .iter()
            .enumerate()
            .map(|(index, bounds)| (distance(*bounds, middle), reach(*bounds, middle), index))
            .collect();
        by_distance.sort_by(|one, other| one.0.total_cmp(&other.0));
        // More than half of the items always count as near.
        let most = boxes.len() / 2 + 1;
        let mut reached = 0.0_f64;
        let mut count = boxes.len();
        for (rank, (distance, reach, _)) in by_distance.iter().enumerate() {
            if rank >= most && *distance > (reached * FAR).max(NEAR) {
                count = rank;
                break;
            }
            reached = reached.max(*reach);
        }
        let mut near = vec![false; boxes.len()];
        for (_, _, index) in by_distance.iter().take(count) {
            near[*index] = true;
        }
        let far = by_distance.iter().skip(count).map(|(_, _, index)| boxes[*index]);
        Self { near, far: places(far) }
    }
}

/// Returns the median of the centers.
fn middle(boxes: &[Bounds]) -> Point {
    let median = |coordinate: fn(&Bounds) -> f64| {
        let mut all: Vec<f64> = boxes.iter().map(coordinate).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    Point::new(
        median(|bounds| (bounds.left + bounds.right) / 2.0),
        median(|bounds| (bounds.top + bounds.bottom) / 2.0),
    )
}

/// Returns the distance from a point to the nearest side of a box; zero if the point is inside.
fn distance(bounds: Bounds, from: Point) -> f64 {
    let sideways = (bounds.left - from.x).max(from.x - bounds.right);
    let upright = (bounds.top - from.y).max(from.y - bounds.bottom);
    sideways.max(upright).max(0.0)
}

/// Returns the distance to the farthest side.
fn reach(bounds: Bounds, from: Point) -> f64 {
    let sideways = (from.x - bounds.left).abs().max((bounds.right - from.x).abs());
    let upright = (from.y - bounds.top).abs().max((bounds.bottom - from.y).abs());
    sideways.max(upright)
}

/// Merges boxes that are close together.
fn places(boxes: impl Iterator<Item = Bounds>) -> Vec<Bounds> {
    let mut places: Vec<Bounds> = Vec::new();
    for bounds in boxes {
        if let Some(place) = places.iter_mut().find(|place| place.overlaps(bounds.grown(APART))) {
            *place = place.union(bounds);
        } else if places.len() < MAX_PLACES {
            places.push(bounds);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::super::geometry::{Bounds, Point};
    use super::Spread;

    fn spread(places: &[(f64, f64)]) -> Spread {
        let boxes: Vec<Bounds> =
            places.iter().map(|(x, y)| Bounds::around(Point::new(*x, *y), 200.0, 200.0, 0.0)).collect();
        Spread::of(&boxes)
    }

    #[test]
    fn a_few_distant_items_are_left_out_of_the_view() {
        let spread = spread(&[
            (0.0, 0.0),
            (300.0, 0.0),
            (0.0, 300.0),
            (0.0, 600.0),
            (90_000.0, 0.0),
            (90_300.0, 0.0),
            (0.0, -1e6),
        ]);
        assert_eq!(spread.near, [true, true, true, true, false, false, false]);
        assert_eq!(spread.far.len(), 2, "two of them are at one place: {spread:?}");
    }

    #[test]
    fn large_boards_are_shown_whole() {
        let row: Vec<(f64, f64)> = (0..200).map(|number| (f64::from(number) * 1_000.0, 0.0)).collect();
        for places in [
            &row[..],
            &[(0.0, 0.0), (1e6, 0.0)],
            &[(0.0, 0.0)],
            &[],
            &[(0.0, 0.0), (0.0, 0.0), (1_500.0, 0.0)],
        ] {
            let spread = spread(places);
            assert!(spread.near.iter().all(|near| *near) && spread.far.is_empty(), "{spread:?}");
        }
    }

    #[test]
    fn a_frame_around_everything_is_near() {
        let mut boxes = vec![Bounds::around(Point::new(0.0, 0.0), 20_000.0, 20_000.0, 0.0)];
        boxes.extend([0.0, 100.0, 200.0].map(|x| Bounds::around(Point::new(x, 0.0), 50.0, 50.0, 0.0)));
        assert!(Spread::of(&boxes).far.is_empty());
    }
}
