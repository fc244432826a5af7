//! Organizations, their teams, projects and user groups.

mod answers;
