use serde_json::json;

use super::Check::{Bodies, Responses};
use super::Place::{Catalogue, Client, Sandbox, Schemas};
use super::{Erratum, values};

/// All errata: first those of the schemas, then those of the client's catalogue, responses and bodies.
#[rustfmt::skip] // An erratum in two to five lines.
pub const ERRATA: &[Erratum] = &[
    // Boards and what is on them.
    Erratum {
        place: Schemas(&["/components/schemas/Picture/properties/id"], || json!({"type": "string"})),
        says: "a number", so: "a string", source: "seen in responses (miroapp/api-clients#452)",
    },
    Erratum {
        place: Schemas(&["/components/schemas/FrameData/properties/showContent"], || json!({"type": "boolean"})),
        says: "no such property", so: "frames have it",
        source: "FrameDataPlatformContainers has it; it was lost when two schemas of one name were merged",
    },
    Erratum {
        place: Schemas(&["/components/schemas/GenericItem/properties/style"], values::style_of_any_item),
        says: "no such property", so: "lists send the style", source: "seen in responses by miro-mcp-server",
    },
    Erratum {
        place: Schemas(&["/components/schemas/Item/properties/style"], values::style_of_any_item),
        says: "no such property", so: "bulk creation returns items of every kind, as lists do",
        source: "bulk creation takes items of every kind",
    },
    Erratum {
        place: Schemas(
            &["/components/schemas/ItemData/oneOf"],
            || json!([{"$ref": "#/components/schemas/WidgetDataOutput"}]),
        ),
        says: "documents and images only", so: "bulk creation returns items of every kind",
        source: "bulk creation takes items of every kind",
    },
    Erratum {
        place: Sandbox("/parent: null is not of type \"object\""),
        says: "an object", so: "`null` for an item whose frame is deleted", source: "seen in responses",
    },
    Erratum {
        place: Schemas(&["/components/schemas/GroupResponseShort/properties/data"], values::items_of_a_group),
        says: "a user group", so: "a group of items",
        source: "the specification of before November 2025; then specifications were merged, with one name for both groups",
    },
    Erratum {
        place: Schemas(
            &[
                "/paths/~1v2~1boards~1{board_id}~1groups/post/requestBody/content/application~1json/schema",
                "/paths/~1v2~1boards~1{board_id}~1groups~1{group_id}/put/requestBody/content/application~1json/schema",
            ],
            values::group_of_items,
        ),
        says: "a user group", so: "a group of items", source: "the specification of before November 2025, as above",
    },
    Erratum {
        place: Schemas(
            &[
                "/paths/~1v2~1boards~1{board_id}~1groups/get/responses/200/content/application~1json/schema/properties/cursor",
                "/paths/~1v2~1boards~1{board_id}~1groups~1items/get/responses/200/content/application~1json/schema/properties/cursor",
            ],
            || json!({"type": "string"}),
        ),
        says: "no such property", so: "pages have a cursor", source: "the description of the operation",
    },
    Erratum {
        place: Schemas(&["/components/schemas/MindmapNodeStyle/properties/fillOpacity/maximum"], || json!(1)),
        says: "no bound", so: "at most 1", source: "every other opacity has these bounds",
    },
    Erratum {
        place: Schemas(&["/components/schemas/MindmapNodeStyle/properties/fillOpacity/minimum"], || json!(0)),
        says: "no bound", so: "at least 0", source: "every other opacity has these bounds",
    },
    Erratum {
        place: Schemas(&["/components/schemas/ShapeData/properties/shape"], || json!({"type": "string"})),
        says: "the basic shapes", so: "lists have shapes of flowcharts, too",
        source: "ShapeItem and the experimental operations have them",
    },
    Erratum {
        place: Schemas(&["/components/schemas/WidgetDataOutput/oneOf"], values::widget_data),
        says: "every kind except doc_format", so: "lists have doc_format",
        source: "lists of items can be filtered by it, the only way to list them",
    },

    // Tokens and organizations.
    Erratum {
        place: Schemas(
            &["/paths/~1v1~1oauth-token/get/responses/200/content/application~1json/schema/properties/application"],
            values::application,
        ),
        says: "no such property", so: "an object", source: "seen in responses (miro-mcp-server, 2026-08-18)",
    },
    Erratum {
        place: Schemas(&["/components/schemas/OrganizationMember/properties/lastActivityAt"], values::time_or_nothing),
        says: "a time", so: "a time, or empty for a user who never signed in", source: "its description",
    },
    Erratum {
        place: Schemas(
            &["/components/schemas/TeamCopyAccessLevelSettings/properties/copyAccessLevel/enum"],
            || json!(["anyone", "team_members", "team_editors", "board_owner"]),
        ),
        says: "spaces and a dash after `board_owner`", so: "`board_owner`",
        source: "TeamCopyAccessLevelSettingsChanges",
    },
    Erratum {
        place: Schemas(&["/components/schemas/AuditEvent/properties/createdAt/format"], || json!(null)),
        says: "date-time", so: "a time that RFC 3339 does not allow: it ends in +0000", source: "its example",
    },
    Erratum {
        place: Schemas(
            &["/paths/~1v2~1orgs~1{org_id}~1boards~1export~1jobs~1{job_id}~1status/put/responses/200/content/application~1json/schema/properties/status"],
            || json!({"type": "string"}),
        ),
        says: "an object and a string at once", so: "a string", source: "its example",
    },

    // Legal holds.
    Erratum {
        place: Schemas(&["/components/schemas/LegalHoldRequestScopeUsers/required"], || json!(["users"])),
        says: "`user` is required", so: "`users` is required", source: "there is no property `user`",
    },
    Erratum {
        place: Schemas(&["/components/schemas/LegalHoldResponse/required"], values::legal_hold),
        says: "`scopeValue` is required", so: "it is not", source: "there is no property `scopeValue`",
    },
    Erratum {
        place: Schemas(&["/components/schemas/LegalHoldContentItemsResponse/required"], || json!(["contentId", "type"])),
        says: "`id` and `name` are required", so: "`contentId` is", source: "there are no properties `id` and `name`",
    },

    // SCIM.
    Erratum {
        place: Schemas(&["/components/schemas/PatchGroupResource/properties/schemas/enum"], || json!(null)),
        says: "the list is the URN", so: "its elements are the URN", source: "a list is no text",
    },
    Erratum {
        place: Schemas(&["/components/schemas/PatchGroupResource/properties/Operations/items/properties/path/enum"], || json!(null)),
        says: "`members` or `displayName`", so: "a filter may follow", source: "the example of the operation",
    },
    Erratum {
        place: Schemas(&["/components/schemas/PatchUserResource/properties/Operations/items/required"], || json!(["op", "path"])),
        says: "`value` is required", so: "`Remove` has no value", source: "the description of `Operations`",
    },
    Erratum {
        place: Schemas(&["/components/schemas/PatchUserResource/properties/Operations/items/properties/value"], values::text_or_roles),
        says: "a string", so: "a list for roles", source: "the description of `Operations`",
    },

    // The catalogue: "here" is the catalogue, "there" the specification.
    Erratum {
        place: Catalogue(&["get-items"], "parameter type value code: only here"),
        says: "not among the filters", so: "not among the filters, but a kind of items", source: "one Rust type for kinds and filters",
    },
    Erratum {
        place: Catalogue(
            &["get-items-experimental"],
            "parameter type value app_card, card, code, data_table_format, doc_format, document, embed, frame, image, preview, \
             sticky_note, text: only here",
        ),
        says: "`shape` only", so: "the same", source: "one Rust type for all lists of items; the documentation names the limit",
    },
    Erratum {
        place: Catalogue(&["get-mindmap-nodes-experimental"], "parameter limit: 10 to 50 here, no range there"),
        says: "no range", so: "10 to 50", source: "all other lists on boards",
    },
    Erratum {
        place: Catalogue(&["getGroupById"], "cost: per call here, per item there"),
        says: "credits for each item", so: "the call's are known before it",
        source: "the number of items is known only after the response",
    },
    Erratum {
        place: Catalogue(&["unGroup"], "parameter delete_items: only there"),
        says: "a parameter `delete_items`", so: "the parameter selects another operation", source: "deleteGroup",
    },
    Erratum {
        place: Catalogue(&["enterprise-get-organization-members"], "parameter emails: only there"),
        says: "a parameter `emails`", so: "a separate method, find_by_emails",
        source: "with it the response has another form",
    },
    Erratum {
        place: Catalogue(&["enterprise-get-audit-logs"], "plan: Enterprise here, any there"),
        says: "any plan", so: "the Enterprise plan", source: "Miro's pages beside the specification",
    },
    Erratum {
        place: Catalogue(&["enterprise-get-audit-logs"], "parameter limit: 1 to 100 here, no range there"),
        says: "no range", so: "1 to 100", source: "100 is the documented default",
    },
    Erratum {
        place: Catalogue(&["getUser", "replaceUser", "patchUser", "deleteUser"], "placeholders: user_id here, id there"),
        says: "`id`", so: "`user_id`", source: "the name of an argument says which id it is; placeholders are not sent",
    },
    Erratum {
        place: Catalogue(&["getGroup", "patchGroup"], "placeholders: group_id here, id there"),
        says: "`id`", so: "`group_id`", source: "the name of an argument says which id it is; placeholders are not sent",
    },
    Erratum {
        place: Catalogue(&["listUsers", "listGroups"], "parameter count: 1 to 1000 here, no range there"),
        says: "no range", so: "1 to 1000", source: "the description of the parameter",
    },

    // Responses and their models.
    Erratum {
        place: Client(Responses, &["Items.type"]),
        says: "a property", so: "not in the model", source: "always the same: the Rust type says that it is the response of a bulk call",
    },
    Erratum {
        place: Client(Responses, &["listResourceTypes extra.schemas", "listSchemas extra.schemas"]),
        says: "a property", so: "not in the model", source: "always the same: the Rust type says that it is a list",
    },
    Erratum {
        place: Client(Responses, &["getSchema extra.schemas"]),
        says: "attributes have schemas", so: "they have none; if one comes, it is in `extra`", source: "RFC 7643, section 7",
    },
    Erratum {
        place: Client(Responses, &[
            "enterprise-board-content-item-logs-fetch without data", "enterprise-board-export-job-tasks without data",
            "enterprise-board-export-jobs without data", "enterprise-get-ai-interaction-logs without data",
            "enterprise-get-audit-logs without data", "enterprise-get-organization-members without data",
            "get-all-cases without data", "get-all-groups without data", "get-all-legal-holds without data",
            "get-board-members without data", "get-boards without data", "get-code-widget-items without data",
            "get-connectors without data", "get-items without data", "get-items-by-tag without data",
            "get-items-experimental without data", "get-items-within-frame without data",
            "get-legal-hold-content-items without data", "get-legal-hold-export-jobs without data",
            "get-mindmap-nodes-experimental without data", "get-tags-from-board without data",
            "getItemsByGroupId without data",
        ]),
        says: "`data` is optional", so: "a page without it is an error",
        source: "an empty page would end a stream as if everything had been read",
    },
    Erratum {
        place: Client(Responses, &[
            "createGroup without id", "createUser without id", "enterprise-dataclassification-board-get without id",
            "enterprise-dataclassification-board-set without id", "getGroup without id", "getGroupById without id",
            "getResourceType without id", "getSchema without id", "getUser without id", "patchGroup without id",
            "patchUser without id", "replaceUser without id", "updateGroup without id",
        ]),
        says: "`id` is optional", so: "a response without it is an error", source: "nothing can be done with the value without its id",
    },
    Erratum {
        place: Client(Responses, &["createGroup extra.first", "get-all-groups extra.first", "getGroupById extra.first", "updateGroup extra.first"]),
        says: "a group has links of pages", so: "it has no first page; if a link comes, it is in `extra`",
        source: "the schema of a page with the same name",
    },
    Erratum {
        place: Client(Responses, &["BoardExportJob.status"]),
        says: "`created`", so: "both spellings are one value", source: "`CREATED` in other operations",
    },
    Erratum {
        place: Client(Responses, &["enterprise-update-board-export-job.status", "enterprise-update-board-export-job /jobStatus"]),
        says: "`status`", so: "one type reads this and `jobStatus`", source: "the same status as of the job, under another name",
    },

    // Bodies.
    Erratum {
        place: Client(Bodies, &["enterprise-dataclassification-board-set sends", "move-code-widget-item sends"]),
        says: "optional properties", so: "always sent", source: "the operation exists to set them",
    },
    Erratum {
        place: Client(Bodies, &["create-items-in-bulk-using-file-from-device create-items-in-bulk-using-file-from-device.altText"]),
        says: "nothing of the JSON file", so: "no `altText`: an error before the request is sent", source: "Miro's example of the file has none",
    },
    Erratum {
        place: Client(Bodies, &[
            "replaceUser UserResource.groups", "replaceUser UserResource.groups[]", "replaceUser UserResource.groups[].display",
            "replaceUser UserResource.groups[].value", "replaceUser UserResource.id", "replaceUser UserResource.meta",
            "replaceUser UserResource.meta.location", "replaceUser UserResource.meta.resourceType",
        ]),
        says: "the schema of responses", so: "Miro sets these properties", source: "the schema for creating a user is without them",
    },
    Erratum {
        place: Client(Bodies, &[
            "patchGroup sends {\"Operations\":[{\"op\":\"Replace\",\"value\":{\"displayName\":\"Design\",\"id\":\"3074457365836251622\"}}],\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"]}",
        ]),
        says: "a value is a text or a list", so: "an object without a path renames a group", source: "the description of `Operations`",
    },
    Erratum {
        place: Client(Bodies, &["create-items AppCardData.owned"]),
        says: "the schema of responses", so: "only responses have it", source: "bulk creation borrows that schema",
    },
];
