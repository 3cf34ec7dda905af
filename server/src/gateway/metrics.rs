//! What is counted about the server itself, and the listener that Prometheus reads it from.
//!
//! Labels are route patterns and status classes, both from short fixed lists: nobody can be told from
//! them, and no visitor can make them grow.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use http::StatusCode;
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusHandle};

/// The upper bounds of the latency histogram, in seconds.
const LATENCY_BOUNDS_SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 15.0];

/// The content type of Prometheus' text format.
const TEXT_FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// Counts one answer and how long it took.
pub fn record_answer(route: &str, status: StatusCode, duration: Duration) {
    let class = match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };
    metrics::counter!("blkout_http_requests_total", "route" => route.to_owned(), "status" => class).increment(1);
    metrics::histogram!("blkout_http_request_duration_seconds").record(duration.as_secs_f64());
}

/// Makes this process keep its counts. Call once, before the first answer.
///
/// # Errors
/// When the bounds are wrong or the process keeps counts already.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new().set_buckets(&LATENCY_BOUNDS_SECONDS)?.install_recorder()?;
    metrics::describe_counter!("blkout_http_requests_total", "Answers by route pattern and status class");
    metrics::describe_histogram!("blkout_http_request_duration_seconds", "Time to answer, in seconds");
    metrics::describe_gauge!("process_resident_memory_bytes", "Memory of this process that is in RAM");
    Ok(handle)
}

/// The routes of the metrics listener.
pub fn routes(handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(show)).with_state(handle)
}

async fn show(State(handle): State<PrometheusHandle>) -> impl IntoResponse {
    if let Some(bytes) = resident_memory_bytes() {
        metrics::gauge!("process_resident_memory_bytes").set(bytes);
    }
    handle.run_upkeep();
    ([(header::CONTENT_TYPE, TEXT_FORMAT)], handle.render())
}

/// The resident memory as Linux reports it; `None` on other systems, so that no figure is invented.
fn resident_memory_bytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kibibytes: u32 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    // Through u64: the product of a u32 and 1024 is exact there, and below 2^53 as a float.
    let bytes = u64::from(kibibytes) * 1024;
    #[expect(clippy::cast_precision_loss, reason = "below 2^42, so exact")]
    Some(bytes as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn memory_is_read_from_the_system() {
        assert!(resident_memory_bytes().unwrap() > 1_000_000.0);
    }
}
