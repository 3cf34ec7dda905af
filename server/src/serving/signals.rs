//! The signals to stop: SIGTERM from whoever runs the machine, SIGINT from Ctrl-C.

use tokio::signal;

/// Done when the process is told to stop.
pub async fn told_to_stop() {
    #[cfg(unix)]
    {
        use signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            tracing::warn!("SIGTERM cannot be listened for; only Ctrl-C stops the server");
            return interrupted().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            () = interrupted() => {}
        }
    }
    #[cfg(not(unix))]
    interrupted().await;
}

async fn interrupted() {
    if signal::ctrl_c().await.is_err() {
        // Without the signal there is nothing to wait for here; SIGTERM or the system ends the process.
        std::future::pending::<()>().await;
    }
}
