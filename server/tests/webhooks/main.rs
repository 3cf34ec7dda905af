//! The processor's webhook as the processor meets it, and as those who only pretend to be it do.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, fails it")]

mod deliveries;
mod signatures;
mod site;
