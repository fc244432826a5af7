//! What Miro calls experimental: it may change, and go, without notice.

modules! {
    mind_maps code_widgets flowcharts app_metrics
}
