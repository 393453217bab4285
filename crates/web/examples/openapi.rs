//! Prints the OpenAPI document: `cargo run -p web --example openapi > docs/api/openapi.json`.

fn main() {
    print!("{}", web::api::openapi_json());
}
