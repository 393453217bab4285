//! Who judges which office, and where people served before.

mod posts;
mod province;

pub(crate) use province::json_file;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/penugasan", get(province::rounds))
        .route("/penugasan/{round}", get(province::list))
        .route("/penugasan/{round}/{province}", get(province::show))
        .route("/penugasan/{round}/{province}/undi", post(province::draw))
        .route("/penugasan/{round}/{province}/serahkan", post(province::hand_over))
        .route("/penugasan/{round}/{province}/kantor/{body}", post(province::give))
        .route("/penugasan/{round}/{province}/undian/{draw}", get(province::file))
        .route("/akun/jabatan", get(posts::own).post(posts::add_own))
        .route("/pengguna/{person}/jabatan", get(posts::of).post(posts::add_of))
        .route("/pengguna/{person}/jabatan/{post}/hapus", post(posts::remove_of))
}
