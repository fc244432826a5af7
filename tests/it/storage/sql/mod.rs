//! SQLite, PostgreSQL and MariaDB: the same tests for each, from one list.

mod by_hand;
mod contract;
mod database;
mod failures;
mod fencing;
mod processes;
mod refreshing;
mod shared;

/// Makes a test of each of these functions for each database; databases that are not installed are skipped.
macro_rules! on_each_database {
    ($($(#[$attribute:meta])* $test:ident),* $(,)?) => {
        mod sqlite {
            $($(#[$attribute])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                super::$test($crate::storage::sql::database::Sqlite::new()).await;
            })*
        }

        mod postgres {
            $($(#[$attribute])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                let Some(database) = $crate::storage::sql::database::Postgres::new() else { return };
                super::$test(database).await;
            })*
        }

        mod mariadb {
            $($(#[$attribute])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $test() {
                let Some(database) = $crate::storage::sql::database::MariaDb::new() else { return };
                super::$test(database).await;
            })*
        }
    };
}
use on_each_database;
