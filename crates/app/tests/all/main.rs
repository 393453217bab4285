//! Use cases, on a whole application.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod access_test;
mod account;
mod announcing;
mod appealing;
mod believing;
mod bodies;
mod care;
mod catalogue;
mod contact;
mod contact_codes;
mod content;
mod content_languages;
mod content_privacy;
mod correcting;
mod decree;
mod documents;
mod duties;
mod evidence;
mod exemption;
mod facts;
mod films;
mod handover;
mod harvesting;
mod interviewing;
mod links;
mod looks;
mod national;
mod office;
mod people;
mod releasing;
mod reviewing;
mod room;
mod searching;
mod service;
mod sites;
mod succession;
mod time;
mod verification;
mod video;
