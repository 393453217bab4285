//! The shape of the database, step by step, in pairs for the two engines.

use sql::Migration;

macro_rules! migrations {
    ($($version:literal $name:literal;)*) => {
        &[$(Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }),*]
    };
}

/// All migrations in their order. One that has been released never changes; a new one is added.
pub const MIGRATIONS: &[Migration] = migrations! {
    1 "0001_foundation";
    2 "0002_round";
    3 "0003_upload";
    4 "0004_evidence";
};
