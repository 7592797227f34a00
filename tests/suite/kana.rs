//! How well kanji are read aloud: names and sentences with readings that were checked by eye.
//!
//! `tests/data/kana` holds the texts as they are said, a tab, and the reading. A name that is read
//! otherwise is an error; of sentences the errors are counted in words. The rates are printed with
//! `cargo test --test suite kana:: -- --nocapture`.

use shisaku::japanese::yomi;

const NAMES: &str = include_str!("../data/kana/names.tsv");
const SENTENCES: &str = include_str!("../data/kana/sentences.tsv");

fn pairs(table: &str) -> Vec<(&str, &str)> {
    table
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect()
}

/// Words of a text, counted by their kanji: a run of kanji with the kana behind it is one.
fn words(text: &str) -> usize {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々';
    let mut before = false;
    let mut count = 0;
    for c in text.chars() {
        count += usize::from(han(c) && !before);
        before = han(c);
    }
    count
}

/// How many stretches of the reading are another than they should be.
fn wrong(read: &str, wanted: &str) -> usize {
    let (read, wanted): (Vec<char>, Vec<char>) = (read.chars().collect(), wanted.chars().collect());
    if read == wanted {
        return 0;
    }
    // Whatever lies between the first and the last difference holds at least one word; more are
    // told apart by the stretches that agree in between.
    let mut errors = 0;
    let (mut i, mut j) = (0, 0);
    while i < read.len() || j < wanted.len() {
        if read.get(i) == wanted.get(j) {
            i += 1;
            j += 1;
            continue;
        }
        errors += 1;
        let next = (0..30).find_map(|reach: usize| {
            (0..=reach).find_map(|left| {
                let (a, b) = (i + left, j + reach - left);
                let same = read
                    .get(a..a + 3)
                    .is_some_and(|part| wanted.get(b..b + 3) == Some(part));
                same.then_some((a, b))
            })
        });
        let Some((a, b)) = next else { break };
        (i, j) = (a, b);
    }
    errors
}

#[test]
fn names_are_read_as_they_should_be() {
    let names = pairs(NAMES);
    assert!(names.len() >= 300, "{}", names.len());
    let mut errors = Vec::new();
    for (name, wanted) in &names {
        let read = yomi(name);
        if read != *wanted {
            errors.push(format!("{name}: {read}, not {wanted}"));
        }
    }
    println!("names: {} wrong of {}", errors.len(), names.len());
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}

#[test]
fn of_running_text_at_most_two_words_in_a_hundred_are_misread() {
    let sentences = pairs(SENTENCES);
    assert!(sentences.len() >= 200, "{}", sentences.len());
    let (mut errors, mut all) = (0, 0);
    for (text, wanted) in &sentences {
        let read = yomi(text);
        let own = wrong(&read, wanted);
        all += words(text);
        errors += own;
        if own > 0 {
            println!("{text}: {read}, not {wanted}");
        }
    }
    println!(
        "sentences: {errors} wrong of {all} words in {}",
        sentences.len()
    );
    assert!(errors * 100 <= all * 2, "{errors} of {all}");
}
