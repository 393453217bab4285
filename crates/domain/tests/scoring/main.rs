//! The scoring contract, sentence by sentence.

mod defects;
mod example;
mod properties;
mod rules;
mod second_opinion;
mod support;
