//! `blkout serve`: the site, until told to stop.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use tokio::net::TcpListener;

use super::{CommandError, migrate};
use crate::app::{self, AppState};
use crate::clock::Clock;
use crate::config::Config;
use crate::gateway::metrics;
use crate::serving::{ballot_box, connections, record_check, signals, versions};

/// How long the database may take to close.
const CLOSING: Duration = Duration::from_secs(5);

/// The arguments of `blkout serve`: none of its own.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {}

/// Opens and migrates the database, then listens. A second signal to stop ends the process at once.
///
/// # Errors
/// [`CommandError`] when the start does not succeed.
pub async fn run(_args: ServeArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = migrate::open(config).await?;
    record_check::at_start(&store).await?;
    let state =
        AppState::new(store.clone(), Clock::System, config).map_err(|error| CommandError::Usage(error.to_string()))?;
    let key = state.record_key();
    key.finish_rotation().await.map_err(|error| CommandError::Refused(error.to_string()))?;
    if let Some(address) = config.metrics_address {
        serve_metrics(address, config.metrics_required).await?;
    }
    let listener = listen("BLKOUT_ADDRESS", "--address", config.address).await?;
    let address = listener.local_addr().map_err(CommandError::io("learn the address that the site listens on"))?;
    let beside = [
        tokio::spawn(versions::follow(store.clone())),
        tokio::spawn(ballot_box::keep(store.clone(), Clock::System)),
        tokio::spawn(record_check::whole(store.clone())),
    ];
    tracing::info!("listening on http://{address}");
    connections::serve(listener, app::router(state), stop()).await;
    for task in beside {
        task.abort();
    }
    if tokio::time::timeout(CLOSING, store.close()).await.is_err() {
        tracing::warn!("the database was still at work and was left open; it is whole all the same");
    }
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Listens for whoever reads the metrics. When the address was not asked for and is taken, there are none.
async fn serve_metrics(address: SocketAddr, is_required: bool) -> Result<(), CommandError> {
    let listener = match listen("BLKOUT_METRICS_ADDRESS", "--metrics-address", address).await {
        Ok(listener) => listener,
        Err(error) if is_required => return Err(error),
        Err(error) => {
            tracing::warn!("no metrics: {error}");
            return Ok(());
        }
    };
    let address = listener.local_addr().map_err(CommandError::io("learn the address that the metrics listen on"))?;
    let handle = metrics::install().map_err(|error| CommandError::Refused(error.to_string()))?;
    tokio::spawn(connections::serve(listener, metrics::routes(handle), std::future::pending()));
    tracing::info!("metrics on http://{address}/metrics");
    Ok(())
}

/// Done at the first signal; from then on the second one ends the process without waiting for anybody.
async fn stop() {
    signals::told_to_stop().await;
    tracing::info!("told to stop: finishing what was begun");
    tokio::spawn(async {
        signals::told_to_stop().await;
        tracing::warn!("told to stop again: stopping at once");
        std::process::exit(1);
    });
}

async fn listen(setting: &str, flag: &str, address: SocketAddr) -> Result<TcpListener, CommandError> {
    TcpListener::bind(address).await.map_err(|error| {
        CommandError::Refused(format!(
            "the setting {setting} ({flag}) is {address}: nothing can listen there ({error}). Stop the program that \
             has this address, or choose another one."
        ))
    })
}
