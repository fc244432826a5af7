use std::fmt::{self, Display, Formatter};

/// One measured value, and what it should reach.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figure {
    name: &'static str,
    value: f64,
    unit: &'static str,
    reach: Option<Reach>,
}

/// What a value should reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reach {
    AtMost(f64),
    // For figures such as calls per second; no name of today has one.
    #[cfg_attr(not(test), allow(dead_code))]
    AtLeast(f64),
}

impl Figure {
    /// A figure for information: it cannot fall short.
    pub(crate) fn new(name: &'static str, value: f64, unit: &'static str) -> Self {
        Self { name, value, unit, reach: None }
    }

    pub(crate) fn reach(mut self, reach: Reach) -> Self {
        self.reach = Some(reach);
        self
    }

    /// A value that is no number falls short of every reach.
    fn falls_short(&self) -> bool {
        match self.reach {
            None => false,
            Some(Reach::AtMost(most)) => self.value.is_nan() || self.value > most,
            Some(Reach::AtLeast(least)) => self.value.is_nan() || self.value < least,
        }
    }
}

impl Display for Figure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        // Counts have no fraction, and of times nobody trusts more than two digits of it.
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

/// Prints figures as they come, and remembers whether one fell short.
#[derive(Debug, Default)]
pub(crate) struct Report {
    falls_short: bool,
}

impl Report {
    pub(crate) fn add(&mut self, figure: &Figure) {
        println!("{figure}");
        self.falls_short |= figure.falls_short();
    }

    pub(crate) fn falls_short(&self) -> bool {
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
        assert_eq!(figure.reach(Reach::AtMost(15.0)).to_string(), "compile\t11.34\ts\t<=15\tok");
        let figure = Figure::new("rate", 900.0, "calls/s").reach(Reach::AtLeast(1000.5));
        assert_eq!(figure.to_string(), "rate\t900\tcalls/s\t>=1000.5\tshort");
    }

    #[test]
    fn the_reach_itself_is_reached() {
        assert!(!Figure::new("most", 3.0, "s").reach(Reach::AtMost(3.0)).falls_short());
        assert!(!Figure::new("least", 3.0, "s").reach(Reach::AtLeast(3.0)).falls_short());
        assert!(Figure::new("over", 3.001, "s").reach(Reach::AtMost(3.0)).falls_short());
    }

    #[test]
    fn no_number_falls_short_of_every_reach() {
        assert!(Figure::new("none", f64::NAN, "s").reach(Reach::AtMost(3.0)).falls_short());
        assert!(Figure::new("none", f64::NAN, "s").reach(Reach::AtLeast(3.0)).falls_short());
    }

    #[test]
    fn one_short_figure_makes_the_report_short() {
        let mut report = Report::default();
        report.add(&Figure::new("short", 4.0, "s").reach(Reach::AtMost(3.0)));
        report.add(&Figure::new("fine", 2.0, "s").reach(Reach::AtMost(3.0)));
        report.add(&Figure::new("information", 5.0, "s"));
        assert!(report.falls_short());
    }
}
