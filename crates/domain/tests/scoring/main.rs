//! The scoring contract, sentence by sentence.

#[path = "../../examples/generate_assessments/generator.rs"]
mod generator;

mod defects;
mod example;
mod properties;
mod rules;
mod second_opinion;
mod support;
