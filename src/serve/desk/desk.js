// The desk: the shipped questions as forms, a SPARQL editor, answers with names for addresses.
// It asks the server that it comes from and nobody else.
"use strict";

const $ = (id) => document.getElementById(id);
const state = { questions: [], prefixes: {}, base: "", labels: new Map(), terms: null, asking: null, query: "" };

const EXAMPLES = [
  ["Claims with their sentences",
   "SELECT ?subject ?relation ?object ?says ?sentence WHERE {\n  ?claim cg:states ?statement ; cg:origin ?says ;\n    cg:evidence/oa:hasSelector/oa:exact ?sentence .\n  ?statement rdf:subject ?subject ; rdf:predicate ?relation .\n  OPTIONAL { ?statement rdf:object ?object }\n}\nORDER BY ?subject ?relation\nLIMIT 100"],
  ["Armed groups by number of claims",
   "SELECT ?group (COUNT(DISTINCT ?claim) AS ?claims) WHERE {\n  ?group a/rdfs:subClassOf* cg:ArmedGroup .\n  ?statement rdf:subject ?group .\n  ?claim cg:states ?statement .\n}\nGROUP BY ?group\nORDER BY DESC(?claims) ?group"],
  ["Claims that are least surely read",
   "SELECT ?claim ?confidence ?sentence WHERE {\n  ?claim cg:confidence ?confidence ;\n    cg:evidence/oa:hasSelector/oa:exact ?sentence .\n}\nORDER BY ?confidence\nLIMIT 50"],
  ["What several reports claim",
   "SELECT ?subject ?relation ?object (COUNT(DISTINCT ?report) AS ?reports) WHERE {\n  ?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .\n  ?claim cg:states ?statement ; cg:polarity cg:Asserted ; cg:statedIn ?report .\n}\nGROUP BY ?subject ?relation ?object\nHAVING (COUNT(DISTINCT ?report) > 1)\nORDER BY DESC(?reports) ?subject"],
  ["Plain edges, as a graph",
   "CONSTRUCT { ?one ?relation ?other }\nWHERE { GRAPH ?view { ?one ?relation ?other } ?one skos:prefLabel ?name }"],
  ["Relations and what they mean",
   "SELECT ?relation ?label ?about WHERE {\n  ?relation rdfs:label ?label .\n  OPTIONAL { ?relation rdfs:comment ?about }\n  FILTER(STRSTARTS(STR(?relation), STR(cg:)))\n}\nORDER BY ?label"],
];

// ---- Asking the server ----

async function fetched(path, options = {}) {
  const response = await fetch(path, options);
  if (!response.ok) throw new Error((await response.text()).trim() || `status ${response.status}`);
  return response;
}

function post(query, accept, signal) {
  return fetched("sparql", {
    method: "POST", signal,
    headers: { "Content-Type": "application/sparql-query", Accept: accept }, body: query,
  });
}

async function rows(query) {
  const answer = await (await post(query, "application/sparql-results+json")).json();
  return answer.results.bindings;
}

// What addresses are called; asked for once.
async function name(addresses) {
  const unknown = [...new Set(addresses)].filter((iri) => !state.labels.has(iri));
  for (let at = 0; at < unknown.length; at += 2000) {
    const response = await fetched("labels", { method: "POST", body: unknown.slice(at, at + 2000).join("\n") });
    for (const [iri, label] of Object.entries(await response.json())) state.labels.set(iri, label);
  }
}

const called = (iri) => state.labels.get(iri) ?? short(iri);

function short(iri) {
  for (const [prefix, namespace] of Object.entries(state.prefixes)) {
    const rest = iri.startsWith(namespace) ? iri.slice(namespace.length) : "/";
    if (/^[\w-]*$/.test(rest)) return `${prefix}:${rest}`;
  }
  return iri.startsWith(state.base) ? iri.slice(state.base.length) : iri;
}

// ---- Pieces of the page ----

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function show(...ids) {
  for (const id of ["questions", "sparql", "thing", "answer"]) $(id).hidden = !ids.includes(id);
  for (const [link, id] of [["to-questions", "questions"], ["to-sparql", "sparql"]]) {
    if (ids.includes(id)) $(link).setAttribute("aria-current", "page");
    else $(link).removeAttribute("aria-current");
  }
}

const things = (iri) => `#thing=${encodeURIComponent(iri)}`;

function cell(term) {
  if (!term) return make("td");
  if (term.type === "uri") return make("td", {}, make("a", { href: things(term.value), title: term.value }, called(term.value)));
  if (term.type === "bnode") return make("td", {}, `_:${term.value}`);
  const td = make("td", { className: term.value.length < 24 ? "short" : "" }, term.value);
  if (term["xml:lang"]) td.append(" ", make("small", {}, term["xml:lang"]));
  return td;
}

function problem(text) {
  $("problem").textContent = text;
  $("problem").hidden = !text;
}

// ---- Answers ----

async function ask(query, { scroll = false } = {}) {
  state.asking?.abort();
  const asking = (state.asking = new AbortController());
  state.query = query;
  $("answer").hidden = false;
  problem("");
  $("downloads").replaceChildren();
  const stop = make("button", { type: "button", className: "link", onclick: () => asking.abort() }, "Stop");
  $("status").replaceChildren("Asking … ", stop);
  const began = performance.now();
  try {
    const accept = "application/sparql-results+json, text/turtle;q=0.9";
    const response = await post(query, accept, asking.signal);
    const isTurtle = response.headers.get("Content-Type").startsWith("text/turtle");
    const answer = isTurtle ? await response.text() : await response.json();
    if (asking !== state.asking) return;
    const took = Math.round(performance.now() - began);
    if (isTurtle) showTurtle(answer, took);
    else if ("boolean" in answer) showTruth(answer.boolean, took);
    else await showTable(answer, took);
    if (scroll) $("answer").focus();
  } catch (error) {
    if (asking !== state.asking) return;
    $("result").replaceChildren();
    $("more").hidden = true;
    $("status").textContent = error.name === "AbortError" ? "Stopped." : "";
    if (error.name !== "AbortError") problem(error.message);
  }
}

const PAGE = 500;

async function showTable(answer, took) {
  const columns = answer.head.vars;
  const found = answer.results.bindings;
  await name(found.slice(0, PAGE).flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value));
  const count = `${found.length.toLocaleString("en")} ${found.length === 1 ? "row" : "rows"}`;
  $("status").textContent = `${count} in ${took} ms`;
  const body = make("tbody");
  const fill = (from, to) => body.append(...found.slice(from, to).map((row) => make("tr", {}, ...columns.map((column) => cell(row[column])))));
  const head = columns.map((column) => {
    const th = make("th", { scope: "col" });
    th.append(make("button", { type: "button", title: "Sort", onclick: () => sort(column, th) }, column.replaceAll("_", " ")));
    return th;
  });
  const sort = (column, th) => {
    const down = th.getAttribute("aria-sort") === "ascending";
    for (const other of head) other.removeAttribute("aria-sort");
    th.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => { const term = row[column]; return !term ? "" : term.type === "uri" ? called(term.value) : term.value; };
    const order = new Intl.Collator("en", { numeric: true }).compare;
    found.sort((one, other) => (down ? -1 : 1) * order(key(one), key(other)));
    body.replaceChildren();
    fill(0, PAGE);
    more();
  };
  const more = () => {
    const left = found.length - body.rows.length;
    $("more").hidden = left <= 0;
    $("more").textContent = `Show ${Math.min(left, 5 * PAGE).toLocaleString("en")} more`;
  };
  $("more").onclick = async () => {
    const from = body.rows.length;
    await name(found.slice(from, from + 5 * PAGE).flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value));
    fill(from, from + 5 * PAGE);
    more();
  };
  fill(0, PAGE);
  more();
  $("result").replaceChildren(make("table", {}, make("thead", {}, make("tr", {}, ...head)), body));
  downloads([["CSV", "text/csv", "csv"], ["TSV", "text/tab-separated-values", "tsv"], ["JSON", "application/sparql-results+json", "json"], ["XML", "application/sparql-results+xml", "xml"]]);
}

function showTruth(isSo, took) {
  $("status").textContent = `in ${took} ms`;
  $("more").hidden = true;
  $("result").replaceChildren(make("p", { className: "truth" }, isSo ? "Yes" : "No"));
}

function showTurtle(text, took) {
  const shown = text.length > 500_000 ? `${text.slice(0, 500_000)}\n…` : text;
  $("status").textContent = `${Math.ceil(text.length / 1024).toLocaleString("en")} kB of Turtle in ${took} ms`;
  $("more").hidden = true;
  $("result").replaceChildren(make("pre", { tabIndex: 0 }, shown));
  downloads([["Turtle", "text/turtle", "ttl"], ["N-Triples", "application/n-triples", "nt"], ["RDF/XML", "application/rdf+xml", "rdf"], ["JSON-LD", "application/ld+json", "jsonld"]]);
}

function downloads(formats) {
  const query = state.query;
  $("downloads").replaceChildren("Save as", ...formats.map(([label, media, ending]) =>
    make("button", { type: "button", className: "link", onclick: () => save(query, media, ending) }, label)));
}

async function save(query, media, ending) {
  try {
    const url = URL.createObjectURL(await (await post(query, media)).blob());
    make("a", { href: url, download: `answer.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  } catch (error) {
    problem(error.message);
  }
}

// ---- Questions ----

function showQuestion(question, values) {
  show("questions");
  document.title = `${question.title} – Claimgraph`;
  $("title").textContent = question.title;
  const links = state.questions.map((known) => {
    const link = make("a", { href: `#question=${known.name}` }, known.title);
    if (known === question) link.setAttribute("aria-current", "page");
    return link;
  });
  $("list").replaceChildren(...links);
  const place = (link) => {
    const list = $("list");
    if (link.offsetTop < list.scrollTop + list.offsetTop || link.offsetTop + link.offsetHeight > list.scrollTop + list.offsetTop + list.clientHeight) {
      list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 3;
    }
  };
  place(links[state.questions.indexOf(question)]);
  $("fields").replaceChildren(...question.parameters.map((parameter) => {
    const input = make("input", { name: parameter.name, value: values.get(parameter.name) ?? "", placeholder: "any" });
    if (parameter.kind === "thing") input.setAttribute("list", "names");
    if (parameter.kind === "class") input.setAttribute("list", "classes");
    if (parameter.kind === "day") input.placeholder = "any day, as in 2026-01-06";
    if (parameter.kind === "number") input.placeholder = "a whole number";
    return make("label", {}, make("b", {}, parameter.name.replaceAll("_", " ")), ` ${parameter.about}`, input);
  }));
  $("form").onsubmit = (event) => {
    event.preventDefault();
    const next = `#question=${question.name}${suffix()}`;
    if (next === location.hash) run();
    else location.hash = next;
  };
  const suffix = () => {
    const given = [...new FormData($("form"))].filter(([, value]) => value.trim());
    return given.length ? `&${new URLSearchParams(given.map(([key, value]) => [key, value.trim()]))}` : "";
  };
  const sparql = async () => (await fetched(`questions/${question.name}?${suffix().slice(1)}`)).text();
  $("as-sparql").onclick = async (event) => {
    event.preventDefault();
    try { location.hash = `#sparql=${encodeURIComponent(await sparql())}`; } catch (error) { $("answer").hidden = false; problem(error.message); }
  };
  const run = async () => {
    try {
      await ask(await sparql());
    } catch (error) {
      $("answer").hidden = false;
      $("result").replaceChildren();
      $("status").textContent = "";
      problem(error.message);
    }
  };
  run();
}

// Names that can be typed into the forms.
async function loadNames() {
  const options = (found) => found.map((row) => make("option", { value: row.name.value }));
  $("names").replaceChildren(...options(await rows("SELECT DISTINCT ?name WHERE { ?thing skos:prefLabel ?name } LIMIT 3000")));
  $("classes").replaceChildren(...options(await rows("SELECT DISTINCT ?name WHERE { ?class a owl:Class ; rdfs:label ?name FILTER(STRSTARTS(STR(?class), STR(cg:))) } ORDER BY ?name")));
}

// ---- A thing ----

async function showThing(iri) {
  show("thing");
  state.asking?.abort();
  state.asking = null;
  for (const id of ["thing-kind", "thing-name", "thing-actions", "thing-has", "thing-pointed"]) $(id).replaceChildren();
  $("thing-quote").hidden = true;
  $("thing-address").textContent = iri;
  try {
    if (/[<>"{}|\\^`\s]/.test(iri)) throw new Error("this is no address");
    const [has, pointed, quotes, states] = await Promise.all([
      rows(`SELECT ?p ?o WHERE { <${iri}> ?p ?o } ORDER BY ?p ?o LIMIT 500`),
      rows(`SELECT ?p ?s WHERE { ?s ?p <${iri}> } ORDER BY ?p ?s LIMIT 500`),
      rows(`SELECT ?words WHERE { <${iri}> cg:evidence/oa:hasSelector/oa:exact ?words }`),
      rows(`SELECT ?subject ?relation ?object ?denied WHERE { <${iri}> cg:states? ?statement . ?statement rdf:subject ?subject ; rdf:predicate ?relation . OPTIONAL { ?statement rdf:object ?object } OPTIONAL { <${iri}> cg:polarity ?denied FILTER(?denied = cg:Denied) } }`),
    ]);
    await name([iri, ...[...has, ...pointed, ...states].flatMap((row) => Object.values(row)).filter((term) => term.type === "uri").map((term) => term.value)]);
    const type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    $("thing-kind").textContent = has.filter((row) => row.p.value === type).map((row) => called(row.o.value)).join(", ");
    const title = states.map(stated)[0] ?? called(iri);
    $("thing-name").textContent = title;
    document.title = `${title} – Claimgraph`;
    $("thing-quote").hidden = quotes.length === 0;
    $("thing-quote").textContent = quotes.map((row) => row.words.value).join(" … ");
    const asked = `#question=about&${new URLSearchParams({ what: iri })}`;
    const page = has.find((row) => row.p.value === "https://schema.org/url");
    const links = [];
    if (state.questions.some((known) => known.name === "about") && iri.includes("/entity/")) links.push(make("a", { href: asked }, "What is said about it?"));
    if (page && /^https?:/.test(page.o.value)) links.push(make("a", { href: page.o.value, rel: "noreferrer" }, "The report on the web"));
    links.push(make("a", { href: `#sparql=${encodeURIComponent(`DESCRIBE <${iri}>`)}` }, "Its triples"));
    $("thing-actions").append(...links);
    $("thing-has").replaceChildren(...grouped(has, "o"));
    $("thing-pointed").replaceChildren(...grouped(pointed, "s"));
    $("thing-head").hidden = pointed.length === 0;
    if (!has.length && !pointed.length) $("thing-kind").textContent = "Nothing in the graph has this address.";
  } catch (error) {
    $("thing-name").textContent = short(iri);
    $("thing-kind").textContent = error.message;
  }
}

// "Kataib Hezbollah crossed via Mehran", as a claim or statement has it.
function stated({ subject, relation, object, denied }) {
  return [called(subject.value), denied ? "not:" : "", called(relation.value), object ? called(object.value) : ""].filter(Boolean).join(" ");
}

// A line for each property, with all of its values.
function grouped(found, column) {
  const lines = new Map();
  for (const row of found) lines.set(row.p.value, [...(lines.get(row.p.value) ?? []), row[column]]);
  return [...lines].map(([property, terms]) => {
    const td = make("td");
    terms.forEach((term, at) => td.append(at ? make("br") : "", ...cell(term).childNodes));
    return make("tr", {}, make("th", { scope: "row", title: property }, called(property)), td);
  });
}

// ---- The editor ----

const KEYWORDS = "SELECT CONSTRUCT DESCRIBE ASK WHERE PREFIX BASE FROM NAMED DISTINCT REDUCED AS GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF SERVICE GROUP ORDER BY HAVING LIMIT OFFSET ASC DESC EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR IF COALESCE BOUND STR LANG LANGMATCHES DATATYPE IRI URI REGEX REPLACE CONTAINS STRSTARTS STRENDS STRLEN SUBSTR UCASE LCASE CONCAT YEAR MONTH DAY NOW ABS ROUND CEIL FLOOR TRUE FALSE ISIRI ISLITERAL".split(" ");
const TOKENS = /(#[^\n]*)|("""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>"{}|^`\\\s]*>|[\w-]*:[\w.-]*\w|[\w-]+:)|([?$]\w+)|([A-Za-z_]\w*)/g;

function colour() {
  const text = $("query").value;
  const out = document.createDocumentFragment();
  let last = 0;
  for (const token of text.matchAll(TOKENS)) {
    const [all, comment, string, iri, variable, word] = token;
    const kind = comment ? "c" : string ? "s" : iri ? "i" : variable ? "v" : word && KEYWORDS.includes(word.toUpperCase()) ? "k" : word === "a" ? "k" : "";
    if (!kind) continue;
    out.append(text.slice(last, token.index), make("span", { className: kind }, all));
    last = token.index + all.length;
  }
  out.append(`${text.slice(last)}\n`);
  $("colours").replaceChildren(out);
  follow();
}

function follow() {
  $("colours").scrollTop = $("query").scrollTop;
  $("colours").scrollLeft = $("query").scrollLeft;
}

// Terms that can be completed: prefixes, keywords, and what the ontology describes.
async function loadTerms() {
  state.terms = [];
  const described = await rows("SELECT DISTINCT ?term ?label WHERE { ?term rdfs:label ?label } ORDER BY ?term");
  const used = await rows("SELECT DISTINCT ?term WHERE { ?s ?term ?o }");
  const known = new Map(used.map((row) => [row.term.value, ""]));
  for (const row of described) known.set(row.term.value, row.label.value);
  state.terms = [...known].map(([iri, label]) => [short(iri), label]).filter(([term]) => /^[\w-]+:[\w-]+$/.test(term)).sort();
}

function offersFor(word) {
  const lower = word.toLowerCase();
  if (word.includes(":")) {
    const [prefix, local] = lower.split(":");
    const own = (state.terms ?? []).filter(([term]) => term.toLowerCase().startsWith(`${prefix}:`));
    const found = own.filter(([term, label]) => term.toLowerCase().includes(`:${local}`) || (local.length > 2 && (term.toLowerCase().includes(local) || label.toLowerCase().includes(local))));
    // What begins as it was typed comes first: `cg:dep` is a relation rather than a class.
    const rank = ([term]) => (term.startsWith(word) ? 0 : term.toLowerCase().startsWith(lower) ? 1 : 2);
    return found.sort((one, other) => rank(one) - rank(other));
  }
  const prefixes = Object.entries(state.prefixes).map(([prefix, iri]) => [`${prefix}:`, iri]).filter(([prefix]) => prefix.startsWith(lower));
  const variables = [...new Set($("query").value.match(/\?\w+/g) ?? [])].filter((known) => known.startsWith(word) && known !== word).map((known) => [known, ""]);
  if (word.startsWith("?")) return variables;
  return [...prefixes, ...KEYWORDS.filter((known) => known.length > 3 && known.toLowerCase().startsWith(lower) && known !== word).map((known) => [known, ""])];
}

const offers = { word: "", at: -1 };

function offer(always = false) {
  const area = $("query");
  const before = area.value.slice(0, area.selectionStart);
  const word = /(?:[?$]\w*|[\w-]*:?[\w-]*)$/.exec(before)[0];
  const after = area.value.slice(area.selectionStart);
  const inWord = /^[\w-]/.test(after) || /#[^\n<>]*$/.test(before.replace(/<[^>]*>/g, ""));
  const found = (always || word.length > 1) && !inWord && area.selectionStart === area.selectionEnd ? offersFor(word).slice(0, 40) : [];
  if (!found.length || (found.length === 1 && found[0][0] === word)) return close();
  Object.assign(offers, { word, at: 0 });
  $("offers").replaceChildren(...found.map(([term, label], at) => {
    const item = make("li", { id: `offer-${at}`, role: "option", onmousedown: (event) => { event.preventDefault(); accept(at); } }, term);
    if (label) item.append(make("span", {}, label));
    return item;
  }));
  const lines = before.slice(0, before.length - word.length).split("\n");
  const style = getComputedStyle(area);
  const canvas = (offers.canvas ??= document.createElement("canvas").getContext("2d"));
  canvas.font = `${style.fontSize} ${style.fontFamily}`;
  const left = parseFloat(style.paddingLeft) + canvas.measureText(lines.at(-1)).width - area.scrollLeft;
  const top = parseFloat(style.paddingTop) + lines.length * parseFloat(style.lineHeight) - area.scrollTop + 2;
  $("offers").hidden = false;
  $("offers").style.left = `${Math.max(0, Math.min(left, area.clientWidth - 280))}px`;
  $("offers").style.top = `${top}px`;
  select(0);
}

function select(at) {
  const items = [...$("offers").children];
  offers.at = (at + items.length) % items.length;
  items.forEach((item, index) => item.setAttribute("aria-selected", index === offers.at));
  items[offers.at].scrollIntoView({ block: "nearest" });
  $("query").setAttribute("aria-activedescendant", `offer-${offers.at}`);
}

function close() {
  $("offers").hidden = true;
  $("query").removeAttribute("aria-activedescendant");
}

function accept(at) {
  const area = $("query");
  const term = $("offers").children[at].firstChild.textContent;
  area.setRangeText(term, area.selectionStart - offers.word.length, area.selectionStart, "end");
  close();
  colour();
  if (term.endsWith(":")) offer();
}

function typed(event) {
  const open = !$("offers").hidden;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    close();
    runEditor();
  } else if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    offer(true);
  } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    select(offers.at + (event.key === "ArrowDown" ? 1 : -1));
  } else if (open && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
    event.preventDefault();
    accept(offers.at);
  } else if (open && event.key === "Escape") {
    event.preventDefault();
    close();
  }
}

function runEditor() {
  const query = $("query").value;
  const next = `#sparql=${encodeURIComponent(query)}`;
  if (next.length < 100_000) history.replaceState(null, "", next);
  ask(query);
}

function showEditor(query) {
  show("sparql");
  document.title = "SPARQL – Claimgraph";
  if (!state.terms) loadTerms().catch(() => {});
  if (query !== null || !$("query").value) $("query").value = query ?? EXAMPLES[0][1];
  colour();
  if (query) ask(query);
  else { state.query = ""; $("answer").hidden = true; }
}

// ---- Where we are ----

function route() {
  close();
  const hash = location.hash.slice(1);
  const [kind, rest = ""] = [hash.split(/[=&]/)[0], hash.slice(hash.search(/[=&]/) + 1)];
  if (kind === "thing") return showThing(decodeURIComponent(rest));
  if (kind === "sparql") return showEditor(hash.includes("=") ? decodeURIComponent(rest) : null);
  const [wanted, ...values] = rest.split("&");
  const question = state.questions.find((known) => known.name === wanted) ?? state.questions[0];
  if (question) showQuestion(question, new URLSearchParams(kind === "question" ? values.join("&") : ""));
  else showEditor(null);
}

async function begin() {
  $("examples").append(...EXAMPLES.map(([title], at) => make("option", { value: at }, title)));
  $("examples").onchange = (event) => {
    if (event.target.value !== "") location.hash = `#sparql=${encodeURIComponent(EXAMPLES[event.target.value][1])}`;
    event.target.value = "";
  };
  const area = $("query");
  area.addEventListener("input", () => { colour(); offer(); });
  area.addEventListener("scroll", follow);
  area.addEventListener("keydown", typed);
  area.addEventListener("blur", close);
  area.addEventListener("click", close);
  $("run").onclick = runEditor;
  try {
    const about = await (await fetched("questions")).json();
    Object.assign(state, { questions: about.questions, prefixes: about.prefixes, base: about.base });
    const count = (number, what) => `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;
    $("size").textContent = [count(about.reports, "report"), ...(about.quads ? [count(about.quads, "quad")] : [])].join(", ");
  } catch (error) {
    $("answer").hidden = false;
    problem(`the server does not answer: ${error.message}`);
  }
  window.addEventListener("hashchange", route);
  route();
  loadNames().catch(() => {});
}

begin();
