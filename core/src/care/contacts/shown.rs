//! Which entries a reader sees: those that may be relied upon, in the order of the page, for where the reader is.

use super::{AsOf, CONTACTS, Contact, Freshness, HelpTopic, Nation, Urgency};

/// The entries for one part of the page, in the order of the list. Where somebody is in danger now, no choice of a
/// nation hides anything.
pub fn with_urgency(urgency: Urgency, nation: Option<Nation>, as_of: AsOf<'_>) -> Vec<&'static Contact> {
    let nation = nation.filter(|_| urgency != Urgency::ImmediateDanger);
    shown(nation, as_of).filter(|contact| contact.urgency == urgency).collect()
}

/// The entries for one topic, in the order of the list.
pub fn about_topic(topic: HelpTopic, nation: Option<Nation>, as_of: AsOf<'_>) -> Vec<&'static Contact> {
    shown(nation, as_of).filter(|contact| contact.topics.contains(&topic)).collect()
}

fn shown(nation: Option<Nation>, as_of: AsOf<'_>) -> impl Iterator<Item = &'static Contact> {
    CONTACTS
        .iter()
        .filter(move |contact| nation.is_none_or(|nation| contact.nations.contains(&nation)))
        .filter(move |contact| contact.freshness(as_of) != Freshness::Hidden)
}
