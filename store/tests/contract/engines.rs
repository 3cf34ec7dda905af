//! A fresh database of each engine for every story.
#![cfg(test)]

use std::{
    env,
    sync::atomic::{AtomicU32, Ordering},
};

use blkout_store::Store;
use sea_orm::{ConnectionTrait, Database};

/// Tells a story to a new SQLite file.
pub(crate) fn on_sqlite<F: Future<Output = ()>>(story: impl FnOnce(Store) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("blkout.db").display());
    runtime().block_on(tell(&url, story));
}

/// Tells a story to a new database on the PostgreSQL server of `BLKOUT_TEST_POSTGRES_URL`; without one it says so and
/// tells nothing.
pub(crate) fn on_postgres<F: Future<Output = ()>>(story: impl FnOnce(Store) -> F) {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = env::var("BLKOUT_TEST_POSTGRES_URL") else {
        eprintln!("BLKOUT_TEST_POSTGRES_URL is not set: this story was told to SQLite only");
        return;
    };
    let name = format!("blkout_test_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    runtime().block_on(async {
        let admin = Database::connect(&server).await.unwrap();
        admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        let (start, settings) = server
            .split_once('?')
            .map_or((server.as_str(), String::new()), |(before, rest)| (before, format!("?{rest}")));
        let host = start.rsplit_once('/').map_or(start, |(before, _)| before);
        tell(&format!("{host}/{name}{settings}"), story).await;
    });
}

async fn tell<F: Future<Output = ()>>(url: &str, story: impl FnOnce(Store) -> F) {
    let fresh = Store::connect(url).await.unwrap();
    fresh.migrate().await.unwrap();
    story(fresh).await;
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}
