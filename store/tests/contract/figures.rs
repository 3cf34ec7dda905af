//! The story of the figures that pages read instead of the postings.
#![cfg(test)]

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Currency},
};
use blkout_store::{Filter, Store};
use sea_orm::ConnectionTrait;

use crate::ledger::{file, import, row};

fn slug(name: &str) -> CreatorSlug {
    CreatorSlug::new(name).unwrap()
}

/// Imports in two parts, so that what is kept is added to.
async fn imported(store: &Store) {
    let (first, second) = file().into_iter().partition(|row| row.id.as_str() < "t4");
    import(store, first).await.unwrap();
    import(store, second).await.unwrap();
}

pub(crate) async fn figures_are_those_of_the_postings(store: Store) {
    assert_eq!(store.ledger().lowest_shares().await.unwrap(), []);
    imported(&store).await;
    assert_eq!(store.ledger().check_figures().await.unwrap(), None);

    let (works, more) = store.ledger().works(&slug("ada"), Currency::GBP, 10).await.unwrap();
    let works: Vec<_> = works.iter().map(|work| (work.title.as_str(), work.amount, work.payments)).collect();
    assert_eq!((works, more), (vec![("Work of ch_1", 500, 1), ("Work of ch_3", 1, 1)], false));
    let (works, more) = store.ledger().works(&slug("ada"), Currency::GBP, 1).await.unwrap();
    assert_eq!((works.len(), more), (1, true));
}

pub(crate) async fn the_lowest_share_is_found_exactly(store: Store) {
    imported(&store).await;
    let lowest = store.ledger().lowest_shares().await.unwrap();
    // £19.99 gives the creators £15.00; £9.99 gives them £7.50: 750/999 is higher than 1500/1999. Gifts do not count.
    assert_eq!(lowest.len(), 1);
    assert_eq!((lowest[0].currency, lowest[0].lowest.share.to_string().as_str()), (Currency::GBP, "1500/1999"));
    assert_eq!((lowest[0].payment_id.as_str(), lowest[0].lowest.number), ("ch_1", 1));

    import(&store, vec![row("t30", TransactionKind::Charge, 2_000, "ch_30", &[("bo", 1)])]).await.unwrap();
    import(&store, vec![row("t31", TransactionKind::Charge, 400, "ch_31", &[("bo", 1)])]).await.unwrap();
    let lowest = store.ledger().lowest_shares().await.unwrap();
    assert_eq!((lowest[0].lowest.share.to_string().as_str(), lowest[0].payment_id.as_str()), ("3/4", "ch_30"));
    assert_eq!(store.ledger().check_figures().await.unwrap(), None);
}

pub(crate) async fn sums_are_of_the_moment_that_they_name(store: Store) {
    let pound =
        |number: i64| row(&format!("m{number}"), TransactionKind::Charge, 100, &format!("mch{number}"), &[("ada", 1)]);
    import(&store, vec![pound(0)]).await.unwrap();
    let is_done = std::cell::Cell::new(false);
    let writing = async {
        for number in 1..=30 {
            import(&store, vec![pound(number)]).await.unwrap();
        }
        is_done.set(true);
    };
    // Whoever checks a page takes as many entries as the page says, and adds them up.
    let reading = async {
        while !is_done.get() {
            let (size, totals) = store.ledger().totals_as_of().await.unwrap();
            // The first entry is the policy.
            let payments = i64::try_from(size).unwrap() - 1;
            assert_eq!((totals[0].transactions, totals[0].charged), (payments, 100 * payments));
            let account = store.ledger().creator(&slug("ada")).await.unwrap().unwrap();
            let payments = i64::try_from(account.record_size).unwrap() - 1;
            assert_eq!(account.months.iter().map(|month| month.amount).sum::<i64>(), 75 * payments);
        }
    };
    tokio::join!(writing, reading);
}

pub(crate) async fn an_altered_figure_is_found(store: Store) {
    imported(&store).await;
    let database = store.raw_for_tests();
    for (alter, undo) in [
        (
            "UPDATE creator_works SET amount = amount + 1 WHERE creator = 'bo'",
            "UPDATE creator_works SET amount = amount - 1 WHERE creator = 'bo'",
        ),
        (
            "UPDATE creator_transactions SET occurred_at = occurred_at + 1",
            "UPDATE creator_transactions SET occurred_at = occurred_at - 1",
        ),
        ("UPDATE lowest_shares SET gross = gross - 1", "UPDATE lowest_shares SET gross = gross + 1"),
        (
            "INSERT INTO creator_works (creator, currency, title, amount, payments) VALUES ('eve', 'GBP', 'x', 1, 1)",
            "DELETE FROM creator_works WHERE creator = 'eve'",
        ),
    ] {
        database.execute_unprepared(alter).await.unwrap();
        assert!(store.ledger().check_figures().await.unwrap().is_some(), "{alter}");
        database.execute_unprepared(undo).await.unwrap();
        assert_eq!(store.ledger().check_figures().await.unwrap(), None, "{undo}");
    }
}

pub(crate) async fn every_filter_finds_what_it_should(store: Store) {
    imported(&store).await;
    let all = store.ledger().page(&Filter::default(), None, 50).await.unwrap().rows;
    let months = [None, Some(all[0].at.month()), Some(all[7].at.month())];
    for creator in [None, Some(slug("ada")), Some(slug("bo")), Some(slug("nobody"))] {
        for kind in [None, Some(TransactionKind::Charge), Some(TransactionKind::Refund), Some(TransactionKind::Fee)] {
            for month in months {
                for currency in [None, Some(Currency::GBP), "jpy".parse().ok()] {
                    let filter = Filter { currency, month, kind, creator: creator.clone() };
                    let expected: Vec<i64> = all
                        .iter()
                        .filter(|row| currency.is_none_or(|wanted| row.currency == wanted))
                        .filter(|row| month.is_none_or(|wanted| row.at.month() == wanted))
                        .filter(|row| kind.is_none_or(|wanted| row.kind == wanted))
                        .filter(|row| {
                            let parts = row.split.iter().flat_map(|split| &split.creators);
                            creator.as_ref().is_none_or(|wanted| parts.map(|(slug, _)| slug).any(|slug| slug == wanted))
                        })
                        .map(|row| row.id)
                        .collect();
                    let (mut found, mut from) = (Vec::new(), None);
                    loop {
                        let page = store.ledger().page(&filter, from, 2).await.unwrap();
                        found.extend(page.rows.iter().map(|row| row.id));
                        from = page.older;
                        if from.is_none() {
                            break;
                        }
                    }
                    assert_eq!(found, expected, "{filter:?}");
                }
            }
        }
    }
}

pub(crate) async fn each_transaction_names_its_entry(store: Store) {
    imported(&store).await;
    let page = store.ledger().page(&Filter::default(), None, 50).await.unwrap();
    for row in page.rows {
        let index = row.entry.unwrap();
        let bytes = store.record().entries(index, 1).await.unwrap().remove(0);
        assert!(String::from_utf8(bytes).unwrap().contains(&format!("\nnumber {}\n", row.id)));
        assert_eq!(store.ledger().transaction(row.id).await.unwrap(), Some(row));
    }
    assert_eq!(store.ledger().transaction(99).await.unwrap(), None);
}
