use miro::model::experimental::MetricsPeriod;
use miro::prelude::*;

use crate::environment;

#[tokio::test]
async fn app_metrics_use_their_own_token() {
    let (sandbox, api) = environment::sandbox().await;
    api.boards().list().await.unwrap();
    let error = api.app(sandbox.client_id()).metrics_total().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unauthorized, "the token of a user will not do");

    let app = api.with_token(sandbox.app_management_token()).app(sandbox.client_id());
    let total = app.metrics_total().await.unwrap();
    assert_eq!((total.unique_users, total.unique_organizations), (Some(1), Some(1)));
    assert_eq!((total.installations, total.uninstallations), (Some(1), Some(0)));
    assert_eq!((total.period_start, total.extra.len()), (None, 0));

    let days = app.metrics("2020-02-28", "2020-03-01").period(MetricsPeriod::Day).await.unwrap().items;
    let starts: Vec<_> = days.iter().filter_map(|day| day.period_start.as_deref()).collect();
    assert_eq!(starts, ["2020-02-28", "2020-02-29", "2020-03-01"]);
    assert!(days.iter().all(|day| day.unique_users == Some(0)));
    assert_eq!(app.metrics("2020-02-28", "2020-03-01").await.unwrap().count(), 1, "a week is the default");
}

#[tokio::test]
async fn reports_an_unknown_app() {
    let (sandbox, api) = environment::sandbox().await;
    let api = api.with_token(sandbox.app_management_token());
    let error = api.app("1").metrics_total().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.code(), error.message()),
        (ErrorKind::NotFound, None, Some("App 1 not found"))
    );
    let error = api.app(sandbox.client_id()).metrics("2020-02-30", "2020-03-01").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert!(error.to_string().contains("`startDate`"), "{error}");
}
