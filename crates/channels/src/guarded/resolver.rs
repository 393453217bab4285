//! Names become addresses here, once for each connection, and only addresses that may be reached are given on.

use std::fmt;
use std::future::Future;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use ipnet::IpNet;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::address::may_reach;

/// The addresses of a name, at some time.
pub type Lookup = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Knows the addresses of names.
pub trait Names: fmt::Debug + Send + Sync {
    /// The addresses of a name now.
    fn addresses(&self, name: &str) -> Lookup;
}

/// The resolver of the machine.
#[derive(Debug, Clone, Copy)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, name: &str) -> Lookup {
        let name = name.to_owned();
        Box::pin(async move {
            Ok(tokio::net::lookup_host((name, 0)).await?.map(|address| address.ip()).collect())
        })
    }
}

/// A name all of whose addresses are closed.
#[derive(Debug, thiserror::Error)]
#[error("no address of this name may be reached")]
pub(super) struct Blocked;

/// A name that has no address.
#[derive(Debug, thiserror::Error)]
#[error("the name has no address")]
pub(super) struct NoAddress(#[source] Option<io::Error>);

/// Gives on what may be reached. The client connects to exactly these addresses and asks for none of its own, so a name
/// cannot change between the check and the connection.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    pub(super) names: Arc<dyn Names>,
    pub(super) opened: Arc<[IpNet]>,
}

impl Resolve for Filter {
    fn resolve(&self, name: Name) -> Resolving {
        let (lookup, opened) = (self.names.addresses(name.as_str()), Arc::clone(&self.opened));
        Box::pin(async move {
            let found = lookup.await.map_err(|error| NoAddress(Some(error)))?;
            if found.is_empty() {
                return Err(NoAddress(None).into());
            }
            let open = found.into_iter().filter(|address| may_reach(*address, &opened));
            let open: Vec<SocketAddr> = open.map(|address| SocketAddr::new(address, 0)).collect();
            if open.is_empty() {
                return Err(Blocked.into());
            }
            let open: Addrs = Box::new(open.into_iter());
            Ok(open)
        })
    }
}
