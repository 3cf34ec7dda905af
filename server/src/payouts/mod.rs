//! What goes to the bank: the payment file of ISO 20022, the same as a table, and the letters that banks know.

pub mod charset;
pub mod payment_file;
mod safe;
pub mod table;
mod xml;

pub use payment_file::{Payment, PaymentFile, PaymentFileError};
pub use safe::{DetailsSafe, SafeError};
