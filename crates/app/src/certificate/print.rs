//! The job that prints what was issued.

use bytes::Bytes;
use domain::ids::AnnouncementId;
use print::press::Sheet;
use serde_json::Value;
use store::certificate::{self, Certificate};

use super::sheets::Stack;
use crate::jobs::Work;
use crate::{App, AppError};

/// How many certificates are printed in one job.
const BATCH: usize = 16;

impl App {
    /// Prints the press sheet of an announcement, and some of its certificates and letters that are not printed yet; what is
    /// left is another job. A replica that dies in the middle leaves the rest to the next.
    pub(crate) async fn print_certificates(&self, id: AnnouncementId, batch: u32) -> Result<(), AppError> {
        let mut conn = self.db().read().await?;
        let Some(stack) = Stack::of(self, &mut conn, id).await? else { return Ok(()) };
        let waiting: Vec<Certificate> = certificate::valid(&mut conn, stack.round.id)
            .await?
            .into_iter()
            .filter(|found| found.announcement == id && found.pdf.is_none())
            .collect();
        drop(conn);
        if stack.announcement.press_sheet.is_none() {
            let address = self.print_and_keep(Sheet::PressSheet, stack.press_sheet()?).await?;
            let mut tx = self.db().write().await?;
            store::announcement::press_sheet_printed(&mut tx, id, &address).await?;
            tx.commit().await?;
        }
        let is_last = waiting.len() <= BATCH;
        for found in waiting.into_iter().take(BATCH) {
            let mut conn = self.db().read().await?;
            let reasons = stack.reasons(&mut conn, &found).await?;
            drop(conn);
            let sheet = stack.certificate(&found)?;
            let letter = stack.letter(&found, &reasons)?;
            let pdf = self.print_and_keep(Sheet::Certificate, sheet).await?;
            let letter = self.print_and_keep(Sheet::Letter, letter).await?;
            let mut tx = self.db().write().await?;
            certificate::printed(&mut tx, &found.reference, &pdf, &letter).await?;
            tx.commit().await?;
        }
        if !is_last {
            let mut tx = self.db().write().await?;
            let next = Work::PrintCertificates { announcement: id, batch: batch + 1 };
            self.put_off(&mut tx, &next, self.now()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Prints a sheet where no request waits for the processor, and keeps it. Gives its address.
    async fn print_and_keep(&self, sheet: Sheet, data: Value) -> Result<String, AppError> {
        let bytes = self.print_sheet(sheet, data).await?;
        let kept = self.parts().files.keep(Bytes::from(bytes)).await;
        let kept = kept.map_err(|error| AppError::Unavailable(error.to_string()))?;
        Ok(kept.address.to_string())
    }

    /// Prints a sheet.
    pub(crate) async fn print_sheet(&self, sheet: Sheet, data: Value) -> Result<Vec<u8>, AppError> {
        let press = self.parts().press.clone();
        let printed = tokio::task::spawn_blocking(move || press.print(sheet, &data)).await;
        printed
            .map_err(|error| AppError::Fault(error.to_string()))?
            .map_err(|error| AppError::Fault(error.to_string()))
    }
}
