//! The certificates of a round, for those who hand them over.

use domain::instrument::Text;
use store::certificate::{self, Certificate};

use super::Controller;
use crate::AppError;

/// A valid certificate with what a list says of it.
#[derive(Debug, Clone)]
pub struct IssuedCertificate {
    /// The certificate.
    pub certificate: Certificate,
    /// Name of the office.
    pub office: String,
    /// Name of the region above it; empty where there is none.
    pub province: String,
    /// Name of the category.
    pub category: Option<Text>,
}

impl Controller {
    /// The valid certificates of the round, by the code of the office.
    pub async fn certificates(&self) -> Result<Vec<IssuedCertificate>, AppError> {
        let mut conn = self.app.db().read().await?;
        let scheme = self.app.scheme(&mut conn, self.round.scheme).await?;
        let bodies = store::body::all(&mut conn).await?;
        let body =
            |code: &str| bodies.iter().map(|placed| &placed.body).find(|body| body.code.as_str() == code);
        let then = store::announcement::then(&mut conn, self.round.id).await?;
        let issued = certificate::valid(&mut conn, self.round.id).await?.into_iter().filter_map(|found| {
            let office = body(found.body.as_str())?;
            let then = then.get(&found.body);
            let parent = then.map_or(office.parent.as_ref(), |then| then.parent.as_ref());
            let parent = parent.and_then(|parent| body(parent.as_str()));
            Some(IssuedCertificate {
                office: then.map_or(&office.office_name, |then| &then.office_name).clone(),
                province: parent.map(|parent| parent.name.clone()).unwrap_or_default(),
                category: scheme.category(found.category.as_str()).map(|found| found.label.clone()),
                certificate: found,
            })
        });
        Ok(issued.collect())
    }
}
