//! Parser of filters.

use serde_json::Number;

use super::tokens::{Token, tokens};
use super::{Filter, Literal, OPERATORS, Operator, Target};
use crate::scim::schema::{Attribute, Kind, Path};

/// Maximum nesting of parentheses, because every level uses stack.
const MAX_DEPTH: usize = 32;

/// Parses the filter of a list of resources with these attributes, or returns what is wrong with it.
pub(crate) fn parse(text: &str, attributes: &'static [Attribute]) -> Result<Filter, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, depth: 0 };
    let filter = parser.filter(attributes)?;
    parser.end().map(|()| filter)
}

/// Parses the path of a change: `displayName`, `roles[primary eq true].value`.
pub(crate) fn parse_target(text: &str, attributes: &'static [Attribute]) -> Result<Target, String> {
    let tokens = tokens(text)?;
    let mut parser = Parser { tokens: &tokens, depth: 0 };
    let path = parser.path(attributes)?;
    let (mut condition, mut part) = (None, None);
    if parser.takes(&Token::Sign('[')) {
        let outer = last(&path);
        condition = Some(parser.within(outer)?);
        if let Some(Token::Word(name)) = parser.peek() {
            let known = name.strip_prefix('.').and_then(|name| Attribute::named(outer.parts(), name));
            part = Some(known.ok_or_else(|| format!("{} has no part {name}", outer.name))?);
            parser.advance();
        }
    }
    parser.end().map(|()| Target { path, condition, part })
}

struct Parser<'t> {
    tokens: &'t [Token<'t>],
    depth: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Token<'t>> {
        self.tokens.first()
    }

    fn advance(&mut self) {
        self.tokens = self.tokens.get(1..).unwrap_or_default();
    }

    fn takes(&mut self, expected: &Token<'_>) -> bool {
        let found = self.peek() == Some(expected);
        if found {
            self.advance();
        }
        found
    }

    fn takes_word(&mut self, expected: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Word(word)) if word.eq_ignore_ascii_case(expected));
        if found {
            self.advance();
        }
        found
    }

    fn expect(&mut self, sign: char) -> Result<(), String> {
        if self.takes(&Token::Sign(sign)) { Ok(()) } else { Err(self.unexpected(&format!("{sign:?}"))) }
    }

    fn end(&self) -> Result<(), String> {
        if self.tokens.is_empty() { Ok(()) } else { Err(self.unexpected("the end")) }
    }

    fn unexpected(&self, expected: &str) -> String {
        match self.peek() {
            Some(Token::Word(word)) => format!("expected {expected}, found {word}"),
            Some(Token::Text(text)) => format!("expected {expected}, found {text:?}"),
            Some(Token::Sign(sign)) => format!("expected {expected}, found {sign:?}"),
            None => format!("expected {expected}, found the end"),
        }
    }

    /// Parses conditions joined by `or`, which has the lowest precedence.
    fn filter(&mut self, attributes: &'static [Attribute]) -> Result<Filter, String> {
        let first = self.conjunction(attributes)?;
        let mut filters = vec![first];
        while self.takes_word("or") {
            filters.push(self.conjunction(attributes)?);
        }
        Ok(single(filters).unwrap_or_else(Filter::Any))
    }

    fn conjunction(&mut self, attributes: &'static [Attribute]) -> Result<Filter, String> {
        let first = self.condition(attributes)?;
        let mut filters = vec![first];
        while self.takes_word("and") {
            filters.push(self.condition(attributes)?);
        }
        Ok(single(filters).unwrap_or_else(Filter::All))
    }

    fn condition(&mut self, attributes: &'static [Attribute]) -> Result<Filter, String> {
        if self.takes_word("not") {
            self.expect('(')?;
            return Ok(Filter::Not(Box::new(self.nested(attributes, ')')?)));
        }
        if self.takes(&Token::Sign('(')) {
            return self.nested(attributes, ')');
        }
        let path = self.path(attributes)?;
        if self.takes(&Token::Sign('[')) {
            let inner = self.within(last(&path))?;
            return Ok(Filter::Within(path, Box::new(inner)));
        }
        self.comparison(path)
    }

    /// Parses the condition of a complex value, after its opening bracket.
    fn within(&mut self, outer: &'static Attribute) -> Result<Filter, String> {
        if !outer.multi_valued || outer.parts().is_empty() {
            return Err(format!("{} has no values to choose from", outer.name));
        }
        self.nested(outer.parts(), ']')
    }

    fn nested(&mut self, attributes: &'static [Attribute], end: char) -> Result<Filter, String> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} levels of parentheses"));
        }
        let filter = self.filter(attributes)?;
        self.depth -= 1;
        self.expect(end).map(|()| filter)
    }

    fn path(&mut self, attributes: &'static [Attribute]) -> Result<Path, String> {
        let Some(Token::Word(name)) = self.peek() else { return Err(self.unexpected("an attribute")) };
        let path = Attribute::at(attributes, name).ok_or_else(|| format!("there is no attribute {name}"))?;
        self.advance();
        Ok(path)
    }

    fn comparison(&mut self, mut path: Path) -> Result<Filter, String> {
        if self.takes_word("pr") {
            return Ok(Filter::Present(path));
        }
        let Some(Token::Word(word)) = self.peek() else { return Err(self.unexpected("an operator")) };
        let named = OPERATORS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word));
        let operator = named.ok_or_else(|| format!("there is no operator {word}"))?.1;
        self.advance();
        // A comparison with a multi-valued complex attribute refers to its `value`.
        let outer = last(&path);
        if let Some(value) = Attribute::named(outer.parts(), "value").filter(|_| outer.multi_valued) {
            path.push(value);
        }
        let literal = self.literal(last(&path), operator)?;
        Ok(Filter::Compare(path, operator, literal))
    }

    /// Parses a literal that can be compared with the attribute by this operator.
    fn literal(&mut self, attribute: &Attribute, operator: Operator) -> Result<Literal, String> {
        let token = self.peek().ok_or_else(|| self.unexpected("a value"))?;
        let equality = matches!(operator, Operator::Equal | Operator::NotEqual);
        let literal = match (attribute.kind, token) {
            (_, Token::Word("null")) if equality => Literal::Null,
            (Kind::Text, Token::Text(text)) => Literal::Text(text.clone()),
            // Ids in Miro's examples have no quotation marks.
            (Kind::Text, Token::Word(word)) if serde_json::from_str::<Number>(word).is_ok() => {
                Literal::Text((*word).to_owned())
            }
            (Kind::Boolean, Token::Word("true")) if equality => Literal::Boolean(true),
            (Kind::Boolean, Token::Word("false")) if equality => Literal::Boolean(false),
            // Some identity providers quote booleans, which Miro documents.
            (Kind::Boolean, Token::Text(text)) if equality => {
                let boolean = text.to_ascii_lowercase().parse();
                Literal::Boolean(boolean.map_err(|_| format!("{text:?} is no boolean"))?)
            }
            _ => {
                return Err(
                    self.unexpected(&format!("a value that {} can be compared with so", attribute.name))
                );
            }
        };
        self.advance();
        Ok(literal)
    }
}

/// Returns the only filter, or all of them as an error.
fn single(mut filters: Vec<Filter>) -> Result<Filter, Vec<Filter>> {
    match filters.pop() {
        Some(only) if filters.is_empty() => Ok(only),
        last => Err(filters.into_iter().chain(last).collect()),
    }
}

fn last(path: &Path) -> &'static Attribute {
    path.last().expect("a path has at least one attribute")
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_target};
    use crate::scim::filter::{Filter, Literal, Operator, Target};
    use crate::scim::schema::{Attribute, GROUP_ATTRIBUTES, USER_ATTRIBUTES};
    use crate::state::store::Object;

    #[test]
    fn operator_precedence_is_not_and_or() {
        let compact = |text: &str| parse(text, USER_ATTRIBUTES).unwrap();
        let full = compact("(not (id pr)) or ((active pr) and (name pr))");
        assert_eq!(compact("not (id pr) or active pr and name pr"), full);
        assert_ne!(compact("(not (id pr) or active pr) and name pr"), full);
    }

    #[test]
    fn malformed_filters_are_rejected() {
        for text in [
            "",
            "userName",
            "userName eq",
            "userName is \"a\"",
            "userName eq a",
            "userName eq 'a'",
            "userName eq true",
            "userName gt null",
            "active eq 1",
            "active gt true",
            "active eq \"yes\"",
            "active eq TRUE",
            "name eq \"a\"",
            "nickName eq \"a\"",
            "not id pr",
            "(id pr",
            "id pr)",
            "id pr and",
            "id pr or or id pr",
            "id pr active pr",
            "name[givenName pr]",
            "userName[value pr]",
            "emails[id pr]",
            "emails[value pr",
            "and",
            "\"id\" pr",
        ] {
            assert!(parse(text, USER_ATTRIBUTES).is_err(), "{text}");
        }
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| format!("{}id pr{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nested(32), USER_ATTRIBUTES).is_ok());
        assert!(parse(&nested(33), USER_ATTRIBUTES).is_err());
        assert!(parse(&"not (".repeat(100_000), USER_ATTRIBUTES).is_err());
        let long = parse(&vec!["id pr"; 100_000].join(" or "), USER_ATTRIBUTES).unwrap();
        assert!(!long.accepts(&Object::new()) && long.paths().len() == 100_000, "length is not depth");
    }

    #[test]
    fn target_is_an_attribute_or_some_of_its_values() {
        let target = |text: &str| parse_target(text, GROUP_ATTRIBUTES);
        let members = Attribute::named(GROUP_ATTRIBUTES, "members").unwrap();
        let value = Attribute::named(members.parts(), "value").unwrap();
        let chosen =
            Filter::Compare(vec![value], Operator::Equal, Literal::Text("3074457364022187294".to_owned()));
        let whole = Target { path: vec![members], condition: Some(chosen), part: None };
        assert_eq!(target("members[value eq 3074457364022187294]").unwrap(), whole);
        assert_eq!(target("members[value pr].display").unwrap().part.unwrap().name, "display");
        assert_eq!(target("displayName").unwrap().path[0].name, "displayName");
        for text in
            ["", "members[", "members[value pr].role", "members[value pr]value", "displayName eq \"a\""]
        {
            assert!(target(text).is_err(), "{text}");
        }
    }
}
