//! What stands after a budget mark is an exact amount of the text, or is not read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shisaku::model::{Library, NodeId};
use shisaku::{ledger, parse};

fuzz_target!(|figures: &str| {
    let text = format!(
        "# 施策集\n\n## 1 章\n\n主題\n\n### (1) 施策\n\n【予算】 事業 {figures}\n\n【予算】 別の事業 2.0億円（元年度 1.0億円）\n"
    );
    let Ok(document) = parse::parse("fuzz", &text) else {
        return;
    };
    let library = Library::new(vec![document]);
    let _ = ledger::totals(&library, NodeId(0));
    for line in library.budget_lines(NodeId(0)) {
        let budget = library.budget(line).expect("a budget line has money");
        let _ = ledger::change(budget);
    }
});
