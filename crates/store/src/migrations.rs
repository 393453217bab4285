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
    5 "0005_tiers";
    6 "0006_verification";
    7 "0007_appeal";
    8 "0008_access_test";
    9 "0009_publication";
    10 "0010_fairness";
    11 "0011_interview";
    12 "0012_succession";
    13 "0013_catalogue";
    14 "0014_search";
    15 "0015_documents";
    16 "0016_service";
    17 "0017_exemption";
    18 "0018_item_import";
    19 "0019_content";
    20 "0020_contact";
    21 "0021_decree";
    22 "0022_video";
    23 "0023_harvest";
    24 "0024_films";
    25 "0025_room";
    26 "0026_faces";
    27 "0027_coming";
    28 "0028_beside";
    29 "0029_search_bounds";
};
