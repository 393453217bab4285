//! Pages, forms and the API over the use cases: parse, call one use case, render.

pub mod assets;
pub mod components;
pub mod csrf;
pub mod headers;
pub mod page;
