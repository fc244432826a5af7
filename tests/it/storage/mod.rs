//! The storages that outlive the program, on servers that the tests start themselves.

mod sql;
