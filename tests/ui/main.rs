//! Compiler messages for mistakes in `endpoints!`, word for word. `TRYBUILD=overwrite` accepts new ones: read them
//! first.

#[test]
fn messages_of_the_endpoints_macro() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("fail/*.rs");
    cases.pass("pass/*.rs");
}
