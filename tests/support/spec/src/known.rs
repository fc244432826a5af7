/// An accepted difference: the catalogue is right.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The operationId.
    pub operation: &'static str,
    /// The difference, as it is reported.
    pub difference: &'static str,
    /// Why it is accepted.
    pub reason: &'static str,
}

const fn known(operation: &'static str, difference: &'static str, reason: &'static str) -> Known {
    Known { operation, difference, reason }
}

/// Places where Miro's specification is wrong, or has in its text what belongs in its schemas.
#[rustfmt::skip]
pub const KNOWN: &[Known] = &[
    known("get-items", "parameter type value code: only here", "a kind that items have, and no list can be asked for"),
    known("get-items-experimental",
        "parameter type value app_card, card, code, data_table_format, doc_format, document, embed, frame, image, preview, \
         sticky_note, text: only here",
        "the same type of parameter as in other lists of items; the documentation says that only shapes are taken"),
    known("get-mindmap-nodes-experimental", "parameter limit: 10 to 50 here, no range there", "that of all lists on boards"),
    known("getGroupById", "cost: per call here, per item there", "how many items the group has is known only when it has been fetched"),
    known("unGroup", "parameter delete_items: only there", "with it the call is another operation: deleteGroup"),

    known("enterprise-get-organization-members", "parameter emails: only there",
        "with it the answer has another form, so it has a method of its own: find_by_emails"),

    known("enterprise-get-audit-logs", "plan: Enterprise here, any there", "said on pages beside the specification"),
    known("enterprise-get-audit-logs", "parameter limit: 1 to 100 here, no range there", "100 is the documented default"),
    known("getUser", "placeholders: user_id here, id there", "the name of an argument says of what the id is"),
    known("replaceUser", "placeholders: user_id here, id there", "the name of an argument says of what the id is"),
    known("patchUser", "placeholders: user_id here, id there", "the name of an argument says of what the id is"),
    known("deleteUser", "placeholders: user_id here, id there", "the name of an argument says of what the id is"),
    known("getGroup", "placeholders: group_id here, id there", "the name of an argument says of what the id is"),
    known("patchGroup", "placeholders: group_id here, id there", "the name of an argument says of what the id is"),
    known("listUsers", "parameter count: 1 to 1000 here, no range there", "the range stands in the text"),
    known("listGroups", "parameter count: 1 to 1000 here, no range there", "the range stands in the text"),
];
