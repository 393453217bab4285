//! What every handler can reach.

use app::App;

use crate::headers::Cookies;

/// State of the router. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Web {
    /// The use cases.
    pub app: App,
}

impl Web {
    /// Whether people reach the service over TLS, so that cookies are bound to it.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.app.settings().base_url.starts_with("https://")
    }

    /// How this deployment names and binds its cookies.
    #[must_use]
    pub fn cookies(&self) -> Cookies {
        Cookies::new(self.is_secure())
    }
}
