//! The plan for people.

use std::fmt::Write;

use compose_model::images::Plan;

/// What stands between columns.
const GAP: usize = 3;

const HEAD: [&str; 4] = ["SERVICE", "CONTEXT", "DOCKERFILE", "IMAGE"];

/// A line for each name that is pushed; nothing where nothing is built.
pub(super) fn of(plan: &Plan<'_>) -> String {
    let mut rows: Vec<[String; 4]> = vec![HEAD.map(str::to_owned)];
    for image in &plan.images {
        let dockerfile = image.dockerfile().unwrap_or_else(|| "(inline)".to_owned());
        let mut about = [image.service.to_owned(), image.context(plan.project), dockerfile];
        for tag in &image.tags {
            let [service, context, dockerfile] = std::mem::take(&mut about);
            rows.push([service, context, dockerfile, tag.clone()]);
        }
    }
    if rows.len() == 1 {
        return String::new();
    }
    let width = |column: usize| {
        let widths = rows.iter().map(|row| row[column].chars().count());
        widths.max().unwrap_or_default() + GAP
    };
    let widths = [width(0), width(1), width(2)];
    rows.iter().fold(String::new(), |mut table, row| {
        for (text, width) in row.iter().zip(widths) {
            let _ = write!(table, "{text:width$}");
        }
        let _ = writeln!(table, "{}", row[3]);
        table
    })
}
