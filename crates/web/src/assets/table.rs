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
        file: "terbuka-ec8b17a7899a.css",
        mime: "text/css; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/terbuka-ec8b17a7899a.css"),
        gzip: include_bytes!("../../../../assets/dist/terbuka-ec8b17a7899a.css.gz"),
        brotli: include_bytes!("../../../../assets/dist/terbuka-ec8b17a7899a.css.br"),
    },
    Asset {
        name: "terbuka.js",
        file: "terbuka-cc02273feec2.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/terbuka-cc02273feec2.js"),
        gzip: include_bytes!("../../../../assets/dist/terbuka-cc02273feec2.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/terbuka-cc02273feec2.js.br"),
    },
    Asset {
        name: "favicon.svg",
        file: "favicon-63d8edd59fcd.svg",
        mime: "image/svg+xml",
        plain: include_bytes!("../../../../assets/dist/favicon-63d8edd59fcd.svg"),
        gzip: include_bytes!("../../../../assets/dist/favicon-63d8edd59fcd.svg.gz"),
        brotli: include_bytes!("../../../../assets/dist/favicon-63d8edd59fcd.svg.br"),
    },
    Asset {
        name: "office.js",
        file: "office-609e7f4e9558.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/office-609e7f4e9558.js"),
        gzip: include_bytes!("../../../../assets/dist/office-609e7f4e9558.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/office-609e7f4e9558.js.br"),
    },
    Asset {
        name: "uploads.js",
        file: "uploads-8a563881ef30.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/uploads-8a563881ef30.js"),
        gzip: include_bytes!("../../../../assets/dist/uploads-8a563881ef30.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/uploads-8a563881ef30.js.br"),
    },
    Asset {
        name: "photo.js",
        file: "photo-48ca1fcbd0f5.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/photo-48ca1fcbd0f5.js"),
        gzip: include_bytes!("../../../../assets/dist/photo-48ca1fcbd0f5.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/photo-48ca1fcbd0f5.js.br"),
    },
    Asset {
        name: "camera.js",
        file: "camera-25a66986374f.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/camera-25a66986374f.js"),
        gzip: include_bytes!("../../../../assets/dist/camera-25a66986374f.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/camera-25a66986374f.js.br"),
    },
    Asset {
        name: "sw.js",
        file: "sw-fa6689b05570.js",
        mime: "text/javascript; charset=utf-8",
        plain: include_bytes!("../../../../assets/dist/sw-fa6689b05570.js"),
        gzip: include_bytes!("../../../../assets/dist/sw-fa6689b05570.js.gz"),
        brotli: include_bytes!("../../../../assets/dist/sw-fa6689b05570.js.br"),
    },
];
