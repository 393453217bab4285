//! The store itself: where blobs lie, and the sweep of those that nobody needs.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use futures_util::{Stream, StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt, path::Path as Key};

use crate::upload::Parts;
use crate::{Address, FilesUrl, OpenError, StoreError};

/// Evidence files by content. Cheap to clone; all clones share one store.
#[derive(Clone, Debug)]
pub struct Files {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) objects: Arc<dyn ObjectStore>,
    /// Where uploads are written while they come in; beside the blobs when those are in a folder.
    pub(crate) parts: PathBuf,
    pub(crate) place: Place,
    /// Held shared while a blob is put in place, alone while one is deleted, so that the sweep of this process never
    /// takes a file that was just stored again.
    pub(crate) placing: tokio::sync::RwLock<()>,
    pub(crate) open_parts: Parts,
}

#[derive(Debug)]
pub(crate) enum Place {
    /// The blobs are in this folder, on the same disk as the parts.
    Folder(PathBuf),
    /// The blobs are in an object store.
    #[cfg_attr(
        not(any(test, feature = "s3")),
        expect(dead_code, reason = "made by the S3 feature and by tests")
    )]
    Remote,
}

/// A stored file, as the sweep sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Its address.
    pub address: Address,
    /// Its size in bytes.
    pub size: u64,
    /// When its bytes were last put.
    pub stored: SystemTime,
}

impl Files {
    /// Opens the store and makes its folders.
    ///
    /// # Errors
    /// [`OpenError::Store`] when the folder cannot be made; [`OpenError::NotBuilt`] or [`OpenError::NeedsAccess`] for
    /// an S3 address.
    pub async fn open(url: &FilesUrl) -> Result<Self, OpenError> {
        match url {
            FilesUrl::Folder(root) => Ok(Self::open_folder(root).await?),
            FilesUrl::S3 { bucket, .. } if cfg!(feature = "s3") => {
                Err(OpenError::NeedsAccess(format!("s3://{bucket}")))
            }
            FilesUrl::S3 { bucket, .. } => Err(OpenError::NotBuilt(format!("s3://{bucket}"))),
        }
    }

    async fn open_folder(root: &Path) -> Result<Self, StoreError> {
        let parts = root.join("parts");
        for folder in [root.join("blobs"), parts.clone()] {
            let doing = format!("make the folder {}", folder.display());
            tokio::fs::create_dir_all(&folder).await.map_err(StoreError::io(doing))?;
        }
        let root =
            root.canonicalize().map_err(StoreError::io(format!("open the folder {}", root.display())))?;
        let objects = Arc::new(LocalFileSystem::new_with_prefix(&root)?);
        Ok(Self::with(objects, root.join("parts"), Place::Folder(root)))
    }

    pub(crate) fn with(objects: Arc<dyn ObjectStore>, parts: PathBuf, place: Place) -> Self {
        let placing = tokio::sync::RwLock::new(());
        Self { inner: Arc::new(Inner { objects, parts, place, placing, open_parts: Parts::default() }) }
    }

    /// Where a file lies on this machine, if files are kept in a folder; it need not be there.
    pub(crate) fn local(&self, address: &Address) -> Option<PathBuf> {
        match &self.inner.place {
            Place::Folder(root) => Some(root.join(address.key())),
            Place::Remote => None,
        }
    }

    /// All stored files, in no particular order.
    pub fn list(&self) -> impl Stream<Item = Result<Blob, StoreError>> + Send + 'static {
        self.inner
            .objects
            .list(Some(&Key::from("blobs")))
            .map_err(StoreError::from)
            .try_filter_map(|meta| std::future::ready(Ok(blob(&meta))))
    }

    /// Deletes a file that was last put before `older_than`, and says whether it did. The caller knows that nobody
    /// refers to it; the age protects an upload that is stored but not yet written down. Choose an age far above the
    /// longest request (a day).
    ///
    /// A file that is put again becomes young again. On an object store shared by several processes the few
    /// milliseconds between the look at the age and the deletion remain.
    pub async fn delete_if_older(
        &self,
        address: &Address,
        older_than: SystemTime,
    ) -> Result<bool, StoreError> {
        let key = Key::from(address.key());
        let _alone = self.inner.placing.write().await;
        let meta = match self.inner.objects.head(&key).await {
            Ok(meta) => meta,
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(error.into()),
        };
        if SystemTime::from(meta.last_modified) >= older_than {
            return Ok(false);
        }
        self.inner.objects.delete(&key).await?;
        Ok(true)
    }

    /// Removes what uploads left behind that were last written before `older_than` (a process that was killed cannot
    /// clean up), and says how many.
    pub async fn sweep_parts(&self, older_than: SystemTime) -> Result<usize, StoreError> {
        let parts = self.inner.parts.clone();
        let doing = format!("sweep the folder {}", parts.display());
        let swept = tokio::task::spawn_blocking(move || sweep(&parts, older_than)).await;
        swept.map_err(std::io::Error::other).and_then(|result| result).map_err(StoreError::io(doing))
    }
}

fn sweep(parts: &Path, older_than: SystemTime) -> std::io::Result<usize> {
    let mut swept = 0;
    for entry in std::fs::read_dir(parts)? {
        let entry = entry?;
        // A part may be finished, and gone, between the listing and here.
        let Ok(meta) = entry.metadata() else { continue };
        if meta.is_file() && meta.modified()? < older_than && std::fs::remove_file(entry.path()).is_ok() {
            swept += 1;
        }
    }
    Ok(swept)
}

fn blob(meta: &ObjectMeta) -> Option<Blob> {
    let address: Option<Address> = meta.location.filename().and_then(|name| name.parse().ok());
    match address {
        Some(address) if address.key() == meta.location.as_ref() => {
            Some(Blob { address, size: meta.size, stored: meta.last_modified.into() })
        }
        _ => {
            tracing::warn!(object = %meta.location, "an object among the files is none of ours");
            None
        }
    }
}

/// The stream type of [`crate::Reading`].
pub(crate) type Bytestream = futures_util::stream::BoxStream<'static, Result<bytes::Bytes, crate::ReadError>>;

pub(crate) fn boxed(
    stream: impl Stream<Item = Result<bytes::Bytes, crate::ReadError>> + Send + 'static,
) -> Bytestream {
    stream.boxed()
}
