//! Endpoints that Miro calls experimental: they may change or disappear without notice.

modules! {
    mind_maps code_widgets flowcharts app_metrics
}
