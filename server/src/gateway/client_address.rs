//! Who is asking, as far as the network knows: the peer, or what a trusted proxy says about it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use http::HeaderMap;

/// The address that limits are counted by, and whether it is this machine itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress {
    /// The client's own address.
    pub ip: IpAddr,
    /// True when the client sits on this machine and no proxy is configured. With a proxy in front,
    /// every visitor would seem to.
    pub local: bool,
}

impl ClientAddress {
    /// Works the address out from the connection and, only when the peer is one of `proxies`, from the
    /// rightmost `X-Forwarded-For`: entries further left are the client's own claims.
    pub fn of(request: &Request, proxies: &[IpAddr]) -> Self {
        let peer = peer(request);
        let forwarded = if proxies.contains(&peer) { rightmost_forwarded(request.headers()) } else { None };
        Self { ip: forwarded.unwrap_or(peer), local: proxies.is_empty() && peer.is_loopback() }
    }

    /// The part of the address that one household or phone holds: all of IPv4, the first 64 bits of
    /// IPv6, whose other half a single machine changes at will.
    pub fn network(&self) -> IpAddr {
        match self.ip {
            IpAddr::V4(_) => self.ip,
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        }
    }
}

/// True when a trusted proxy says that the client's own connection was encrypted.
pub fn came_over_https(request: &Request, proxies: &[IpAddr]) -> bool {
    proxies.contains(&peer(request))
        && request
            .headers()
            .get("x-forwarded-proto")
            .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"https"))
}

/// The other end of the connection. Without a connection (a request made in a test) it is the
/// unspecified address, which is nobody's and is counted like any other.
fn peer(request: &Request) -> IpAddr {
    request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip().to_canonical())
}

fn rightmost_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    let entry = last.to_str().ok()?.rsplit(',').next()?.trim();
    let ip: IpAddr = entry.parse().ok()?;
    Some(ip.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn request(peer: &str, forwarded: &[&str]) -> Request {
        let mut builder = Request::builder();
        for value in forwarded {
            builder = builder.header("x-forwarded-for", *value);
        }
        let mut request = builder.body(Body::empty()).unwrap();
        let address: SocketAddr = peer.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        request
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn without_a_trusted_proxy_the_header_is_only_a_claim() {
        let client = ClientAddress::of(&request("127.0.0.1:5", &["203.0.113.9"]), &[]);
        assert_eq!(client, ClientAddress { ip: ip("127.0.0.1"), local: true });
        let stranger = ClientAddress::of(&request("198.51.100.4:5", &["127.0.0.1"]), &[ip("127.0.0.1")]);
        assert_eq!(stranger, ClientAddress { ip: ip("198.51.100.4"), local: false });
    }

    #[test]
    fn a_trusted_proxy_is_believed_for_the_rightmost_entry_only() {
        let proxies = [ip("127.0.0.1")];
        let forged = ["127.0.0.1, 10.0.0.1", "192.0.2.1, 203.0.113.9"];
        let client = ClientAddress::of(&request("127.0.0.1:5", &forged), &proxies);
        assert_eq!(client, ClientAddress { ip: ip("203.0.113.9"), local: false });
    }

    #[test]
    fn nobody_is_local_behind_a_proxy() {
        let client = ClientAddress::of(&request("127.0.0.1:5", &[]), &[ip("127.0.0.1")]);
        assert!(!client.local);
        let nonsense = ClientAddress::of(&request("127.0.0.1:5", &["not an address"]), &[ip("127.0.0.1")]);
        assert!(!nonsense.local);
    }

    #[test]
    fn one_machine_cannot_be_many_ipv6_addresses() {
        let client = |text| ClientAddress { ip: ip(text), local: false };
        assert_eq!(client("2001:db8:1:2:3::1").network(), client("2001:db8:1:2:ffff::9").network());
        assert_ne!(client("2001:db8:1:2::1").network(), client("2001:db8:1:3::1").network());
    }
}
