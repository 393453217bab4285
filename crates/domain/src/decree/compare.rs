//! What lies between two lists.

use std::collections::{BTreeMap, BTreeSet};

use super::Row;

/// A column in which rows are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// What it is called.
    Title,
    /// The class.
    Class,
    /// *Ringkasan isi informasi*.
    Summary,
    /// *Pejabat/unit yang menguasai*.
    Holder,
    /// *Penanggung jawab*.
    Responsible,
    /// *Waktu dan tempat pembuatan*.
    Made,
    /// *Bentuk informasi*.
    Form,
    /// *Jangka waktu penyimpanan*.
    Retention,
    /// *Dasar hukum*.
    LegalBasis,
    /// The edition: also a change of files alone is one.
    Edition,
}

impl Column {
    /// Every column, in the order of the annex.
    pub const ALL: [Self; 10] = [
        Self::Title,
        Self::Class,
        Self::Summary,
        Self::Holder,
        Self::Responsible,
        Self::Made,
        Self::Form,
        Self::Retention,
        Self::LegalBasis,
        Self::Edition,
    ];

    /// The code in files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Title => "judul",
            Self::Class => "klasifikasi",
            Self::Summary => "ringkasan_isi_informasi",
            Self::Holder => "pejabat_yang_menguasai",
            Self::Responsible => "penanggung_jawab",
            Self::Made => "waktu_dan_tempat_pembuatan",
            Self::Form => "bentuk_informasi",
            Self::Retention => "jangka_waktu_penyimpanan",
            Self::LegalBasis => "dasar_hukum",
            Self::Edition => "edisi",
        }
    }

    /// What a row has in this column; of the class its code.
    #[must_use]
    pub fn of(self, row: &Row) -> String {
        match self {
            Self::Title => row.title.clone(),
            Self::Class => row.class.code().to_owned(),
            Self::Summary => row.summary.clone(),
            Self::Holder => row.holder.clone(),
            Self::Responsible => row.responsible.clone(),
            Self::Made => row.made.clone(),
            Self::Form => row.form.clone(),
            Self::Retention => row.retention.clone(),
            Self::LegalBasis => row.legal_basis.clone(),
            Self::Edition => row.edition.to_string(),
        }
    }
}

/// A column that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub column: Column,
    /// What stood there.
    pub old: String,
    /// What stands there now.
    pub new: String,
}

/// A row that is in both lists and differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Name of the item.
    pub reference: String,
    /// What it is called now.
    pub title: String,
    /// The columns that differ, in the order of the annex; one or more.
    pub columns: Vec<Difference>,
}

/// What lies between two lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In the new list alone, in its order.
    pub added: Vec<Row>,
    /// In the old list alone, in its order.
    pub removed: Vec<Row>,
    /// In both and different, in the order of the new one.
    pub changed: Vec<Changed>,
    /// How many are in both and the same.
    pub same: usize,
}

/// Compares two lists row by row; a row is known again by its reference, which an item keeps for ever.
#[must_use]
pub fn compare(old: &[Row], new: &[Row]) -> Comparison {
    let before: BTreeMap<&str, &Row> = old.iter().map(|row| (row.reference.as_str(), row)).collect();
    let now: BTreeSet<&str> = new.iter().map(|row| row.reference.as_str()).collect();
    let mut found = Comparison::default();
    for row in new {
        let Some(was) = before.get(row.reference.as_str()) else {
            found.added.push(row.clone());
            continue;
        };
        let columns = differences(was, row);
        if columns.is_empty() {
            found.same += 1;
        } else {
            let (reference, title) = (row.reference.clone(), row.title.clone());
            found.changed.push(Changed { reference, title, columns });
        }
    }
    found.removed = old.iter().filter(|row| !now.contains(row.reference.as_str())).cloned().collect();
    found
}

fn differences(old: &Row, new: &Row) -> Vec<Difference> {
    let pairs = Column::ALL.into_iter().map(|column| (column, column.of(old), column.of(new)));
    pairs
        .filter(|(_, old, new)| old != new)
        .map(|(column, old, new)| Difference { column, old, new })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalogue::InformationClass;

    fn row(reference: &str, summary: &str, edition: i64) -> Row {
        Row {
            reference: reference.to_owned(),
            edition,
            class: InformationClass::Periodic,
            title: format!("Judul {reference}"),
            summary: summary.to_owned(),
            holder: "Sekretariat".to_owned(),
            responsible: "PPID".to_owned(),
            made: "3 Januari 2026, Kasongan".to_owned(),
            form: "Daring".to_owned(),
            retention: "5 tahun".to_owned(),
            legal_basis: String::new(),
        }
    }

    #[test]
    fn what_came_what_went_and_what_changed_column_by_column() {
        let old = [row("A", "lama", 1), row("B", "tetap", 1), row("C", "pergi", 1)];
        let mut revised = row("A", "baru", 2);
        revised.class = InformationClass::Always;
        let new = [revised, row("B", "tetap", 1), row("D", "datang", 1)];
        let found = compare(&old, &new);
        let names = |rows: &[Row]| rows.iter().map(|row| row.reference.clone()).collect::<Vec<_>>();
        assert_eq!(
            (names(&found.added), names(&found.removed), found.same),
            (vec!["D".into()], vec!["C".into()], 1)
        );
        let [changed] = &found.changed[..] else { panic!("{found:?}") };
        let columns: Vec<(Column, &str, &str)> =
            changed.columns.iter().map(|one| (one.column, one.old.as_str(), one.new.as_str())).collect();
        assert_eq!(
            columns,
            [
                (Column::Class, "berkala", "setiap_saat"),
                (Column::Summary, "lama", "baru"),
                (Column::Edition, "1", "2")
            ]
        );
    }

    #[test]
    fn every_column_of_a_row_is_compared() {
        let before = row("A", "a", 1);
        for column in Column::ALL {
            let mut after = before.clone();
            match column {
                Column::Title => after.title.push('x'),
                Column::Class => after.class = InformationClass::Always,
                Column::Summary => after.summary.push('x'),
                Column::Holder => after.holder.push('x'),
                Column::Responsible => after.responsible.push('x'),
                Column::Made => after.made.push('x'),
                Column::Form => after.form.push('x'),
                Column::Retention => after.retention.push('x'),
                Column::LegalBasis => after.legal_basis.push('x'),
                Column::Edition => after.edition += 1,
            }
            let found = compare(std::slice::from_ref(&before), &[after]);
            let columns: Vec<Column> =
                found.changed.iter().flat_map(|row| &row.columns).map(|one| one.column).collect();
            assert_eq!(columns, [column]);
        }
    }

    fn list() -> impl Strategy<Value = Vec<Row>> {
        proptest::collection::btree_map("[A-F]", ("[xy]", 1_i64..3), 0..6).prop_map(|rows| {
            rows.into_iter()
                .map(|(reference, (summary, edition))| row(&reference, &summary, edition))
                .collect()
        })
    }

    proptest! {
        /// Every row of both lists is in exactly one part, and looking from the other side turns it round.
        #[test]
        fn nothing_is_lost_and_both_sides_agree(old in list(), new in list()) {
            let (there, back) = (compare(&old, &new), compare(&new, &old));
            prop_assert_eq!(there.added.len() + there.changed.len() + there.same, new.len());
            prop_assert_eq!(there.removed.len() + there.changed.len() + there.same, old.len());
            prop_assert_eq!(&there.added, &back.removed);
            prop_assert_eq!(&there.removed, &back.added);
            prop_assert_eq!(there.same, back.same);
            prop_assert_eq!(there.changed.len(), back.changed.len());
            let alike = compare(&old, &old);
            prop_assert_eq!(alike, Comparison { same: old.len(), ..Comparison::default() });
        }
    }
}
