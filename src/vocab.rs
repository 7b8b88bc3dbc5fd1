//! Every address that the graph uses, as constants. A test holds this file and
//! `ontology/claimgraph.ttl` to each other.

/// Where things are named unless the user says otherwise.
pub const BASE: &str = "https://w3id.org/claimgraph/id/";

/// The namespace of Claimgraph's own terms.
pub const NAMESPACE: &str = "https://w3id.org/claimgraph/ns#";

/// Prefixes and namespaces, in the order in which Turtle declares them.
pub const PREFIXES: [(&str, &str); 17] = [
    ("cg", "https://w3id.org/claimgraph/ns#"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("geo", "http://www.opengis.net/ont/geosparql#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("void", "http://rdfs.org/ns/void#"),
    ("wgs84", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Declares the terms of one namespace.
macro_rules! terms {
    ($(#[$about:meta])* $module:ident $namespace:literal: $($name:ident = $local:literal),+ $(,)?) => {
        $(#[$about])*
        pub mod $module {
            $(
                #[doc = concat!("`", $namespace, $local, "`")]
                pub const $name: &str = concat!($namespace, $local);
            )+
            /// All of them.
            pub const ALL: &[&str] = &[$($name),+];
        }
    };
}

terms! {
    /// Claimgraph's own terms.
    cg "https://w3id.org/claimgraph/ns#":
    REPORT = "Report", STATEMENT = "Statement", CLAIM = "Claim", EVENT_CLASS = "Event",
    ATTRIBUTION_CLASS = "Attribution", ANONYMOUS_SOURCE = "AnonymousSource",
    DOCUMENT = "Document", PERSON = "Person", ORGANIZATION = "Organization", COUNTRY_CLASS = "Country",
    OUTLET = "Outlet", ACTOR = "Actor",
    ASSERTED = "Asserted", DENIED = "Denied",
    CERTAIN = "Certain", PROBABLE = "Probable", POSSIBLE = "Possible",
    STATES = "states", STATED_IN = "statedIn", POLARITY = "polarity", CERTAINTY = "certainty",
    PLANNED = "planned", EVENT = "event", ATTRIBUTION = "attribution", DEPTH = "depth",
    AGENT = "agent", ORIGIN = "origin", EVIDENCE = "evidence", RULE = "rule",
    CONFIDENCE = "confidence",
    BEGIN = "begin", END = "end", EARLIEST = "earliest", LATEST = "latest",
    TIME_TEXT = "timeText", STRENGTH_MIN = "strengthMin", STRENGTH_MAX = "strengthMax",
    STRENGTH_APPROXIMATE = "strengthApproximate", STRENGTH_UNIT = "strengthUnit",
    SHA256 = "sha256", ID = "id", COUNTRY = "country", OWNER = "owner", SKETCH = "sketch",
    WITHDRAWN_CLAIM = "WithdrawnClaim", FORMERLY_STATED = "formerlyStated", FATE = "fate",
    TOLD_UNTIL = "toldUntil",
    REPORTS = "reports", ORIGINS = "origins", DENIALS = "denials", STATUS = "status",
    FIRST_CLAIMED = "firstClaimed", LAST_CLAIMED = "lastClaimed", CONTRADICTS = "contradicts",
    BROADER = "broader", UNTRACED = "untraced",
    CONTRADICTION = "Contradiction", KIND = "kind", WEIGHT = "weight", BETWEEN = "between",
    COPIES = "copies",
    LOCATION = "location", TABLE = "table", TABLE_VERSION = "tableVersion",
    TABLE_REVISION = "tableRevision",
}

terms! {
    /// DCAT: <https://www.w3.org/TR/vocab-dcat-3/>.
    dcat "http://www.w3.org/ns/dcat#":
    DATASET = "Dataset",
}

terms! {
    /// Dublin Core: <https://www.dublincore.org/specifications/dublin-core/dcmi-terms/>.
    dct "http://purl.org/dc/terms/":
    TITLE = "title", PUBLISHER = "publisher", ISSUED = "issued", LANGUAGE = "language",
    MODIFIED = "modified", LICENSE = "license",
    CONFORMS_TO = "conformsTo",
}

terms! {
    /// Web Annotation: <https://www.w3.org/TR/annotation-vocab/>.
    oa "http://www.w3.org/ns/oa#":
    SPECIFIC_RESOURCE = "SpecificResource", HAS_SOURCE = "hasSource", HAS_SELECTOR = "hasSelector",
    TEXT_POSITION_SELECTOR = "TextPositionSelector", TEXT_QUOTE_SELECTOR = "TextQuoteSelector",
    START = "start", END = "end", EXACT = "exact",
    FRAGMENT_SELECTOR = "FragmentSelector",
}

terms! {
    /// PROV-O: <https://www.w3.org/TR/prov-o/>.
    prov "http://www.w3.org/ns/prov#":
    WAS_REVISION_OF = "wasRevisionOf", INVALIDATED_AT_TIME = "invalidatedAtTime",
    WAS_DERIVED_FROM = "wasDerivedFrom",
    WAS_ATTRIBUTED_TO = "wasAttributedTo", SOFTWARE_AGENT = "SoftwareAgent",
}

terms! {
    /// RDF itself.
    rdf "http://www.w3.org/1999/02/22-rdf-syntax-ns#":
    TYPE = "type", SUBJECT = "subject", PREDICATE = "predicate", OBJECT = "object",
    REIFIES = "reifies", LANG_STRING = "langString",
    VALUE = "value",
}

terms! {
    /// RDF Schema.
    rdfs "http://www.w3.org/2000/01/rdf-schema#":
    LABEL = "label", SUB_CLASS_OF = "subClassOf",
}

terms! {
    /// schema.org.
    schema "https://schema.org/":
    URL = "url", SOFTWARE_VERSION = "softwareVersion",
}

terms! {
    /// SKOS: <https://www.w3.org/TR/skos-reference/>.
    skos "http://www.w3.org/2004/02/skos/core#":
    PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel", EXACT_MATCH = "exactMatch",
}

terms! {
    /// VoID: <https://www.w3.org/TR/void/>.
    void "http://rdfs.org/ns/void#":
    DATASET = "Dataset", TRIPLES = "triples", ENTITIES = "entities", CLASS = "class",
    CLASS_PARTITION = "classPartition", URI_SPACE = "uriSpace", VOCABULARY = "vocabulary",
}

terms! {
    /// WGS 84 positions: <https://www.w3.org/2003/01/geo/>.
    wgs84 "http://www.w3.org/2003/01/geo/wgs84_pos#":
    LAT = "lat", LONG = "long",
}

terms! {
    /// GeoSPARQL: <https://docs.ogc.org/is/22-047r1/22-047r1.html>.
    geo "http://www.opengis.net/ont/geosparql#":
    AS_WKT = "asWKT", WKT_LITERAL = "wktLiteral",
}

terms! {
    /// XML Schema's datatypes.
    xsd "http://www.w3.org/2001/XMLSchema#":
    BOOLEAN = "boolean", DATE = "date", DECIMAL = "decimal", DOUBLE = "double", G_YEAR = "gYear",
    G_YEAR_MONTH = "gYearMonth", INTEGER = "integer", STRING = "string",
    ANY_URI = "anyURI",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::cg;
    use crate::corroborate::{Fate, Kind, Status};

    #[test]
    fn every_term_of_ours_is_described_in_the_ontology_and_every_record_term_there_is_used() {
        let turtle = include_str!("../ontology/claimgraph.ttl");
        let defined: BTreeSet<String> = turtle
            .lines()
            .filter_map(|line| line.strip_prefix("cg:")?.split_once(" a "))
            .map(|(name, _)| format!("https://w3id.org/claimgraph/ns#{name}"))
            .collect();
        for term in cg::ALL {
            assert!(defined.contains(*term), "{term} is not described in claimgraph.ttl");
        }
        let (_, record) = turtle.split_once("# ---- The record").expect("the record's part");
        let annotations = ["subjectRole", "objectRole"];
        for name in record.lines().filter_map(|line| line.strip_prefix("cg:")?.split_once(" a ")) {
            let name = name.0;
            let term = format!("https://w3id.org/claimgraph/ns#{name}");
            let known = cg::ALL.contains(&term.as_str());
            let only_a_class = matches!(
                name,
                "Polarity" | "Certainty" | "Fate" | "Status" | "KindOfContradiction"
            );
            let is_value = Status::ALL.iter().any(|(_, value)| *value == name)
                || Fate::TOLD.iter().any(|(_, value)| *value == name)
                || Kind::ALL.iter().any(|kind| kind.name() == name);
            let is_used = known || only_a_class || is_value;
            assert!(is_used || annotations.contains(&name), "{name} is never used");
        }
    }
}
