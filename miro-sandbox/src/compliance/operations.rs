//! The operations of this area. Miro requires the roles of company admin and eDiscovery admin; the sandbox knows
//! only the first.

use super::cases::{self, CASE};
use super::content;
use super::legal_holds::{self, LEGAL_HOLD};
use crate::access::Access;
use crate::access::rate_limit::Level;
use crate::exports::jobs;
use crate::operation::Operation;
use crate::resource::{create, get, list, replace};

const MANAGE: Access = Access::CompanyAdmin(&["organization:cases:management"]);

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("get-all-cases", "GET", "/v2/orgs/{org_id}/cases", MANAGE, Level::Four, list).of(&CASE),
    Operation::new("create-case", "POST", "/v2/orgs/{org_id}/cases", MANAGE, Level::Four, create).of(&CASE),
    Operation::new("get-case", "GET", "/v2/orgs/{org_id}/cases/{case_id}", MANAGE, Level::Three, get).of(&CASE),
    Operation::new("edit-case", "PUT", "/v2/orgs/{org_id}/cases/{case_id}", MANAGE, Level::Three, replace).of(&CASE),
    Operation::new("delete-case", "DELETE", "/v2/orgs/{org_id}/cases/{case_id}", MANAGE, Level::Four, cases::close).of(&CASE),
    Operation::new("get-legal-hold-export-jobs", "GET", "/v2/orgs/{org_id}/cases/{case_id}/export-jobs", MANAGE, Level::Four, jobs::of_case),
    Operation::new("get-all-legal-holds", "GET", "/v2/orgs/{org_id}/cases/{case_id}/legal-holds", MANAGE, Level::Four, list).of(&LEGAL_HOLD),
    Operation::new("create-legal-hold", "POST", "/v2/orgs/{org_id}/cases/{case_id}/legal-holds", MANAGE, Level::Four, create).of(&LEGAL_HOLD),
    Operation::new("get-legal-hold", "GET", "/v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}", MANAGE, Level::Three, get).of(&LEGAL_HOLD),
    Operation::new("edit-legal-hold", "PUT", "/v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}", MANAGE, Level::Three, replace).of(&LEGAL_HOLD),
    Operation::new("delete-legal-hold", "DELETE", "/v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}", MANAGE, Level::Four, legal_holds::close).of(&LEGAL_HOLD),
    Operation::new("get-legal-hold-content-items", "GET", "/v2/orgs/{org_id}/cases/{case_id}/legal-holds/{legal_hold_id}/content-items", MANAGE, Level::Three, content::list),
];
