use super::{MadePlace, PlacesError, read_places, score};

const LGL: &str = "<articles><article docid=\"1\"><domain>a.example</domain><text><![CDATA[In Žilina & Ruda.]]></text>\
    <toponyms><toponym><start>3</start><end>9</end><phrase>Žilina</phrase><gaztag geonameid=\"5\">\
    <lat>49.2</lat><lon>18.7</lon><country geonameid=\"77\">S</country></gaztag></toponym>\
    <toponym><start>12</start><end>16</end><phrase>Ruda</phrase></toponym></toponyms></article></articles>";
const GEOVIRUS: &str = "<articles><article><text>A &amp; B in Ruda</text><locations><location><name>Ruda</name>\
    <start>10</start><end>14</end><lat>1</lat><lon>2</lon></location></locations></article></articles>";

#[test]
fn both_shapes_are_read() {
    let lgl = read_places("a.xml", LGL).expect("well formed");
    assert_eq!(lgl[0].domain.as_deref(), Some("a.example"));
    assert_eq!(lgl[0].toponyms.len(), 1, "one of two has a point");
    assert_eq!(&lgl[0].text[lgl[0].toponyms[0].at.clone()], "Žilina");
    assert_eq!(lgl[0].toponyms[0].country, Some(77));
    let geovirus = read_places("b.xml", GEOVIRUS).expect("well formed");
    assert_eq!(&geovirus[0].text[geovirus[0].toponyms[0].at.clone()], "Ruda");
    let template =
        GEOVIRUS.replace("</articles>", "<!--<article>--><!--<text></text>--><!--</article>--></articles>");
    assert_eq!(read_places("b.xml", &template), Ok(geovirus));
}

#[test]
fn what_cannot_be_read_is_told() {
    assert_eq!(read_places("a.xml", "<p/>"), Err(PlacesError::NoArticle { file: "a.xml".to_owned() }));
    let moved = GEOVIRUS.replace(">10<", ">9<");
    let error = read_places("b.xml", &moved).expect_err("the name stands elsewhere").to_string();
    assert_eq!(error, "b.xml, article 1: the toponym \"Ruda\" does not stand at 9 to 14");
}

#[test]
fn near_points_and_countries_are_counted() {
    let articles = read_places("a.xml", LGL).expect("well formed");
    let check = |made: Option<MadePlace>, expected: [usize; 4]| {
        let part = score(&articles, &[vec![made]]).all;
        assert_eq!([part.near.right, part.resolved.right, part.country.right, part.country.of], expected);
    };
    check(None, [0, 0, 0, 0]);
    check(Some(MadePlace { point: [49.9, 19.4], country: Some(77) }), [1, 1, 1, 1]);
    check(Some(MadePlace { point: [51.0, 18.7], country: Some(78) }), [0, 1, 0, 1]);
    check(Some(MadePlace { point: [49.2, 18.7], country: None }), [1, 1, 0, 0]);
}
