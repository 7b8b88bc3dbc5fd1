//! Web pages: the article, its metadata, and pages without one.

use super::*;

#[test]
fn an_article_stands_alone() {
    let report = only("pages/harbour.html");
    assert_eq!(
        report.text,
        "The crossing at Mehran in December. Photo: Harbour Times\n\n\
         About 850 fighters from Iraqi militias crossed into Iran through the Mehran border crossing \
         between January 2 and 5, an Iraqi border official said.\n\n\
         The official, who was not authorised to speak to the media, said that the fighters belonged \
         to Kata’ib Hezbollah and to Harakat al-Nujaba, and that they had travelled as pilgrims, in \
         buses, mostly by night.\n\n\
         Denials\n\n\
         A spokesman for the Popular Mobilization Forces denied this on Tuesday. “Not one of our men \
         has left Iraq,” he said, and called the reports a fabrication, made abroad, to harm the \
         country.\n\n\
         We have no knowledge of any crossing.\n\n\
         Iran’s interior ministry did not answer questions.\n\
         The governor of Ilam, reached by telephone, hung up."
    );
    let Report { title, publisher, published, url, language, .. } = report;
    assert_eq!(title.unwrap(), "Iraqi militiamen cross into Iran at Mehran");
    assert_eq!(publisher.unwrap(), "The Harbour Times");
    assert_eq!(published.unwrap(), "2026-01-06", "the day where it was published");
    assert_eq!(url.unwrap(), "https://harbour.example.org/2026/01/06/mehran-crossing");
    assert_eq!(language.unwrap(), "en-GB");
}

#[test]
fn a_declared_encoding_is_used() {
    let report = only("pages/arabic.html");
    assert!(report.text.starts_with("قال مسؤول حدودي عراقي"), "{}", report.text);
    assert!(report.text.ends_with("بأنها ملفقة."));
    assert_eq!(report.title.unwrap(), "عبور مقاتلين إلى إيران");
    assert_eq!(report.publisher.unwrap(), "وكالة الفرات");
    assert_eq!(report.language.unwrap(), "ar");
    assert_eq!(report.diagnostics, []);
}

#[test]
fn an_old_page_without_any_tags_is_read() {
    let report = only("pages/body-only.html");
    assert!(report.text.starts_with("BAGHDAD, June 14, 2014 (UPI) -- Two battalions"));
    assert!(report.text.ends_with("\n\nThey are to protect Najaf and Karbala."));
    assert_eq!(report.publisher.unwrap(), "UPI");
    assert_eq!(report.published.unwrap(), "2014-06-14");
    assert_eq!(report.url.unwrap(), "https://old.example.org/archive/2014-06-14.html");
}

#[test]
fn metadata_come_from_json_ld_and_from_what_is_shown() {
    let ld = page(
        r#"<script type="application/ld+json">[{"@type": "WebSite", "name": "Site"},
           {"@type": "ReportageNewsArticle", "headline": "Rebels &amp; Guards", "publisher":
           [{"name": "Makran Wire"}], "datePublished": "2025-12-11", "inLanguage": "en_US",
           "mainEntityOfPage": {"@id": "https://makran.example.org/1"}}]</script>"#,
        "<h1>Makran Wire</h1>",
    );
    assert_eq!(ld.title.unwrap(), "Rebels & Guards");
    assert_eq!(ld.publisher.unwrap(), "Makran Wire");
    assert_eq!(ld.published.unwrap(), "2025-12-11");
    assert_eq!(ld.url.unwrap(), "https://makran.example.org/1");
    assert_eq!(ld.language.unwrap(), "en-US");

    let shown = page(
        "<title>Four Guards killed near Zahedan</title>",
        r#"<div><h1>Four Guards killed near Zahedan</h1><p>Updated
           <time class="updated" datetime="2025-12-13">13 Dec</time>, first published
           <time datetime="2025-12-11T08:00Z">11 Dec</time></p></div>"#,
    );
    assert_eq!(shown.title.unwrap(), "Four Guards killed near Zahedan");
    assert_eq!(shown.published.unwrap(), "2025-12-11");
    assert_eq!((shown.publisher, shown.url, shown.language), (None, None, None));
}

#[test]
fn an_article_only_in_json_ld_is_found() {
    let html = r#"<html><head><script type="application/ld+json">{"@type": "NewsArticle",
        "articleBody": "Four members of the Guards were killed near Zahedan on Thursday, officials said.

        A group claimed the attack."}</script></head><body><div id=app></div></body></html>"#;
    let folder = Folder::with(&[("app.html", html.as_bytes())]);
    let text = folder.one("app.html").unwrap().text;
    assert!(text.starts_with("Four members of the Guards"), "{text}");
}

#[test]
fn lines_of_preformatted_text_stay() {
    let html = "<body><pre>BASRA, Jan 14 2026 -- Militiamen of three groups have used\nthe Shalamcheh \
                gate.\n\n  They went by night.\n</pre></body>";
    let report = Folder::with(&[("a.html", html.as_bytes())]).one("a.html").unwrap();
    assert_eq!(
        report.text,
        "BASRA, Jan 14 2026 -- Militiamen of three groups have used\nthe Shalamcheh gate.\n\n\
         They went by night."
    );
    assert_eq!(report.published.unwrap(), "2026-01-14");
}

#[test]
fn a_list_of_addresses_is_no_article() {
    let item = "<li>The Frontier Desk http://frontier.example.org/ desk@frontier.example.org</li>";
    let html = format!("<body><ul>{}</ul></body>", item.repeat(30));
    assert!(Folder::with(&[("a.html", html.as_bytes())]).one("a.html").is_err());
}

#[test]
fn a_page_without_an_article_is_refused() {
    let refusal = refused("pages/empty-app.html");
    assert_eq!(refusal.reason, "there is no article in the page");
    assert!(refusal.hint.unwrap().contains("save it"));
}

#[test]
fn a_page_nested_deeply_is_read_and_deeper_ones_are_refused() {
    let nested = |depth: usize| {
        let prose = "<p>Four members of the Guards were killed near Zahedan on Thursday.</p>";
        format!("{}{prose}{}", "<div>".repeat(depth), "</div>".repeat(depth))
    };
    let folder =
        Folder::with(&[("a.html", nested(500).as_bytes()), ("b.html", nested(5000).as_bytes())]);
    // A thread of a pool has less stack than the main one.
    let path = folder.path("a.html");
    let read = std::thread::spawn(move || one(&path).unwrap().text).join().unwrap();
    assert!(read.contains("near Zahedan on Thursday."));
    assert!(folder.one("b.html").unwrap_err().reason.contains("nested deeper than 512"));
}

fn page(head: &str, body: &str) -> Report {
    let prose = "<p>Four members of the Guards were killed in an ambush near Zahedan, a local \
                 official said.</p><p>Nobody has claimed the attack, which came at dawn.</p>";
    let html = format!("<html><head>{head}</head><body>{body}{prose}</body></html>");
    Folder::with(&[("page.html", html.as_bytes())]).one("page.html").unwrap()
}
