//! From the bytes of an event to what matters in it. Everything else, the payer with it, ends here.

use blkout_core::payments::event::{
    About, Charge, Dispute, EventError, Head, Notice, Payout, Refund, RefundedCharge, Topic,
};
use blkout_store::Delivery;
use serde::de::DeserializeOwned;

/// What a body is.
#[derive(Debug)]
pub(super) enum Event {
    /// About money.
    Money(Topic, Delivery),
    /// About something that means nothing to the ledger, or not yet.
    Other,
}

/// Why a body is no event. What stands in it is never repeated: it may be the payer's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unreadable {
    /// Not JSON, or not of the form that the processor's events have.
    #[error("this is not an event that we can read")]
    Form,
    /// A field is not in order.
    #[error("the field {0} of this event is not in order")]
    Field(&'static str),
}

impl From<EventError> for Unreadable {
    fn from(error: EventError) -> Self {
        Self::Field(error.field)
    }
}

/// Reads an event.
///
/// # Errors
/// [`Unreadable`]
pub(super) fn read(body: &[u8]) -> Result<Event, Unreadable> {
    let head: Head = serde_json::from_slice(body).map_err(|_| Unreadable::Form)?;
    let id = head.checked_id()?;
    let Some(topic) = head.topic() else { return Ok(Event::Other) };
    let notices = notices(topic, &head, body)?;
    if notices.is_empty() {
        return Ok(Event::Other);
    }
    let digest = head.digest(&notices);
    let is_update = head.is_update();
    Ok(Event::Money(topic, Delivery { id, kind: head.kind, digest, notices, is_update }))
}

fn notices(topic: Topic, head: &Head, body: &[u8]) -> Result<Vec<Notice>, Unreadable> {
    let notices = match topic {
        Topic::Charge => object::<Charge>(body)?.notices(),
        Topic::RefundedCharge => object::<RefundedCharge>(body)?.notices(),
        Topic::Refund => object::<Refund>(body)?.notices(),
        Topic::Dispute => object::<Dispute>(body)?.notices(head),
        Topic::Payout => object::<Payout>(body)?.notices(),
    };
    Ok(notices?)
}

fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice::<About<T>>(body).map(About::into_object).map_err(|_| Unreadable::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_event_is_refused_without_being_repeated() {
        for body in [
            "",
            "null",
            "[]",
            "{}",
            "{\"id\":\"evt\"}",
            "{\"id\":7,\"type\":\"a\"}",
            "{\"id\":\"evt_1\",\"type\":\"x\"",
            "\u{0}",
        ] {
            assert_eq!(read(body.as_bytes()).unwrap_err(), Unreadable::Form, "{body}");
        }
        assert_eq!(read(&[0xff, 0xfe]).unwrap_err(), Unreadable::Form);
        let secret = "payer@example.org";
        let body = format!(
            "{{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"data\":{{\"object\":{{\"amount\":\"{secret}\"}}}}}}"
        );
        assert!(!read(body.as_bytes()).unwrap_err().to_string().contains(secret));
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = |field: &str| {
            let nest = "[".repeat(100_000) + &"]".repeat(100_000);
            format!("{{\"id\":\"evt_1\",\"type\":\"charge.succeeded\",\"{field}\":{nest}}}")
        };
        assert!(read(deep("ignored").as_bytes()).is_err());
        assert!(read(deep("data").as_bytes()).is_err());
        let other = deep("ignored").replace("charge.succeeded", "customer.created");
        assert!(matches!(read(other.as_bytes()), Ok(Event::Other) | Err(Unreadable::Form)));
    }
}
