//! Who is at the other end of the connection, also behind a proxy.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::str::FromStr;

use http::request::Parts;
use http::{Extensions, HeaderMap};

/// The other end of the connection. The server puts it beside each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The address of the client: the peer, or whom a trusted proxy names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(pub IpAddr);

impl Client {
    /// The client of a request. What it claims about itself (`X-Forwarded-For`) counts only when the peer is a trusted
    /// proxy, and then from the right: the last address that no trusted proxy has.
    #[must_use]
    pub fn of(headers: &HeaderMap, extensions: &Extensions, trusted: &[Network]) -> Self {
        let peer = extensions
            .get::<Peer>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip())
            .to_canonical();
        let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
        let mut client = peer;
        let values = headers.get_all("x-forwarded-for");
        let values: Vec<&str> = values.iter().filter_map(|value| value.to_str().ok()).collect();
        for named in values.iter().rev().flat_map(|value| value.rsplit(',')) {
            if !is_trusted(client) {
                break;
            }
            // A name that is no address ends the chain: nobody vouches for what stands before it.
            let Ok(address) = named.trim().parse::<IpAddr>() else { break };
            client = address.to_canonical();
        }
        Self(client)
    }
}

impl Client {
    /// The address, where it is known.
    #[must_use]
    pub fn address(self) -> Option<IpAddr> {
        Some(self.0).filter(|address| !address.is_unspecified())
    }
}

impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Client {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let found = parts.extensions.get::<Self>().copied();
        Ok(found.unwrap_or_else(|| Self::of(&HeaderMap::new(), &parts.extensions, &[])))
    }
}

/// A range of addresses: `10.0.0.0/8`, or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    /// How many leading bits are the same in the whole range.
    bits: u8,
}

impl Network {
    /// Only this address.
    #[must_use]
    pub const fn one(address: IpAddr) -> Self {
        let bits = if address.is_ipv4() { 32 } else { 128 };
        Self { first: address, bits }
    }

    /// Whether an address lies in the range.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                let other = u32::from(first) ^ u32::from(address);
                other.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                let other = u128::from(first) ^ u128::from(address);
                other.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

/// Not an address, or more bits than it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an address or a network such as 10.0.0.0/8")]
pub struct BadNetwork;

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Self, BadNetwork> {
        let (address, bits) =
            text.split_once('/').map_or((text, None), |(address, bits)| (address, Some(bits)));
        let whole = Self::one(address.parse::<IpAddr>().map_err(|_| BadNetwork)?);
        let bits = bits.map_or(Ok(whole.bits), |bits| bits.parse().map_err(|_| BadNetwork))?;
        if bits <= whole.bits { Ok(Self { bits, ..whole }) } else { Err(BadNetwork) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let mut extensions = Extensions::new();
        extensions.insert(Peer(SocketAddr::new(peer.parse().unwrap(), 1)));
        let trusted: Vec<Network> = trusted.iter().map(|network| network.parse().unwrap()).collect();
        Client::of(&headers, &extensions, &trusted).0.to_string()
    }

    #[test]
    fn a13_nobody_chooses_an_address_of_ones_own() {
        assert_eq!(client("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(client("203.0.113.9", &["198.51.100.1"], &["127.0.0.1"]), "203.0.113.9");
        // The proxy adds whom it saw at the right; what the client wrote stands to the left of it.
        assert_eq!(client("127.0.0.1", &["10.0.0.1, 198.51.100.1"], &["127.0.0.1"]), "198.51.100.1");
        assert_eq!(
            client("::ffff:127.0.0.1", &["6.6.6.6", "198.51.100.1, 10.1.1.1"], &["127.0.0.1", "10.0.0.0/8"]),
            "198.51.100.1"
        );
        assert_eq!(client("127.0.0.1", &["6.6.6.6, unknown"], &["127.0.0.1"]), "127.0.0.1");
    }

    #[test]
    fn networks_hold_what_they_should() {
        let holds = |network: &str, address: &str| {
            network.parse::<Network>().unwrap().contains(address.parse().unwrap())
        };
        assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.0"));
        assert!(holds("127.0.0.1", "127.0.0.1") && !holds("127.0.0.1", "127.0.0.2"));
        assert!(holds("::/0", "2001:db8::1") && !holds("::/0", "127.0.0.1"));
        for bad in ["", "10.0.0.0/33", "::1/129", "x", "10.0.0.0/", "10/8"] {
            assert_eq!(bad.parse::<Network>(), Err(BadNetwork), "{bad}");
        }
    }
}
