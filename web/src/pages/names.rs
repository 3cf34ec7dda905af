//! What members are called, for pages that say who did something.

use std::collections::{BTreeMap, BTreeSet};

use blkout_store::{MemberId, Store, StoreError};

/// Names by the members' ids.
pub(super) type Names = BTreeMap<MemberId, String>;

/// The names of these members. Meant for the few stewards that a page names: each is looked up by itself, once.
pub(super) async fn names(store: &Store, ids: impl IntoIterator<Item = &MemberId>) -> Result<Names, StoreError> {
    let ids: BTreeSet<&MemberId> = ids.into_iter().collect();
    let mut names = Names::new();
    for id in ids {
        let member = store.members().by_id(id).await?;
        let name = member.map_or_else(|| "somebody who has left".to_owned(), |member| member.name.as_str().to_owned());
        names.insert(id.clone(), name);
    }
    Ok(names)
}
