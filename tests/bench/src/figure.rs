//! Figures, and how they are printed.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};

/// One measured value and its limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    name: Cow<'static, str>,
    value: f64,
    unit: &'static str,
    reach: Option<Reach>,
}

/// The limit of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reach {
    AtMost(f64),
    AtLeast(f64),
}

impl Figure {
    /// A figure for information: it cannot fall short.
    pub fn new(name: impl Into<Cow<'static, str>>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value, unit, reach: None }
    }

    /// A figure that falls short above this.
    #[must_use]
    pub fn at_most(mut self, most: f64) -> Self {
        self.reach = Some(Reach::AtMost(most));
        self
    }

    /// A figure that falls short below this.
    #[must_use]
    pub fn at_least(mut self, least: f64) -> Self {
        self.reach = Some(Reach::AtLeast(least));
        self
    }

    /// A value that is not a number falls short of every limit.
    fn falls_short(&self) -> bool {
        self.reach.is_some_and(|reach| match reach {
            Reach::AtMost(most) => self.value.is_nan() || self.value > most,
            Reach::AtLeast(least) => self.value.is_nan() || self.value < least,
        })
    }
}

impl Display for Figure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        // Counts have no fraction, and more than two digits of a time mean nothing.
        let digits = if self.value.fract() == 0.0 { 0 } else { 2 };
        write!(formatter, "{}\t{:.digits$}\t{}\t", self.name, self.value, self.unit)?;
        match self.reach {
            None => formatter.write_str("-")?,
            Some(Reach::AtMost(most)) => write!(formatter, "<={most}")?,
            Some(Reach::AtLeast(least)) => write!(formatter, ">={least}")?,
        }
        formatter.write_str(if self.falls_short() { "\tshort" } else { "\tok" })
    }
}

/// Prints figures as they arrive, and remembers whether one fell short.
#[derive(Debug, Default)]
pub struct Report {
    falls_short: bool,
}

impl Report {
    /// Prints a figure.
    pub fn add(&mut self, figure: &Figure) {
        println!("{figure}");
        self.falls_short |= figure.falls_short();
    }

    /// Whether one of the figures so far falls short of its limit.
    #[must_use]
    pub fn falls_short(&self) -> bool {
        self.falls_short
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_one_line_with_tabs() {
        let figure = Figure::new("compile", 11.336, "s");
        assert_eq!(figure.to_string(), "compile\t11.34\ts\t-\tok");
        assert_eq!(figure.at_most(15.0).to_string(), "compile\t11.34\ts\t<=15\tok");
    }

    #[test]
    fn the_reach_itself_is_reached() {
        assert!(!Figure::new("most", 3.0, "s").at_most(3.0).falls_short());
        assert!(Figure::new("over", 3.001, "s").at_most(3.0).falls_short());
        assert!(!Figure::new("least", 3.0, "s").at_least(3.0).falls_short());
        assert!(Figure::new("under", 2.999, "s").at_least(3.0).falls_short());
    }

    #[test]
    fn no_number_falls_short_of_every_reach() {
        assert!(Figure::new("none", f64::NAN, "s").at_most(3.0).falls_short());
        assert!(Figure::new("none", f64::NAN, "s").at_least(3.0).falls_short());
    }

    #[test]
    fn one_short_figure_makes_the_report_short() {
        let mut report = Report::default();
        report.add(&Figure::new("short", 4.0, "s").at_most(3.0));
        report.add(&Figure::new("fine", 2.0, "s").at_most(3.0));
        report.add(&Figure::new("information", 5.0, "s"));
        assert!(report.falls_short());
    }
}
