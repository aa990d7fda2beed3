//! `_helpers.tpl`: what several templates use.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::go;
use super::jobs::Revision;
use super::template::Templates;

/// The definitions; their names begin with that of the chart, since all charts of a release share
/// them.
pub(super) fn definitions(
    chart: &str,
    revisions: &[Revision],
    templates: &Templates<'_>,
) -> String {
    let mut text = FIXED.replace("CHART", chart);
    if revisions.is_empty() {
        return text;
    }
    text.push_str(&REVISION.replace("CHART", chart));
    for Revision { name, stem, hash, sections } in revisions {
        let ways: Vec<String> = sections.iter().map(|section| go::reference(&[section])).collect();
        let values = sections.iter().map(|section| {
            let value = templates.values.section(section);
            value.map_or_else(|| "null".to_owned(), go::json)
        });
        let json = format!("[{}]", values.collect::<Vec<_>>().join(","));
        let _ = write!(
            text,
            "\n{{{{- define \"{chart}.{name}\" -}}}}\n{stem}{{{{ include \"{chart}.revision\" (dict \
             \"values\" (list {}) \"default\" \"{}\" \"revision\" \"{hash}\") }}}}\n{{{{- end }}}}\n",
            ways.join(" "),
            fingerprint(&json),
        );
    }
    text
}

/// The beginning of what `sha256sum` gives.
fn fingerprint(json: &str) -> String {
    Sha256::digest(json).iter().take(8).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

const FIXED: &str = r#"{{/* The name and version of the chart, as a label. */}}
{{- define "CHART.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The labels by which Helm knows the objects of a release. */}}
{{- define "CHART.labels" -}}
helm.sh/chart: {{ include "CHART.chart" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* An image: (list $ .Values.web.image). Its parts may be templates. */}}
{{- define "CHART.image" -}}
{{- $image := index . 1 -}}
{{- $reference := toString $image.repository -}}
{{- with $image.tag }}{{ $reference = printf "%s:%s" $reference (toString .) }}{{ end -}}
{{- with $image.digest }}{{ $reference = printf "%s@%s" $reference (toString .) }}{{ end -}}
{{- tpl $reference (index . 0) -}}
{{- end }}
"#;

const REVISION: &str = r#"
{{/* A hash that is another one when the values are. */}}
{{- define "CHART.revision" -}}
{{- $hash := toJson .values | sha256sum | trunc 16 -}}
{{- if eq $hash .default }}{{ .revision }}{{ else }}{{ trunc 8 $hash }}{{ end -}}
{{- end }}
"#;
