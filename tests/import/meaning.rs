//! What rows say reaches the claims: who, where, when, how many, by whose account.

use claimgraph::model::{Certainty, Claim, Entity, Polarity, Teller};

use crate::case::{Told, check, claims, of_file, read};

fn told(rows: &str, mapping: &str) -> Told {
    let told = read("t.csv", rows.as_bytes(), mapping).expect("a table");
    check(&told);
    assert_eq!(told.refused, []);
    told
}

fn entity<'t>(told: &'t Told, name: &str) -> &'t Entity {
    let mut entities = told.readings.iter().flat_map(|reading| &reading.document.entities);
    entities.find(|entity| entity.name == name).unwrap_or_else(|| panic!("no entity is {name}"))
}

/// The chain of tellers of a claim, and those of its further tellings.
fn chains(claim: &Claim) -> Vec<Vec<(&str, Teller)>> {
    let further = claim.also.iter().map(|telling| &telling.attribution);
    let chains = std::iter::once(&claim.attribution).chain(further);
    chains.map(|chain| chain.iter().map(|it| (it.name.as_str(), it.kind)).collect()).collect()
}

const PLACES: &str = r#"
[entity.who]
name = "who"
type = "ArmedGroup"
[entity.town]
name = "town"
type = "City"
country = "country"
admin1 = "province"
lat = "lat"
lon = "lon"
[claim.at]
subject = "who"
relation = "deployedTo"
object = "town"
"#;

#[test]
fn names_mean_what_they_mean_in_reports() {
    let told = told(
        "who,town,country,province,lat,lon\n\
         Ketaib Hezbollah,Tikreet,Iraq,,,\n\
         Popular Mobilization Forces (2014-),Basrah,Iraq,Basrah,30.51,47.78\n\
         HTS: Hayat Tahrir al-Sham,Tripoli,Lebanon,,,\n\
         Dawn Brigade (2025-),Tripoli,Libya,,,\n",
        PLACES,
    );
    let id = |name: &str| entity(&told, name).gazetteer.as_ref().map(|known| known.id.clone());
    assert_eq!(id("Kataib Hezbollah").as_deref(), Some("kataib-hezbollah"));
    assert_eq!(id("Popular Mobilization Forces").as_deref(), Some("pmf"));
    assert!(id("Basra").is_some(), "another spelling of a town");
    let kataib = entity(&told, "Kataib Hezbollah");
    assert_eq!(kataib.kind, "Militia", "the gazetteer knows better than the mapping");
    assert!(kataib.iri.as_deref().is_some_and(|iri| iri.ends_with("entity/kataib-hezbollah")));
    assert!(kataib.aliases.iter().any(|alias| alias == "Ketaib Hezbollah"));
    let brigade = entity(&told, "Dawn Brigade");
    assert!(
        brigade.iri.as_deref().is_some_and(|iri| iri.ends_with("entity/armed-group/dawn-brigade")
            || iri.ends_with("entity/armedgroup/dawn-brigade"))
    );
    let mut countries: Vec<String> = told.readings[0]
        .document
        .entities
        .iter()
        .filter(|entity| entity.name.starts_with("Trip"))
        .filter_map(|entity| entity.gazetteer.as_ref()?.country_name.clone())
        .collect();
    countries.sort();
    assert_eq!(countries, ["Lebanon", "Libya"], "the country tells towns of one name apart");
}

#[test]
fn a_place_that_is_not_where_the_gazetteer_has_it_is_another_place() {
    let told = told(
        "who,town,country,province,lat,lon\n\
         A,Tikrit,Iraq,Salah al-Din,34.6,43.68\n\
         B,Tikrit,Iraq,Basra,30.1,47.1\n\
         C,Salihiyah,Iraq,,,\n\
         D,Salihiyah,Syria,,33.5,36.3\n",
        PLACES,
    );
    let tikrits: Vec<(bool, &str)> = told.readings[0]
        .document
        .entities
        .iter()
        .filter(|entity| entity.name == "Tikrit")
        .map(|entity| (entity.gazetteer.is_some(), entity.iri.as_deref().expect("an address")))
        .collect();
    assert_eq!(tikrits.len(), 2);
    let other = tikrits.iter().find(|(known, _)| !known).expect("another Tikrit");
    assert!(other.1.ends_with("entity/city/tikrit-basra-iraq"), "{}", other.1);
    let unknown = told.readings[0]
        .document
        .entities
        .iter()
        .find(|entity| entity.iri.as_deref() == Some(other.1));
    assert_eq!(unknown.and_then(|entity| entity.position), Some([30.1, 47.1]));
}

#[test]
fn time_number_stance_and_sources_are_the_rows() {
    let mapping = r#"
        [table]
        absent = ["-"]
        dates = ["%d/%m/%Y"]
        [report]
        publisher = "Monitor"
        published = 2026-02-01
        [entity.who]
        name = "who"
        type = "Militia"
        split = "/"
        [entity.town]
        name = "town"
        type = "City"
        [claim.at]
        subject = "who"
        relation = "deployedTo"
        object = "town"
        time = { start = "from", end = "to", precision = { column = "prec", values = { 1 = "day", 2 = "week", 3 = "month" } } }
        strength = { best = "n", min = "low", max = "high", unit = "fighters" }
        certainty = { column = "sure", values = { yes = "certain", no = "possible" } }
        polarity = { column = "so", values = { no = "denied" }, otherwise = "asserted" }
        planned = { column = "plan" }
        attribution = [
            { names = "paper", split = ";", kind = "outlet" },
            { names = "source", split = ";", kind = { values = { police = "anonymous" }, otherwise = "person" } },
        ]"#;
    let rows = "who,town,from,to,prec,n,low,high,sure,so,plan,paper,source\n\
        A/B,Tikrit,06/01/2026,08/01/2026,1,5,4,6,yes,no,-,Reuters;Our Paper,police;Ada\n\
        C,Tikrit,2026-01-13,,2,~80,,,no,,true,Our Paper;Their Paper,Ada\n\
        D,Tikrit,2026-01-13,-,3,,,,-,yes,false,,\n\
        E,Tikrit,,2026-01,,7+,,,,,,P;Q;R,a;b\n";
    let told = told(rows, mapping);
    let document = &told.readings[0].document;
    assert_eq!(document.published.as_deref(), Some("2026-02-01"));
    let claim = |name: &str| {
        let subject = &entity(&told, name).key;
        document.claims.iter().find(|claim| claim.subject == *subject).expect("a claim")
    };
    assert_eq!(document.claims.len(), 5, "A and B are two");
    let days = |name: &str| {
        let time = claim(name).time.clone().expect("a time");
        [time.start, time.end].map(Option::unwrap_or_default).join(" ")
    };
    assert_eq!(days("A"), "2026-01-06 2026-01-08");
    assert_eq!(days("C"), "2026-01-10 2026-01-16");
    assert_eq!(days("D"), "2026-01-01 2026-01-31");
    assert_eq!(days("E"), " 2026-01-31");
    let number = |name: &str| claim(name).strength.as_ref().map(|n| (n.min, n.max, n.approximate));
    assert_eq!(number("A"), Some((Some(4), Some(6), false)));
    assert_eq!(number("C"), Some((Some(80), Some(80), true)));
    assert_eq!(number("D"), None);
    assert_eq!(number("E"), Some((Some(7), None, false)));
    assert_eq!((claim("B").polarity, claim("C").polarity), (Polarity::Denied, Polarity::Asserted));
    assert_eq!(
        (claim("C").certainty, claim("D").certainty),
        (Certainty::Possible, Certainty::Certain)
    );
    assert!(claim("C").planned && !claim("A").planned);
    let (police, ada) = (("police", Teller::Anonymous), ("Ada", Teller::Person));
    let (reuters, our) = (("Reuters", Teller::Outlet), ("Our Paper", Teller::Outlet));
    assert_eq!(chains(claim("A")), [vec![reuters, police], vec![our, ada]]);
    assert_eq!(chains(claim("C")), [vec![our, ada], vec![("Their Paper", Teller::Outlet), ada]]);
    assert_eq!(chains(claim("D")), [vec![]]);
    assert_eq!(chains(claim("E")).len(), 3, "who told whom is not clear, so only the papers stay");
    assert_eq!(chains(claim("E"))[0].len(), 1);
    assert_eq!(document.diagnostics.len(), 1, "and that is said");
}

#[test]
fn rows_may_be_of_reports_of_their_own() {
    let mapping = r#"
        [report]
        publisher = { column = "paper" }
        url = { column = "link" }
        published = { column = "day" }
        [entity.who]
        name = "who"
        type = "Militia"
        [entity.town]
        name = "town"
        type = "City"
        [claim.at]
        subject = "who"
        relation = "deployedTo"
        object = "town""#;
    let rows = "who,town,paper,link,day\nA,Tikrit,Our Paper,https://a.example/1,2026-01-02\n\
        B,Tikrit,Our Paper,https://a.example/1,2 January 2026\nC,Tikrit,Their Paper,,\n";
    let told = told(rows, mapping);
    let of = |at: usize| {
        let document = &told.readings[at].document;
        (document.publisher.as_deref(), document.published.as_deref(), document.claims.len())
    };
    assert_eq!(told.readings.len(), 2);
    assert_eq!(of(0), (Some("Our Paper"), Some("2026-01-02"), 2));
    assert_eq!(of(1), (Some("Their Paper"), None, 1));
}

#[test]
fn the_shipped_mappings_read_what_they_are_for() {
    for (table, mapping, claimed, refused, skipped) in [
        ("movements", "own", 5, 2, 0),
        ("acled", "acled", 5, 1, 1),
        ("ucdp-ged", "ucdp-ged", 3, 1, 0),
    ] {
        let folder = std::path::Path::new("examples/mappings");
        let mapping =
            std::fs::read_to_string(folder.join(format!("{mapping}.toml"))).expect("a mapping");
        let told = of_file(&folder.join(format!("{table}.csv")), &mapping).expect("a table");
        check(&told);
        assert_eq!(
            (told.claimed, told.refused.len(), told.skipped),
            (claimed, refused, skipped),
            "{table}"
        );
        assert!(!claims(&told).is_empty());
    }
}
