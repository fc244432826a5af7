use miro_core::open_enum;

use crate::model::OrgId;
use crate::model::object::object;

object! {
    /// An organization.
    pub Organization {
        /// Identifies the organization.
        id => "id": OrgId, required;
        /// `organization`.
        kind => "type": text;
        /// The organization's name.
        name => "name": text;
        /// The organization's subscription plan.
        plan => "plan": Plan;
        /// The number of full licenses that the organization has bought.
        full_licenses_purchased => "fullLicensesPurchased": count;
    }
}

open_enum! {
    /// The subscription plan of an organization.
    pub Plan {
        /// The Enterprise plan.
        Company = "company",
        Consultant = "consultant",
        ConsultantSlf = "consultant_slf",
        Business = "business",
        PaidTeamOrg = "paid_team_org",
        IntegrationOrg = "integration_org",
        Professional2022 = "professional_2022",
        EduTeamOrg = "edu_team_org",
        FreeTeamOrg = "free_team_org",
        DevTeamOrg = "dev_team_org",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_organization_reads_what_miro_sends() {
        let json = r#"{"id":"3074457345821140946","fullLicensesPurchased":"20","name":"Ada & Co","plan":"unknown",
            "type":"organization","region":"eu01"}"#;
        let organization: Organization = serde_json::from_str(json).unwrap();
        assert_eq!(OrgId::from(&organization), "3074457345821140946");
        assert_eq!(organization.full_licenses_purchased, Some(20));
        assert_eq!(organization.plan, Some(Plan::Unknown("unknown".into())));
        assert_eq!(organization.extra["region"], "eu01");
        let least: Organization = serde_json::from_str(r#"{"id":7,"plan":null}"#).unwrap();
        assert_eq!((least.id.as_str(), least.plan), ("7", None));
    }
}
