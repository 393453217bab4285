//! Files of a case: adding, taking out, giving out.

use app::AppError;
use app::access_test::{CaseView, Staged};
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::AccessProofId;
use domain::problem::{FieldProblem, Problem};
use http::HeaderMap;
use i18n::Texts;

use super::case::{Tried, page};
use super::{case_id, tester};
use crate::Web;
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::national::upload;
use crate::visitor::{SignedIn, redirect_with};

/// Most files of one request.
const FILES_MAX: usize = 20;

/// A file in a list.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) href: String,
    pub(crate) name: String,
    pub(crate) caption: String,
    pub(crate) remove: String,
    pub(crate) remove_words: String,
}

/// The files of a case.
pub(crate) fn rows(t: &Texts, view: &CaseView) -> Vec<Row> {
    let row = |proof: &store::access_test::proof::Proof| {
        let name =
            if proof.file_name.is_empty() { t.saq_evidence_unnamed() } else { proof.file_name.clone() };
        Row {
            href: format!("/uji-akses/berkas/{}", proof.id),
            caption: proof.caption.clone(),
            remove: format!("/uji-akses/{}/berkas/{}/keluarkan", view.case.id, proof.id),
            remove_words: t.access_proof_remove(name.as_str()),
            name,
        }
    };
    view.proofs.iter().map(row).collect()
}

/// `POST /uji-akses/{case}/berkas`: files in parts of any name, `caption`. Nothing is part of the case before the whole
/// request has come.
pub(super) async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(case): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Failure> {
    let (tester, id) = (tester(&signed_in.access)?, case_id(&case)?);
    let (mut fields, mut problems): (Vec<(String, String)>, Vec<FieldProblem>) = Default::default();
    let mut staged: Vec<Staged> = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(|_| upload::broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        let Some(file_name) = part.file_name().map(str::to_owned) else {
            fields.push((name, upload::text(&mut part).await?));
            continue;
        };
        if file_name.is_empty() {
            continue;
        }
        if staged.len() == FILES_MAX {
            problems.push(FieldProblem::new("file", Problem::TooManyFiles { max: 20 }));
            break;
        }
        match tester.stage(id, &file_name, part).await {
            Ok(file) => staged.push(file),
            Err(AppError::Invalid(found)) => problems.extend(found),
            Err(other) => return Err(other.into()),
        }
    }
    let caption = Fields::new(fields).text("caption").to_owned();
    let done = if problems.is_empty() {
        tester.attach(id, &caption, staged).await
    } else {
        Err(AppError::Invalid(problems))
    };
    match done {
        Ok(_) => Ok(redirect_with(&format!("/uji-akses/{id}#berkas"), "access-proof-added", &web)),
        Err(AppError::Invalid(problems)) => {
            let view = tester.case(id).await?;
            Ok(page(&web, &signed_in, &view, Tried { problems, caption, ..Tried::default() }))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /uji-akses/{case}/berkas/{proof}/keluarkan`
pub(super) async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((case, proof)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (tester, id) = (tester(&signed_in.access)?, case_id(&case)?);
    tester.remove_proof(id, proof_id(&proof)?).await?;
    Ok(redirect_with(&format!("/uji-akses/{id}#berkas"), "access-proof-removed", &web))
}

/// `GET /uji-akses/berkas/{proof}`: the file as it was sent, for its tester and the controllers.
pub(super) async fn file(
    signed_in: SignedIn,
    Path(proof): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let file = signed_in.access.access_proof(proof_id(&proof)?).await?;
    Ok(give(&file, &headers).await?)
}

/// A file as an address names it.
pub(super) fn proof_id(text: &str) -> Result<AccessProofId, Failure> {
    text.parse().map_err(|_| AppError::NotFound.into())
}
