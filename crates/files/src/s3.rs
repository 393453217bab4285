//! The same store in an S3 bucket.

use std::path::Path;
use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use object_store::prefix::PrefixStore;
use secrecy::{ExposeSecret as _, SecretString};

use crate::store::Place;
use crate::{Files, FilesUrl, OpenError, StoreError};

/// What an S3 store asks for.
#[derive(Debug, Clone)]
pub struct S3Access {
    /// Address of the service, such as `https://s3.example.go.id`; `None` for the one of the region.
    pub endpoint: Option<String>,
    /// Region; many services take any.
    pub region: String,
    /// Public half of the key.
    pub key_id: String,
    /// Secret half of the key.
    pub secret: SecretString,
}

impl Files {
    /// Opens a bucket. Uploads are written to the local folder `parts` until they are known to be good.
    ///
    /// # Errors
    /// [`OpenError::Store`] when the settings are no good or the folder cannot be made. Whether the bucket answers is
    /// seen at the first use.
    pub async fn open_s3(url: &FilesUrl, access: &S3Access, parts: &Path) -> Result<Self, OpenError> {
        let FilesUrl::S3 { bucket, prefix } = url else { return Self::open(url).await };
        let doing = format!("make the folder {}", parts.display());
        tokio::fs::create_dir_all(parts).await.map_err(StoreError::io(doing))?;
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(&access.region)
            .with_access_key_id(&access.key_id)
            .with_secret_access_key(access.secret.expose_secret());
        if let Some(endpoint) = &access.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        let bucket = builder.build().map_err(StoreError::from)?;
        Ok(Self::with(Arc::new(PrefixStore::new(bucket, prefix.as_str())), parts.to_owned(), Place::Remote))
    }
}
