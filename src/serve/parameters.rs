//! Parameters of an address or a form: `query=…&default-graph-uri=…`
//! (<https://url.spec.whatwg.org/#urlencoded-parsing>).

use percent_encoding::percent_decode;

use super::reply::Refused;

/// Names and values in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// # Errors
    /// If what is encoded is not UTF-8.
    pub(super) fn parse(encoded: &[u8]) -> Result<Parameters, Refused> {
        let mut parameters = Parameters::default();
        for pair in encoded.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty()) {
            let at = pair.iter().position(|&byte| byte == b'=');
            let (name, value) = at.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            parameters.0.push((decode(name)?, decode(value)?));
        }
        Ok(parameters)
    }

    pub(super) fn extend(&mut self, others: Parameters) {
        self.0.extend(others.0);
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    pub(super) fn all<'p>(&'p self, name: &str) -> impl Iterator<Item = &'p str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a name that may be given once.
    ///
    /// # Errors
    /// If it is given more than once.
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>, Refused> {
        let mut values = self.all(name);
        let first = values.next();
        match values.next() {
            Some(_) => Err(Refused::new(400, format!("`{name}` is given more than once"))),
            None => Ok(first),
        }
    }

    /// All of them, as `NAME=VALUE`.
    pub(super) fn pairs(&self) -> Vec<String> {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect()
    }
}

fn decode(encoded: &[u8]) -> Result<String, Refused> {
    let spaced: Vec<u8> =
        encoded.iter().map(|&byte| if byte == b'+' { b' ' } else { byte }).collect();
    let decoded = percent_decode(&spaced).decode_utf8();
    decoded.map(Into::into).map_err(|_| Refused::new(400, "the parameters are not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::Parameters;

    #[test]
    fn blanks_and_signs_are_decoded_and_doubles_refused() {
        let parameters =
            Parameters::parse(b"query=SELECT+%3Fs%20%7B%7D&a=1&a=2&b&&=c").expect("UTF-8");
        assert_eq!(parameters.one("query"), Ok(Some("SELECT ?s {}")));
        assert!(parameters.one("a").is_err());
        assert_eq!(parameters.one("b"), Ok(Some("")));
        assert_eq!(parameters.one("d"), Ok(None));
        assert!(Parameters::parse(b"q=%ff").is_err());
    }
}
