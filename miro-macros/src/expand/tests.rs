//! Complete expansions, formatted. `UPDATE_EXPECT=1 cargo test -p miro-macros` accepts changes.

use expect_test::{ExpectFile, expect_file};
use proc_macro2::TokenStream;
use quote::quote;

use super::expand;
use crate::check::check;
use crate::parse::parse;
use crate::root::Root;

fn written(declarations: TokenStream) -> String {
    let tokens = expand(check(Root(quote!(::miro)), parse(declarations)));
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

fn expands_to(declarations: TokenStream, expected: ExpectFile) {
    expected.assert_eq(&written(declarations));
}

#[test]
fn plain_endpoints_become_methods() {
    expands_to(
        quote! {
            /// The sticky notes of one board.
            pub StickyNotes of BoardHandle at "/sticky_notes" {
                /// Puts a sticky note on the board.
                create POST   ""           (NewStickyNote) -> StickyNote [boards:write L2 "create-sticky-note-item"];
                delete DELETE "/{item_id}"                 -> ()         [boards:write L3 "delete-sticky-note-item"];
            }
        },
        expect_file!["snapshots/methods.rs"],
    );
}

#[test]
fn a_handle_takes_the_placeholders_of_its_path() {
    expands_to(
        quote! {
            /// One board.
            pub BoardHandle of MiroApi at "/v2/boards/{board_id}" {
                update PATCH "" (BoardChanges) -> Option<Board> [boards:write L2 "update-board"];
            }
        },
        expect_file!["snapshots/handle.rs"],
    );
}

#[test]
fn a_placeholder_without_id_suggests_one() {
    expands_to(
        quote! {
            pub Things of BoardHandle {
                get GET "/v2/boards/{board_id}/things/{thing}/{part: Part}" -> Thing [boards:read L1 "get-thing"];
            }
        },
        expect_file!["snapshots/segments.rs"],
    );
}

#[test]
fn optional_parameters_become_setters() {
    expands_to(
        quote! {
            pub Docs of BoardHandle at "/docs" {
                get GET "/{item_id}" ?{ textContentType as content: TextContentType, query: str in 0..=500, zoom: u32 in 1..=10 }
                    -> DocFormat [boards:read L1 "get-doc-format-item"];
            }
        },
        expect_file!["snapshots/setters.rs"],
    );
}

#[test]
fn a_list_in_the_documentation_describes_parameters() {
    expands_to(
        quote! {
            pub Logs of OrgHandle at "/logs" {
                /// Lists changes.
                ///
                /// - `since`: the first moment.
                /// - `emails`: of these users only,
                ///   by their addresses.
                list GET "" ?{ since!: Timestamp, emails: [str] in 0..=15 } -> Vec<Change> ["get-logs"];
            }
        },
        expect_file!["snapshots/described.rs"],
    );
}

#[test]
fn a_paged_response_becomes_a_list() {
    expands_to(
        quote! {
            pub(super) const OPERATIONS;

            pub(crate) Jobs of OrgHandle {
                list GET "/v2/orgs/{org_id}/boards/export/jobs" ?{ "status[]" as status: [JobStatus] in 1..=4 }
                    -> Cursor<ExportJob, 1..=500> [boards:export L4 enterprise-guard "enterprise-board-export-jobs"];
                tasks GET "/v2/orgs/{org_id}/boards/export/jobs/{job_id: ExportJobId}/tasks" ?{ since!: u64 in 0..=9 }
                    -> Cursor<ExportTask> [boards:export, L4, enterprise-guard, "enterprise-board-export-job-tasks"];
            }
        },
        expect_file!["snapshots/lists.rs"],
    );
}

#[test]
fn a_list_body_is_counted() {
    expands_to(
        quote! {
            pub Items of BoardHandle at "/items" {
                create_bulk POST "/bulk" ([NewItem; 1..=20]) -> BulkItems [boards:write L2 per item "create-items"];
            }
        },
        expect_file!["snapshots/list_body.rs"],
    );
}

#[test]
fn a_foreign_parent_is_extended_by_a_trait() {
    expands_to(
        quote! {
            #[cfg(feature = "comments")]
            pub Comments for miro::BoardHandle {
                list GET "/v2-experimental/boards/{board_id}/comments" -> Offset<Comment> [boards:read, L1, "get-comments"];
            }
        },
        expect_file!["snapshots/extension.rs"],
    );
}

#[test]
fn a_trait_adds_to_its_parent() {
    expands_to(
        quote! {
            const ALL;
            pub trait BoardExtras for BoardHandle {
                /// Archives the board.
                #[deprecated]
                archive POST "/v2/boards/{board_id}/archive" ?{ notify = false } -> () [boards:write L2 "archive-board"];
                #[cfg(unix)]
                history GET "/v2/boards/{board_id}/history" ?{ depth: u8 } -> Vec<Change> [other("history:read") "get-history"];
            }
        },
        expect_file!["snapshots/trait.rs"],
    );
}

#[test]
fn scim_has_its_own_host() {
    expands_to(
        quote! {
            pub ScimUsers of Scim at scim "/Users" {
                list GET "" -> StartIndex<User> [L1 "listUsers"];
            }
            pub Tokens of MiroApi {
                revoke POST "/v2/oauth/revoke" (TokenRevocation) -> () [anonymous "revoke-token-v2"];
            }
        },
        expect_file!["snapshots/hosts.rs"],
    );
}

#[test]
fn an_invalid_line_keeps_its_signature() {
    expands_to(
        quote! {
            pub Things of BoardHandle at "/things" {
                list GET "" ?{ sort: ThingSort } -> Offset<Thing> [boards:raed L1 "get-things"];
                get GET "/{thing_id}" -> Thing [boards:read L1 "get-thing"];
            }
        },
        expect_file!["snapshots/broken.rs"],
    );
}

#[test]
fn a_body_is_an_argument_and_a_constant_is_not() {
    expands_to(
        quote! {
            pub Images of BoardHandle at "/images" {
                upload POST "" (multipart ImageUpload) -> Image [boards:write L2 "create-image-item-using-local-file"];
                change PATCH "" (ImagesChange) -> () [boards:write L1 per item "change-images"];
                cancel PUT "/status" (= CANCELLED) -> () [boards:write L1 "cancel-images"];
            }
        },
        expect_file!["snapshots/bodies.rs"],
    );
}
