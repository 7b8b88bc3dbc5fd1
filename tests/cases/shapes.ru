# Each of these SPARQL updates damages the graph of examples/reports in one way. Behind "breaks" stand the
# shapes of ontology/shapes.ttl that must tell it, each with the constraints that no longer hold, and no other
# shape may tell anything. Together they break every constraint of every shape. `tests/check.rs` holds
# `claimgraph check` to them, `tests/consumers/shapes.sh` another validator.

# case: things without anything
# breaks Standing-states MinCount, Claim-statedIn MinCount, Claim-polarity MinCount, Claim-certainty MinCount
# breaks Claim-evidence MinCount, Claim-origin MinCount
# breaks Attribution-claim MinCount, Attribution-depth MinCount, Attribution-agent MinCount
# breaks Attribution-statedIn MinCount
# breaks Evidence-claim MinCount, Evidence-source MinCount, Evidence-quote MinCount
# breaks Quote-evidence MinCount, Quote-exact MinCount
# breaks Position-evidence MinCount, Position-start MinCount, Position-end MinCount
# breaks Statement-claim MinCount, Statement-subject MinCount, Statement-predicate MinCount
# breaks Statement-relation MinCount
# breaks Event-claim MinCount, Event-statedIn MinCount
# breaks Report-id MinCount, Report-sha256 MinCount
# breaks Withdrawn-formerlyStated MinCount, Withdrawn-fate MinCount
# breaks Contradiction-between MinCount, Contradiction-kind MinCount, Contradiction-weight MinCount
INSERT DATA {
  ex:claim a cg:Claim .
  ex:withdrawn a cg:WithdrawnClaim .
  ex:contradiction a cg:Contradiction .
  ex:link a cg:Attribution .
  ex:evidence a oa:SpecificResource .
  ex:quote a oa:TextQuoteSelector .
  ex:position a oa:TextPositionSelector .
  ex:statement a cg:Statement .
  ex:event a cg:Deployment .
  ex:report a cg:Report .
}

# case: things without an address
# breaks Claim NodeKind, Attribution NodeKind, Evidence NodeKind, Quote NodeKind, Position NodeKind
# breaks Statement NodeKind, Event NodeKind, Report NodeKind, Entity NodeKind, Brought NodeKind
# breaks Statement-subject NodeKind, Statement-object NodeKind, Attribution-agent NodeKind
# breaks Report-publisher NodeKind, Event-roles SPARQL, Contradiction NodeKind
INSERT {
  _:claim a cg:Claim ; cg:states _:statement ; cg:statedIn _:report ; cg:polarity cg:Asserted ;
    cg:certainty cg:Certain ; cg:evidence _:evidence ; cg:origin _:report ; cg:event _:event ;
    cg:attribution _:link .
  _:link a cg:Attribution ; cg:depth 1 ; cg:agent _:thing ; cg:statedIn _:report .
  _:evidence a oa:SpecificResource ; oa:hasSource _:report ; cg:statedIn _:report ;
    oa:hasSelector _:quote , _:position .
  _:quote a oa:TextQuoteSelector ; oa:exact "words" .
  _:position a oa:TextPositionSelector ; oa:start 1 ; oa:end 6 .
  _:statement a cg:Statement ; rdf:subject _:thing ; rdf:predicate cg:attacked ; rdf:object _:thing .
  _:event a cg:Attack ; cg:statedIn _:report ; cg:attacker _:thing .
  _:report a cg:Report ; cg:id "a" ; cg:sha256 ?sum ; dct:publisher _:thing .
  _:thing a cg:Actor ; skos:prefLabel "somebody"@en ; cg:statedIn _:report .
  _:contradiction a cg:Contradiction ; cg:between _:claim , ?claim ; cg:kind cg:Denial ; cg:weight "weak" .
} WHERE { { SELECT ?claim { ?claim a cg:Claim } ORDER BY ?claim LIMIT 1 } { SELECT ?sum { ?report cg:sha256 ?sum } ORDER BY ?sum LIMIT 1 } }

# case: a claim with two of everything
# breaks Standing-states MaxCount, Claim-statedIn MaxCount, Claim-polarity MaxCount, Claim-certainty MaxCount
# breaks Claim-evidence MaxCount, Claim-origin MaxCount, Claim-event MaxCount, Claim-planned MaxCount
# breaks Claim-confidence MaxCount, Claim-rule MaxCount, Claim-source Equals, Evidence-claim MaxCount
# breaks Standing-toldUntil MaxCount
INSERT {
  ?claim cg:states ?statement ; cg:statedIn ?report ; cg:polarity cg:Asserted , cg:Denied ;
    cg:certainty cg:Certain , cg:Probable ; cg:evidence ?evidence ; cg:origin ?report ; cg:event ?event ;
    cg:planned true , false ; cg:confidence 0.25 , 0.75 ; cg:rule "one" , "another" ;
    cg:toldUntil "2026-01-01"^^xsd:date , "2026-01-02"^^xsd:date .
} WHERE {
  { SELECT ?claim ?in { ?claim a cg:Claim ; cg:statedIn ?in } ORDER BY ?claim LIMIT 1 }
  { SELECT ?other { ?other a cg:Claim } ORDER BY DESC(?other) LIMIT 1 }
  ?other cg:states ?statement ; cg:event ?event ; cg:evidence ?evidence .
  { SELECT ?report { ?report a cg:Report } ORDER BY ?report LIMIT 2 }
}

# case: a claim of things that are none
# breaks Standing-states Class, Claim-statedIn Class, Claim-polarity In, Claim-certainty In, Claim-evidence Class
# breaks Claim-source Equals, Claim-origin Or, Claim-event Class, Claim-attribution Class
# breaks Claim-planned Datatype, Claim-confidence Datatype, Claim-rule Datatype
# breaks Standing-fate In, Standing-toldUntil Datatype
INSERT DATA {
  ex:claim a cg:Claim ; cg:states ex:x ; cg:statedIn ex:x ; cg:polarity "asserted" ; cg:certainty cg:Sure ;
    cg:evidence ex:x ; cg:origin ex:x ; cg:event ex:x ; cg:attribution ex:x ;
    cg:planned "yes" ; cg:confidence 9.0e-1 ; cg:rule "commands"@en ;
    cg:fate cg:TakenBack ; cg:toldUntil "Monday" .
}

# case: a withdrawn claim of two statements, one of them none, with two fates
# breaks Withdrawn-formerlyStated MaxCount, Withdrawn-formerlyStated Class, Withdrawn-fate MaxCount
# breaks Withdrawn-fate In, Withdrawn-invalidated MaxCount, Withdrawn-invalidated Datatype
DELETE { ?claim a cg:Claim ; cg:states ?statement }
INSERT { ?claim a cg:WithdrawnClaim ; cg:formerlyStated ?statement , ex:x ; cg:fate cg:TakenBack , cg:LeftOut ;
  prov:invalidatedAtTime "2026-01-01"^^xsd:date , "Monday" } WHERE {
  { SELECT ?claim { ?claim a cg:Claim ; cg:polarity cg:Asserted
    FILTER NOT EXISTS { ?contradiction cg:between ?claim } } ORDER BY ?claim LIMIT 1 }
  ?claim cg:states ?statement
}

# case: a claim without its words
# breaks Claim-evidence MinCount, Claim-source Equals, Evidence-claim MinCount
DELETE { ?claim cg:evidence ?evidence } WHERE {
  { SELECT ?claim { ?claim a cg:Claim } ORDER BY ?claim LIMIT 1 } ?claim cg:evidence ?evidence
}

# case: a claim more than certain, and one less than impossible
# breaks Claim-confidence MaxInclusive, Claim-confidence MinInclusive
DELETE { ?claim cg:confidence ?sure . ?other cg:confidence ?unsure }
INSERT { ?claim cg:confidence 1.01 . ?other cg:confidence -0.01 } WHERE {
  { SELECT ?claim { ?claim a cg:Claim } ORDER BY ?claim LIMIT 1 } ?claim cg:confidence ?sure .
  { SELECT ?other { ?other a cg:Claim } ORDER BY DESC(?other) LIMIT 1 } ?other cg:confidence ?unsure
}

# case: a teller of two claims, at two depths
# breaks Attribution-claim MaxCount, Attribution-depth MaxCount, Attribution-agent MaxCount
# breaks Attribution-statedIn MaxCount
INSERT {
  ?link cg:depth 99 ; cg:agent ?other ; cg:statedIn ?report . ?claim cg:attribution ?link
} WHERE {
  { SELECT ?link { ?link a cg:Attribution } ORDER BY ?link LIMIT 1 }
  { SELECT ?claim { ?claim a cg:Claim } ORDER BY DESC(?claim) LIMIT 1 }
  { SELECT ?other { ?other a cg:Outlet } ORDER BY ?other LIMIT 2 }
  { SELECT ?report { ?report a cg:Report } ORDER BY ?report LIMIT 2 }
}

# case: a link of no chain, at no depth
# breaks Attribution-claim Or, Attribution-depth Datatype, Attribution-depth MinInclusive
# breaks Attribution-statedIn Class, Attribution-agent NodeKind, Entity NodeKind, Entity-type MinCount
# breaks Entity-prefLabel MinCount, Named Or
INSERT DATA {
  ex:x cg:attribution ex:link , ex:other .
  ex:link a cg:Attribution ; cg:depth 0.5 ; cg:agent "somebody" ; cg:statedIn ex:x .
  ex:other a cg:Attribution ; cg:depth 0 ; cg:agent "somebody" ; cg:statedIn ex:x .
}

# case: evidence of nothing, from nowhere
# breaks Evidence-claim Or, Evidence-source Class, Quote-exact Datatype, Quote-exact MinLength
# breaks Quote-exact MaxCount, Evidence-quote MaxCount, Evidence-source MaxCount
INSERT DATA {
  ex:x cg:evidence ex:evidence .
  ex:evidence a oa:SpecificResource ; oa:hasSource ex:x , ex:y ; oa:hasSelector ex:quote .
  ex:quote a oa:TextQuoteSelector ; oa:exact "" , "words"@en .
}

# case: a quote and a position that belong to something else
# breaks Quote-evidence Class, Position-evidence Class
INSERT DATA {
  ex:x oa:hasSelector ex:quote , ex:position .
  ex:quote a oa:TextQuoteSelector ; oa:exact "words" .
  ex:position a oa:TextPositionSelector ; oa:start 1 ; oa:end 6 .
}

# case: a position that ends before it starts
# breaks Position-start LessThan
DELETE { ?position oa:end ?end } INSERT { ?position oa:end 0 } WHERE {
  { SELECT ?position { ?position oa:start ?start FILTER(?start > 0) } ORDER BY ?position LIMIT 1 }
  ?position oa:end ?end
}

# case: positions that are no numbers, and two at once
# breaks Position-start MinInclusive, Position-start Or, Position-start MaxCount, Position-start LessThan
# breaks Position-end Or, Position-end MaxCount
INSERT { ?position oa:start -1 , 1.5 ; oa:end 99999 , "late" } WHERE {
  { SELECT ?position { ?position a oa:TextPositionSelector } ORDER BY ?position LIMIT 1 }
}

# case: a statement with two of everything
# breaks Statement-subject MaxCount, Statement-predicate MaxCount, Statement-object MaxCount
# breaks Statement-domain SPARQL, Statement-range SPARQL
INSERT { ?statement rdf:subject ?place ; rdf:predicate cg:metWith ; rdf:object ?place } WHERE {
  { SELECT ?statement { ?statement rdf:predicate cg:deployedTo } ORDER BY ?statement LIMIT 1 }
  { SELECT ?place { ?place a cg:City } ORDER BY ?place LIMIT 2 }
}

# case: a statement that is counted wrongly
# breaks Statement-reports Datatype, Statement-reports MaxCount, Statement-reports MinInclusive
# breaks Statement-origins Datatype, Statement-origins MaxCount, Statement-origins MinInclusive
# breaks Statement-denials Datatype, Statement-denials MaxCount, Statement-denials MinInclusive
# breaks Statement-status MaxCount, Statement-status In
# breaks Statement-claimed MaxCount, Statement-claimed Datatype, Statement-claimed LessThanOrEquals
# breaks Statement-contradicts Class, Statement-broader Class
INSERT { ?statement cg:reports -1 , 1.5 ; cg:origins -1 , 1.5 ; cg:denials -1 , 1.5 ; cg:status cg:Sure ;
  cg:firstClaimed "2999-01-01"^^xsd:date , "Monday" ; cg:contradicts ex:x ; cg:broader ex:x } WHERE {
  { SELECT ?statement { ?statement cg:status ?status ; cg:lastClaimed ?day } ORDER BY ?statement LIMIT 1 }
}

# case: a contradiction of three, in two ways
# breaks Contradiction-between MaxCount, Contradiction-between Class, Contradiction-kind MaxCount
# breaks Contradiction-kind In, Contradiction-weight MaxCount, Contradiction-weight In
INSERT { ex:contradiction a cg:Contradiction ; cg:between ?claim , ?other , ex:x ; cg:kind cg:Denial , cg:Doubt ;
  cg:weight "strong" , "heavy" } WHERE {
  { SELECT ?claim { ?claim a cg:Claim } ORDER BY ?claim LIMIT 1 }
  { SELECT ?other { ?other a cg:Claim } ORDER BY DESC(?other) LIMIT 1 }
}

# case: a statement of no relation, claimed by nobody
# breaks Statement-claim Or, Statement-predicate NodeKind, Statement-relation MinCount
# breaks Statement-subject NodeKind, Statement-object NodeKind, Entity NodeKind, Entity-type MinCount
# breaks Entity-prefLabel MinCount, Named Or
INSERT DATA {
  ex:x cg:states ex:statement .
  ex:statement a cg:Statement ; rdf:subject "X" ; rdf:predicate "met" ; rdf:object "Y" .
}

# case: a statement that nobody claims any more
# breaks Statement-claim MinCount
DELETE { ?claim cg:states ?statement } INSERT { ?claim cg:states ?other } WHERE {
  { SELECT ?statement { ?statement a cg:Statement } ORDER BY ?statement LIMIT 1 }
  { SELECT ?other { ?other a cg:Statement } ORDER BY DESC(?other) LIMIT 1 }
  ?claim cg:states ?statement
}

# case: a city that commands, of a militia that is crossed via
# breaks Statement-domain SPARQL, Statement-range SPARQL
DELETE { ?commands rdf:subject ?commander . ?crossed rdf:object ?crossing }
INSERT { ?commands rdf:subject ?city . ?crossed rdf:object ?militia } WHERE {
  { SELECT ?commands { ?commands rdf:predicate cg:commands } ORDER BY ?commands LIMIT 1 }
  { SELECT ?crossed { ?crossed rdf:predicate cg:crossedVia } ORDER BY ?crossed LIMIT 1 }
  { SELECT ?city { ?city a cg:City } ORDER BY ?city LIMIT 1 }
  { SELECT ?militia { ?militia a cg:Militia } ORDER BY ?militia LIMIT 1 }
  ?commands rdf:subject ?commander . ?crossed rdf:object ?crossing
}

# case: somebody crossed into nothing
# breaks Statement-toll SPARQL
DELETE { ?statement rdf:object ?object } WHERE {
  { SELECT ?statement { ?statement rdf:predicate cg:crossedInto } ORDER BY ?statement LIMIT 1 }
  ?statement rdf:object ?object
}

# case: an event that ends before it begins
# breaks Event-order SPARQL, Event-earliest LessThanOrEquals
DELETE { ?event cg:end ?end ; cg:latest ?latest }
INSERT { ?event cg:end "1999-12-31"^^xsd:date ; cg:latest "1999-12-31"^^xsd:date } WHERE {
  { SELECT ?event { ?event cg:begin ?begin ; cg:end ?end FILTER(DATATYPE(?begin) = xsd:date) }
    ORDER BY ?event LIMIT 1 }
  ?event cg:end ?end ; cg:latest ?latest
}

# case: whole months in the wrong order, and whole years
# breaks Event-order SPARQL
INSERT { ?event cg:begin "2024-03"^^xsd:gYearMonth ; cg:end "2024-02"^^xsd:gYearMonth .
  ?other cg:begin "2025"^^xsd:gYear ; cg:end "2024"^^xsd:gYear } WHERE {
  { SELECT ?event { ?event cg:statedIn ?in ; ^cg:event ?claim FILTER NOT EXISTS { ?event cg:begin ?begin }
    FILTER NOT EXISTS { ?event cg:end ?end } } ORDER BY ?event LIMIT 1 }
  { SELECT ?other { ?other cg:statedIn ?in ; ^cg:event ?claim FILTER NOT EXISTS { ?other cg:begin ?begin }
    FILTER NOT EXISTS { ?other cg:end ?end } } ORDER BY DESC(?other) LIMIT 1 }
}

# case: from more people to fewer
# breaks Event-strengthMin LessThanOrEquals
DELETE { ?event cg:strengthMax ?most } INSERT { ?event cg:strengthMax 3 } WHERE {
  { SELECT ?event { ?event cg:strengthMin ?least ; cg:strengthMax ?most FILTER(?least > 3) }
    ORDER BY ?event LIMIT 1 }
  ?event cg:strengthMax ?most
}

# case: an event with two of everything
# breaks Event-statedIn MaxCount, Event-begin MaxCount, Event-end MaxCount, Event-earliest MaxCount
# breaks Event-latest MaxCount, Event-strengthMin MaxCount, Event-strengthMax MaxCount
# breaks Event-strengthApproximate MaxCount, Event-strengthUnit MaxCount
INSERT { ?event cg:statedIn ?report ; cg:begin "2020"^^xsd:gYear , "2021"^^xsd:gYear ;
  cg:end "2024"^^xsd:gYear , "2025"^^xsd:gYear ;
  cg:earliest "2020-01-01"^^xsd:date , "2021-01-01"^^xsd:date ;
  cg:latest "2024-12-31"^^xsd:date , "2025-12-31"^^xsd:date ; cg:strengthMin 1 , 2 ;
  cg:strengthMax 98 , 99 ; cg:strengthApproximate true , false ; cg:strengthUnit "men" , "fighters" } WHERE {
  { SELECT ?event { ?event cg:statedIn ?in ; ^cg:event ?claim FILTER NOT EXISTS { ?event cg:begin ?begin }
    FILTER NOT EXISTS { ?event cg:end ?end } FILTER NOT EXISTS { ?event cg:strengthUnit ?unit } }
    ORDER BY ?event LIMIT 1 }
  { SELECT ?report { ?report a cg:Report } ORDER BY ?report LIMIT 2 }
}

# case: an event of no report, at no time, of no number
# breaks Event-claim Or, Event-statedIn Class, Event-begin Or, Event-end Or, Event-earliest Datatype
# breaks Event-latest Datatype, Event-earliest LessThanOrEquals
# breaks Event-strengthMin Datatype, Event-strengthMin MinInclusive, Event-strengthMax Datatype
# breaks Event-strengthApproximate Datatype, Event-strengthUnit Datatype
INSERT DATA {
  ex:x cg:event ex:event .
  ex:event a cg:Event ; cg:statedIn ex:x ; cg:begin "in May" ; cg:end ex:y ; cg:earliest "2026-02-30"^^xsd:date ;
    cg:latest "2026" ; cg:strengthMin -0.5 ; cg:strengthMax 7.5 ; cg:strengthApproximate 1 ;
    cg:strengthUnit "men"@en .
}

# case: an event that no claim tells of any more
# breaks Event-claim MinCount
DELETE { ?claim cg:event ?event } WHERE {
  { SELECT ?event { ?event ^cg:event ?claim } ORDER BY ?event LIMIT 1 } ?claim cg:event ?event
}

# case: an event with a role that nobody plays
# breaks Event-roles SPARQL
INSERT { ?event cg:force _:somebody } WHERE {
  { SELECT ?event { ?event ^cg:event ?claim } ORDER BY ?event LIMIT 1 }
}

# case: a report with two of everything
# breaks Report-id MaxCount, Report-sha256 MaxCount, Report-issued MaxCount, Report-url MaxCount
# breaks Report-publisher MaxCount
INSERT { ?report cg:id "one" , "another" ; cg:sha256 ?sum ; dct:issued "2020-01-01"^^xsd:date ;
  schema:url "https://example.org"^^xsd:anyURI ; dct:publisher ?outlet } WHERE {
  { SELECT ?report { ?report dct:publisher ?in } ORDER BY ?report LIMIT 1 }
  { SELECT ?sum { ?any cg:sha256 ?sum } ORDER BY ?sum LIMIT 2 }
  { SELECT ?outlet { ?outlet a cg:Outlet } ORDER BY ?outlet LIMIT 2 }
}

# case: a report that says of itself what is none
# breaks Report-id Datatype, Report-sha256 Datatype, Report-sha256 Pattern, Report-issued Datatype
# breaks Report-url Datatype, Report-publisher NodeKind, Report-wasRevisionOf Class
# breaks Entity NodeKind, Entity-type MinCount, Entity-prefLabel MinCount, Named Or
INSERT DATA {
  ex:report a cg:Report ; cg:id 7 ; cg:sha256 "8F5B"@en ; dct:issued "6 January" ; schema:url ex:x ;
    dct:publisher "The Levant Dispatch" ; prov:wasRevisionOf ex:x .
}

# case: a thing without a name
# breaks Entity-prefLabel MinCount
DELETE { ?thing skos:prefLabel ?name } WHERE {
  { SELECT ?thing { ?thing a cg:City } ORDER BY ?thing LIMIT 1 } ?thing skos:prefLabel ?name
}

# case: a thing with two names in one language, and another in none
# breaks Entity-prefLabel UniqueLang, Entity-prefLabel Datatype
INSERT { ?thing skos:prefLabel "Ahwas"@en , "Ahwaz"@EN , "Ahvaz" } WHERE {
  { SELECT ?thing { ?thing a cg:City } ORDER BY ?thing LIMIT 1 }
}

# case: a thing that no report names
# breaks Named Or
DELETE { ?thing cg:statedIn ?report } WHERE {
  { SELECT ?thing { ?thing a cg:City } ORDER BY ?thing LIMIT 1 } ?thing cg:statedIn ?report
}

# case: a thing without a class, and one with a class that has no address
# breaks Entity-type MinCount, Entity-type NodeKind, Statement-domain SPARQL
DELETE { ?thing a ?kind } INSERT { ?other a _:kind } WHERE {
  { SELECT ?thing { ?statement rdf:predicate cg:commands ; rdf:subject ?thing } ORDER BY ?thing LIMIT 1 }
  { SELECT ?other { ?other a cg:City } ORDER BY ?other LIMIT 1 }
  ?thing a ?kind
}

# case: a thing at the end of the world, in no country
# breaks Entity-country Class, Entity-exactMatch NodeKind, Entity-lat MinInclusive, Entity-lat MaxInclusive
# breaks Entity-lat Datatype, Entity-long MinInclusive, Entity-long MaxInclusive, Entity-long Datatype
INSERT { ?thing cg:country ?thing ; skos:exactMatch "Q1" ; wgs84:lat -90.5 , 90.5 , "north" ;
  wgs84:long -180.5 , 180.5 , "east" } WHERE {
  { SELECT ?thing { ?thing a cg:City } ORDER BY ?thing LIMIT 1 }
}
