//! The name of an agreement.

crate::id::uuid_id! {
    /// The name of an agreement in addresses and in the record.
    AgreementId
}
