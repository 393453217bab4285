// Written by `cargo run -p xtask -- assets`; do not edit.

use super::Asset;

/// Every file of `assets/dist`.
pub(super) static ASSETS: &[Asset] = &[
    Asset {
        name: "htmx.js",
        file: "htmx-5070b6a1ddee.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/htmx-5070b6a1ddee.js"),
        gzip: include_bytes!("../../../../assets/dist/htmx-5070b6a1ddee.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/htmx-5070b6a1ddee.js.br"),
    },
    Asset {
        name: "terbuka.css",
        file: "terbuka-81d6c6689edb.css",
        mime: "text/css; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/terbuka-81d6c6689edb.css"),
        gzip: include_bytes!("../../../../assets/dist/terbuka-81d6c6689edb.css.gz"),
        brotli: include_bytes!("../../../../assets/dist/terbuka-81d6c6689edb.css.br"),
    },
    Asset {
        name: "terbuka.js",
        file: "terbuka-6a6a5dbdf539.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/terbuka-6a6a5dbdf539.js"),
        gzip: include_bytes!("../../../../assets/dist/terbuka-6a6a5dbdf539.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/terbuka-6a6a5dbdf539.js.br"),
    },
    Asset {
        name: "favicon.svg",
        file: "favicon-63d8edd59fcd.svg",
        mime: "image/svg+xml",
        plain: include_bytes!("../../../../assets/dist/favicon-63d8edd59fcd.svg"),
        gzip: include_bytes!("../../../../assets/dist/favicon-63d8edd59fcd.svg.gz"),
        brotli: include_bytes!("../../../../assets/dist/favicon-63d8edd59fcd.svg.br"),
    },
];
