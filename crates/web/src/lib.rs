//! Pages, forms and the API over the use cases: parse, call one use case, render.

pub mod components;
