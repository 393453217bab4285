//! Test support: fresh databases on either engine, a whole application, a browser without a network. Never shipped.

pub mod app;
pub mod browser;
pub mod db;
pub mod nation;
pub mod press;
pub mod scene;
pub mod site;
pub mod stage;

pub use app::{PASSWORD, START, TestApp, TestClock};
pub use browser::{Browser, Page};
pub use site::Site;

#[doc(hidden)]
pub use sql;
