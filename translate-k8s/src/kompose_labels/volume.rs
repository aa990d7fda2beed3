//! The labels of a top-level volume as its settings.

use k8s_openapi::apimachinery::pkg::apis::meta::v1::LabelSelector;

use super::names::VolumeLabels;
use super::report::Report;
use crate::extension::{Kube, VolumeSettings};
use crate::labels;

/// Says what the labels say in the settings.
pub(super) fn apply(labels: VolumeLabels, settings: &mut VolumeSettings, report: &mut Report<'_>) {
    report.fill("kompose.volume.size", &mut settings.size, labels.size);
    report.fill(
        "kompose.volume.storage-class-name",
        &mut settings.storage_class_name,
        labels.storage_class,
    );
    let selector = labels.selector.map(|volume| {
        volume.map(|volume| {
            let labels = [(labels::KOMPOSE.to_owned(), volume)].into();
            Kube::from(LabelSelector { match_labels: Some(labels), match_expressions: None })
        })
    });
    report.fill::<Kube<LabelSelector>>("kompose.volume.selector", &mut settings.selector, selector);
}
