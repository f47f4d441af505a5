//! Whole texts and their blocks. Each text is made up for its test.

use super::find_blocks;

/// One block a line: its kind and its words, a line break inside it shown as `⏎`.
fn render(text: &str, title: Option<&str>) -> String {
    let lines = find_blocks(text, title).into_iter().map(|block| {
        let words = block.span.of(text).replace("\r\n", "⏎").replace(['\n', '\r'], "⏎");
        format!("{:<11} {words}\n", block.kind.as_str())
    });
    lines.collect()
}

macro_rules! check {
    ($name:ident, $text:expr, @$expected:literal) => {
        check!($name, $text, None, @$expected);
    };
    ($name:ident, $text:expr, $title:expr, @$expected:literal) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(render($text, $title), @$expected);
        }
    };
}

check!(nothing, " \r\n\u{feff}\n", @"");

check!(summary_headline_twice_and_body_twice, r#"Envoys of the two river states have set out what they want, a mediator said.
**River States Name Their Terms**

**River States Name Their Terms**
The terms were handed over in writing.
The mediator called them hard but not hopeless.
The article text:
The envoys met for two hours. "We want the bridge open," one of them said.
No date was set.
The article text:
The envoys met for two hours. "We want the bridge open," one of them said.
No date was set.
"#, None, @r#"
deck        Envoys of the two river states have set out what they want, a mediator said.
headline    River States Name Their Terms
repeat      River States Name Their Terms
deck        The terms were handed over in writing.
deck        The mediator called them hard but not hopeless.
label       The article text:
paragraph   The envoys met for two hours. "We want the bridge open," one of them said.
paragraph   No date was set.
label       The article text:
repeat      The envoys met for two hours. "We want the bridge open," one of them said.
repeat      No date was set.
"#);

check!(labels_name_what_follows, "Title: River States Talk
Summary:
They met on Monday.
Author: Ann Field
Date: 3 March 2025
Tags: talks, bridge
Body:
The envoys met. They will meet again.
", None, @"
label       Title:
headline    River States Talk
label       Summary:
deck        They met on Monday.
label       Author:
byline      Ann Field
label       Date:
dateline    3 March 2025
label       Tags:
boilerplate talks, bridge
label       Body:
paragraph   The envoys met. They will meet again.
");

check!(markdown_article, r#"# River States Talk

*They met on Monday, for two hours.*

By Ann Field

![The bridge at dawn](bridge.jpg)

The envoys met. They want:

- an open bridge
- the release of prisoners

> "We will not wait," one said.

## What comes next

They will meet again.

[More on the river states](/river)
"#, None, @r#"
headline    River States Talk
deck        They met on Monday, for two hours.
byline      By Ann Field
caption     ![The bridge at dawn](bridge.jpg)
paragraph   The envoys met. They want:
paragraph   an open bridge
paragraph   the release of prisoners
paragraph   "We will not wait," one said.
headline    What comes next
paragraph   They will meet again.
boilerplate [More on the river states](/river)
"#);

check!(headline_without_marks, "River states talk about the bridge

The envoys met on Monday for two hours.

They will meet again.
", None, @"
headline    River states talk about the bridge
paragraph   The envoys met on Monday for two hours.
paragraph   They will meet again.
");

check!(headline_subtitle_byline, "River states talk about the bridge
Mediator calls the terms hard but not hopeless
By Ann Field and Omar Haddad

The envoys met on Monday for two hours.
", None, @"
headline    River states talk about the bridge
deck        Mediator calls the terms hard but not hopeless
byline      By Ann Field and Omar Haddad
paragraph   The envoys met on Monday for two hours.
");

check!(no_headline, "The envoys met on Monday for two hours.
They will meet again.
", None, @"
paragraph   The envoys met on Monday for two hours.
paragraph   They will meet again.
");

check!(one_line_alone_is_a_paragraph, "The envoys want the bridge open", None, @"paragraph   The envoys want the bridge open");

check!(dateline_inside_a_line, "RIVERTON, March 3. /RNA/. No decision has been made, the envoy said.
LAKESIDE (Wire) — The bridge stays shut.", None, @"
dateline    RIVERTON, March 3. /RNA/.
paragraph   No decision has been made, the envoy said.
dateline    LAKESIDE (Wire) —
paragraph   The bridge stays shut.
");

check!(title_known_apart, "RIVER STATES TALK.
The envoys met on Monday.
", Some("River states talk"), @"
headline    RIVER STATES TALK.
paragraph   The envoys met on Monday.
");

check!(hard_wrapped, r#"River states talk about the bridge

LAKESIDE, March 3 (Wire) - The envoys of the two river states met on
Monday in a hotel by the lake to talk about the bridge, which has been
shut since the winter. Nothing was signed.

"We want it open," one of the envoys said after the talks, which had gone
on for two hours. He will be back in April.
"#, None, @r#"
headline    River states talk about the bridge
dateline    LAKESIDE, March 3 (Wire) -
paragraph   The envoys of the two river states met on⏎Monday in a hotel by the lake to talk about the bridge, which has been⏎shut since the winter. Nothing was signed.
paragraph   "We want it open," one of the envoys said after the talks, which had gone⏎on for two hours. He will be back in April.
"#);

check!(verse, "Over the river,
Under the bridge,
Nobody came,
Nobody went.
", None, @"paragraph   Over the river,⏎Under the bridge,⏎Nobody came,⏎Nobody went.");

check!(wire_credits, "The envoys met on Monday for two hours.
FILE PHOTO: The bridge at dawn. REUTERS/Ann Field
They will meet again.
(Reporting by Ann Field; editing by Omar Haddad)
Read more: the bridge that was never built
Share | Facebook | Twitter
© 2025 Harbour Post. All rights reserved.
Terms and conditions apply to all who read this.
", None, @"
paragraph   The envoys met on Monday for two hours.
caption     FILE PHOTO: The bridge at dawn. REUTERS/Ann Field
paragraph   They will meet again.
byline      (Reporting by Ann Field; editing by Omar Haddad)
boilerplate Read more: the bridge that was never built
boilerplate Share | Facebook | Twitter
boilerplate © 2025 Harbour Post. All rights reserved.
boilerplate Terms and conditions apply to all who read this.
");

check!(one_line_with_page_furniture, "Advertisement Supported by The envoys of the river states met on Monday. Sign up to our weekly letter. They talked for two hours. The bridge at dawn, March 3, 2025. (Ann Field/Getty Images) They will meet again, the mediator said, and the bridge may open in April if the snow has gone by then. CLICK HERE TO GET OUR NEWS APP Nobody was hurt. Ann Field contributed to this report. Copyright 2025 Harbour Post. All rights reserved. About us", None, @"
boilerplate Advertisement Supported by
paragraph   The envoys of the river states met on Monday.
boilerplate Sign up to our weekly letter.
paragraph   They talked for two hours.
caption     The bridge at dawn, March 3, 2025. (Ann Field/Getty Images)
paragraph   They will meet again, the mediator said, and the bridge may open in April if the snow has gone by then.
boilerplate CLICK HERE TO GET OUR NEWS APP
paragraph   Nobody was hurt.
byline      Ann Field contributed to this report.
boilerplate Copyright 2025 Harbour Post. All rights reserved. About us
");

check!(one_line_with_its_summary_twice, "The envoys of the two river states met on Monday to talk about the bridge. The envoys of the two river states met on Monday to talk about the bridge. They talked for two hours.", None, @"
paragraph   The envoys of the two river states met on Monday to talk about the bridge.
repeat      The envoys of the two river states met on Monday to talk about the bridge.
paragraph   They talked for two hours.
");

check!(one_line_with_carriage_returns, "\tThe envoys met on Monday.\r \r    They will meet again.\r\t\t\t\t", None, @"
paragraph   The envoys met on Monday.
paragraph   They will meet again.
");

check!(short_answers_may_come_twice, "Will the bridge open?
No comment.
Will you meet again?
No comment.
", None, @"
paragraph   Will the bridge open?
paragraph   No comment.
paragraph   Will you meet again?
paragraph   No comment.
");

check!(a_quotation_is_never_cut, r#""Read more books," he told the envoys. "Sign up for a course. Follow us to the river. We will wait.""#, None, @r#"paragraph   "Read more books," he told the envoys. "Sign up for a course. Follow us to the river. We will wait.""#);

check!(front_matter_and_rules, "---
title: River states talk
date: 2025-03-03
---

The envoys met.

***

They will meet again.
", None, @"
label       title:
headline    River states talk
label       date:
dateline    2025-03-03
paragraph   The envoys met.
paragraph   They will meet again.
");

check!(a_repeat_in_other_dress, "**The envoys met on Monday, at the lake.**

They talked for two hours.

THE ENVOYS MET ON MONDAY — AT THE LAKE
", None, @"
headline    The envoys met on Monday, at the lake.
paragraph   They talked for two hours.
repeat      THE ENVOYS MET ON MONDAY — AT THE LAKE
");

check!(all_in_one_line, "Envoys of two river states have set out what they want from one another. **River States Name Their Terms** **River States Name Their Terms** The article text: The envoys met for two hours on Monday in Lakeside. The article text: The envoys met for two hours on Monday in Lakeside.", @"
paragraph   Envoys of two river states have set out what they want from one another.
headline    River States Name Their Terms
repeat      River States Name Their Terms
label       The article text:
paragraph   The envoys met for two hours on Monday in Lakeside.
label       The article text:
repeat      The envoys met for two hours on Monday in Lakeside.
");

check!(rubric_day_and_time, "BREAKING NEWS

Envoys leave Lakeside without a deal

Mediator says talks will go on

Monday, 3 March 2025
Updated at 10:40 GMT
By Ann Field, Harbour Post

The envoys left on Monday.

RELATED: The bridge

They had met for two hours.
", @"
boilerplate BREAKING NEWS
headline    Envoys leave Lakeside without a deal
deck        Mediator says talks will go on
dateline    Monday, 3 March 2025
boilerplate Updated at 10:40 GMT
byline      By Ann Field, Harbour Post
paragraph   The envoys left on Monday.
boilerplate RELATED: The bridge
paragraph   They had met for two hours.
");

check!(questions_and_answers, "# An envoy answers

**Why did you leave?**

There was nothing to talk about.

**Will you go back?**

Yes.
", @"
headline    An envoy answers
headline    Why did you leave?
paragraph   There was nothing to talk about.
headline    Will you go back?
paragraph   Yes.
");

check!(a_paragraph_said_again_in_other_words, "The ministers of both sides met in the old town hall on the lake for the third time this month, and they agreed in principle to open the southern road for food and medicine as soon as the observers have taken up their posts at the bridge beyond it.
They left in the evening.
The ministers of both sides met in the ancient town hall on the lake for the third time this month, and they agreed in principle to open the southern road for food and medicine as soon as the observers have taken up their posts at the bridge beyond it.
", @"
paragraph   The ministers of both sides met in the old town hall on the lake for the third time this month, and they agreed in principle to open the southern road for food and medicine as soon as the observers have taken up their posts at the bridge beyond it.
paragraph   They left in the evening.
repeat      The ministers of both sides met in the ancient town hall on the lake for the third time this month, and they agreed in principle to open the southern road for food and medicine as soon as the observers have taken up their posts at the bridge beyond it.
");

check!(tables_and_code, "| side | wants |
|------|-------|
| east | the bridge |

```
plain words
```
", @"
paragraph   | side | wants |
paragraph   | east | the bridge |
paragraph   plain words
");

check!(what_only_begins_like_a_form, "The envoys met on Monday.
Updated: the bridge has been shut again.
Source: the envoys' own words, written down by the mediator, who sat between them for two hours and took care to leave out \
nothing that was said about the bridge, about the prisoners, or about the winter to come.
", @"
paragraph   The envoys met on Monday.
label       Updated:
paragraph   the bridge has been shut again.
label       Source:
paragraph   the envoys' own words, written down by the mediator, who sat between them for two hours and took care to leave out nothing that was said about the bridge, about the prisoners, or about the winter to come.
");
