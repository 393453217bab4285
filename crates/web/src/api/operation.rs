//! One operation of the API: its route and what the OpenAPI document says of it, made from one description, so that
//! neither can be without the other.

use axum::handler::Handler;
use axum::routing::{MethodFilter, MethodRouter, on};
use utoipa::openapi::path::{OperationBuilder, ParameterBuilder, ParameterIn};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, HttpMethod, Ref, RefOr, Required, ResponseBuilder, Schema,
    SecurityRequirement,
};
use utoipa::{PartialSchema, ToSchema};

use super::document::PROBLEM_JSON;
use super::query::PAGE_MAX;
use crate::state::Web;

/// Name of the security scheme.
pub(super) const TOKEN: &str = "token";

/// Schemas by name.
pub(super) type Schemas = Vec<(String, RefOr<Schema>)>;

/// An operation with its route.
pub(super) struct Operation {
    pub(super) path: &'static str,
    pub(super) method: HttpMethod,
    pub(super) route: MethodRouter<Web>,
    pub(super) schemas: Schemas,
    doc: OperationBuilder,
    needs_token: bool,
    statuses: Vec<u16>,
}

fn string() -> ObjectBuilder {
    ObjectBuilder::new().schema_type(SchemaType::new(Type::String))
}

/// The names in paths, by their place holders.
fn name_parameter(name: &str) -> ParameterBuilder {
    let (what, schema, example) = match name {
        "round" => ("Slug of the round", string().min_length(Some(1)), "monev-2024"),
        "body" => ("Code or slug of the body", string().min_length(Some(1)), "62.06"),
        "question" => ("Code of the question", string().pattern(Some("^[A-Za-z0-9_-]+$")), "A1"),
        "component" => {
            ("Code of the component of the scheme", string().pattern(Some("^[A-Za-z0-9_-]+$")), "uji_akses")
        }
        _ => {
            let format = utoipa::openapi::SchemaFormat::Custom("uuid".to_owned());
            ("Id of the evidence", string().format(Some(format)), "019012d4-6b00-7000-8000-0000000000a1")
        }
    };
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Path)
        .required(Required::True)
        .description(Some(what))
        .schema(Some(schema))
        .example(Some(example.into()))
}

impl Operation {
    fn new<H, T>(filter: MethodFilter, method: HttpMethod, path: &'static str, id: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        let mut doc = OperationBuilder::new().operation_id(Some(id));
        for name in path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
            doc = doc.parameter(name_parameter(name));
        }
        // A token that is not valid is refused everywhere; so is who comes too often.
        let mut statuses = vec![401, 429, 500, 503];
        if path.contains('{') {
            statuses.push(404);
        }
        Self {
            path,
            method,
            route: on(filter, handler),
            schemas: Vec::new(),
            doc,
            needs_token: true,
            statuses,
        }
    }

    pub(super) fn get<H, T>(path: &'static str, id: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        Self::new(MethodFilter::GET, HttpMethod::Get, path, id, handler)
    }

    pub(super) fn post<H, T>(path: &'static str, id: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        Self::new(MethodFilter::POST, HttpMethod::Post, path, id, handler).changes()
    }

    pub(super) fn put<H, T>(path: &'static str, id: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        Self::new(MethodFilter::PUT, HttpMethod::Put, path, id, handler).changes()
    }

    pub(super) fn patch<H, T>(path: &'static str, id: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        Self::new(MethodFilter::PATCH, HttpMethod::Patch, path, id, handler).changes()
    }

    pub(super) fn delete<H, T>(path: &'static str, id: &str, handler: H) -> Self
    where
        H: Handler<T, Web>,
        T: 'static,
    {
        Self::new(MethodFilter::DELETE, HttpMethod::Delete, path, id, handler).changes()
    }

    /// Changes are refused outside their phase and out of order.
    fn changes(mut self) -> Self {
        self.statuses.extend([403, 409]);
        self
    }

    /// Works without a token too.
    pub(super) fn public(mut self) -> Self {
        self.needs_token = false;
        self
    }

    /// Under which heading, and in a sentence what it does.
    pub(super) fn about(mut self, tag: &str, summary: &str) -> Self {
        self.doc = self.doc.tag(tag).summary(Some(summary));
        self
    }

    /// More than a sentence.
    pub(super) fn note(mut self, text: &str) -> Self {
        self.doc = self.doc.description(Some(text));
        self
    }

    /// Which scope a token needs.
    pub(super) fn scope(mut self, scope: app::Scope) -> Self {
        self.doc = self.doc.security(SecurityRequirement::new(TOKEN, [scope.code()]));
        self
    }

    /// A parameter behind the question mark.
    pub(super) fn parameter(mut self, name: &str, what: &str, schema: impl Into<RefOr<Schema>>) -> Self {
        self.doc = self.doc.parameter(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(what))
                .schema(Some(schema)),
        );
        if !self.statuses.contains(&400) {
            self.statuses.push(400);
        }
        self
    }

    /// A text parameter.
    pub(super) fn text_parameter(self, name: &str, what: &str) -> Self {
        self.parameter(name, what, string())
    }

    /// Answers with a list in pages.
    pub(super) fn lists<T: ToSchema>(self, what: &str) -> Self {
        let page = ObjectBuilder::new()
            .property("items", ArrayBuilder::new().items(Ref::from_schema_name(T::name())))
            .property("next", nullable_string())
            .required("items")
            .required("next");
        self.knows::<T>().pages().answers_with(200, what, "application/json", page, &["Link"])
    }

    /// Takes `limit` and `cursor`.
    pub(super) fn pages(self) -> Self {
        let limit = ObjectBuilder::new()
            .schema_type(SchemaType::new(Type::Integer))
            .minimum(Some(1))
            .default(Some(50.into()));
        let what = format!("Items of a page, 50 unless told; more than {PAGE_MAX} gives {PAGE_MAX}");
        let cursor = string().pattern(Some("^[A-Za-z0-9_-]+$")).max_length(Some(1024));
        self.parameter("limit", &what, limit).parameter(
            "cursor",
            "`next` of the page before, as it is",
            cursor,
        )
    }

    /// Answers with one resource.
    pub(super) fn answers<T: ToSchema>(self, status: u16, what: &str) -> Self {
        let schema = Ref::from_schema_name(T::name());
        self.knows::<T>().answers_with(status, what, "application/json", schema, &[])
    }

    /// Answers with a page that says more than its items.
    pub(super) fn answers_page<T: ToSchema>(self, what: &str) -> Self {
        let schema = Ref::from_schema_name(T::name());
        self.knows::<T>().pages().answers_with(200, what, "application/json", schema, &["Link"])
    }

    /// Answers with one resource and its version.
    pub(super) fn answers_versioned<T: ToSchema>(self, what: &str) -> Self {
        let schema = Ref::from_schema_name(T::name());
        self.knows::<T>().answers_with(200, what, "application/json", schema, &["ETag"])
    }

    /// Answers with the bytes of a file.
    pub(super) fn answers_file(self, what: &str) -> Self {
        self.answers_with(200, what, "*/*", string(), &["Content-Disposition"])
    }

    /// Answers without a body.
    pub(super) fn answers_nothing(mut self, what: &str) -> Self {
        self.doc = self.doc.response("204", ResponseBuilder::new().description(what));
        self
    }

    fn answers_with(
        mut self,
        status: u16,
        what: &str,
        kind: &str,
        schema: impl Into<RefOr<Schema>>,
        headers: &[&str],
    ) -> Self {
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let mut response = ResponseBuilder::new().description(what).content(kind, content);
        for name in headers {
            let what = match *name {
                "Link" => "`<…>; rel=\"next\"` where there is a next page (RFC 8288)",
                "ETag" => "The version, for `If-Match`",
                _ => "Name of the file",
            };
            response = response
                .header(*name, HeaderBuilder::new().schema(Some(string())).description(Some(what)).build());
        }
        self.doc = self.doc.response(status.to_string(), response);
        self
    }

    /// Takes a JSON body.
    pub(super) fn takes<T: ToSchema>(self, example: serde_json::Value) -> Self {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(T::name())))
            .example(Some(example))
            .build();
        self.knows::<T>().takes_contents(vec![("application/json", content)])
    }

    /// Takes a JSON body or bytes.
    pub(super) fn takes_or_bytes<T: ToSchema>(self, example: serde_json::Value) -> Self {
        let json = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(T::name())))
            .example(Some(example))
            .build();
        let bytes = ContentBuilder::new().schema(Some(string())).build();
        self.knows::<T>()
            .takes_contents(vec![("application/json", json), ("application/octet-stream", bytes)])
    }

    fn takes_contents(mut self, contents: Vec<(&str, utoipa::openapi::Content)>) -> Self {
        let mut body = RequestBodyBuilder::new().required(Some(Required::True));
        for (kind, content) in contents {
            body = body.content(kind, content);
        }
        self.doc = self.doc.request_body(Some(body.build()));
        self.statuses.extend([400, 413, 415, 422]);
        self
    }

    /// Refuses what is out of order, though it changes nothing.
    pub(super) fn conflicts(mut self) -> Self {
        self.statuses.push(409);
        self
    }

    /// Refuses what breaks a rule, though it takes no body.
    pub(super) fn checks(mut self) -> Self {
        self.statuses.push(422);
        self
    }

    /// Needs `If-Match`.
    pub(super) fn if_match(mut self) -> Self {
        self.doc = self.doc.parameter(
            ParameterBuilder::new()
                .name("If-Match")
                .parameter_in(ParameterIn::Header)
                .required(Required::True)
                .description(Some(
                    "`ETag` of the version that the edit started from; `\"0\"` where there was none yet",
                ))
                .schema(Some(string().pattern(Some("^\"(0|[1-9][0-9]*)\"$"))))
                .example(Some("\"3\"".into())),
        );
        self.statuses.extend([412, 428]);
        self
    }

    fn knows<T: ToSchema>(mut self) -> Self {
        self.schemas.push((T::name().into_owned(), <T as PartialSchema>::schema()));
        T::schemas(&mut self.schemas);
        self
    }

    /// Route and documentation, with every error that the operation can answer with.
    pub(super) fn finish(self) -> (MethodRouter<Web>, utoipa::openapi::path::Operation) {
        let mut statuses = self.statuses;
        statuses.sort_unstable();
        statuses.dedup();
        let mut doc = self.doc;
        if !self.needs_token {
            doc = doc.security(SecurityRequirement::default());
        }
        for status in statuses {
            let problem =
                ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemDocument"))).build();
            let mut response =
                ResponseBuilder::new().description(reason(status)).content(PROBLEM_JSON, problem);
            let header = match status {
                401 => Some(("WWW-Authenticate", "How to authenticate (RFC 6750)")),
                429 | 503 => Some(("Retry-After", "Seconds to wait")),
                _ => None,
            };
            if let Some((name, what)) = header {
                let header = HeaderBuilder::new().schema(Some(string())).description(Some(what));
                response = response.header(name, header.build());
            }
            doc = doc.response(status.to_string(), response);
        }
        (self.route, doc.build())
    }
}

fn nullable_string() -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::String, Type::Null]))
        .description(Some("Cursor of the next page; null on the last"))
}

/// What a status means here.
const fn reason(status: u16) -> &'static str {
    match status {
        400 => "The request cannot be read: malformed JSON, or a parameter of wrong form",
        401 => "No valid token where one is needed, or an invalid one anywhere",
        403 => "Outside its phase: not open yet, or closed",
        404 => "Does not exist, or this token may not see it",
        409 => "Out of order in the present state",
        412 => "Somebody else saved first: `current` holds what is there now",
        413 => "The body is too large",
        415 => "The body is of a media type that is not taken here",
        422 => "The body breaks rules: `errors` names each place",
        428 => "`If-Match` is needed",
        429 => "Too many requests",
        503 => "Not available now; nothing was changed",
        _ => "A fault of the service; nothing was changed",
    }
}
