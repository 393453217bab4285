//! Changing what a round decides about its access test.

use domain::access_test::AccessTestRules;
use domain::problem::Problem;
use domain::rules::RoundRules;
use domain::scheme::Source;

use crate::AppError;
use crate::national::National;

impl National {
    /// Sets the rules of the access test. Gives the new version of the round.
    ///
    /// # Errors
    /// As [`National::change_rules`]; [`AppError::Invalid`] at `access_test.component` where the scheme has no such component
    /// from a sheet.
    pub async fn change_access_rules(
        &self,
        slug: &str,
        version: i64,
        rules: &AccessTestRules,
        reason: &str,
    ) -> Result<i64, AppError> {
        let detail = self.round(slug).await?;
        if let Some(component) = &rules.component {
            let mut conn = self.app.db().read().await?;
            let scheme = self.app.scheme(&mut conn, detail.round.scheme).await?;
            let found = scheme.component(component.as_str());
            if found.is_none_or(|found| found.source != Source::Sheet) {
                let why = "access-component-unknown".to_owned();
                return Err(AppError::field("access_test.component", Problem::NotNow { why }));
            }
        }
        let rules = RoundRules { access_test: rules.clone(), ..detail.round.rules };
        self.change_rules(slug, version, &rules, reason).await
    }
}
