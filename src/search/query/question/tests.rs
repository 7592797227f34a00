//! What is read of typed questions.

use super::*;

#[track_caller]
fn asked(text: &str) -> (Asks, String) {
    let question = Question::parse(text).expect(text);
    (question.asks, question.topic)
}

#[test]
fn questions_about_money() {
    for text in [
        "消防の予算はいくら",
        "消防の予算はいくらですか？",
        "消防はいくら",
        "消防にいくら使う",
        "消防にいくらかかる",
        "消防の要求額は？",
        "消防の予算は",
        "消防は",
        "消防は？",
        "消防の金額は何億円",
        "消防の予算を教えて",
        "消防の予算の合計",
    ] {
        assert_eq!(asked(text), (Asks::Sum, "消防".to_owned()), "{text}");
    }
    // What a sign denies is no condition of its own.
    assert_eq!(asked("消防 !新規の予算はいくら").1, "消防 !新規");
    assert_eq!(asked("消防 NOT 新規は何件").1, "消防 NOT 新規");
    assert_eq!(asked("how much for fire?").1, "fire");
    assert_eq!(asked("How much for AI?").1, "AI");
}

#[test]
fn questions_about_extremes_and_what_is_new() {
    let all = String::new;
    for (text, asks, topic) in [
        ("一番増えたのは", Asks::MostIncreased, all()),
        ("一番増えたのはどれ？", Asks::MostIncreased, all()),
        ("最も減った事業は何ですか", Asks::MostDecreased, all()),
        ("一番大きい予算は", Asks::Largest, all()),
        ("予算が一番多いのは", Asks::Largest, all()),
        ("消防で一番増えたのは", Asks::MostIncreased, "消防".into()),
        ("消防の中で最も高い事業は", Asks::Largest, "消防".into()),
        ("新規はどれ", Asks::New, all()),
        ("新しい事業は何", Asks::New, all()),
        ("消防の新規事業は", Asks::New, "消防".into()),
        ("増えたのはどれ", Asks::Increased, all()),
        ("減った事業は", Asks::Decreased, all()),
        ("what increased most", Asks::MostIncreased, all()),
        ("largest budget", Asks::Largest, all()),
    ] {
        assert_eq!(asked(text), (asks, topic), "{text}");
    }
}

#[test]
fn questions_about_what_something_is() {
    for text in ["恩給とは", "恩給って何", "恩給とは何ですか", "恩給について"]
    {
        assert_eq!(asked(text), (Asks::About, "恩給".to_owned()), "{text}");
    }
}

#[test]
fn a_wish_to_know_says_nothing_of_the_matter() {
    for (text, asks, topic) in [
        ("消防団の減った理由を知りたい", Asks::Decreased, "消防団"),
        (
            "消防の予算が減った理由を教えてください",
            Asks::Decreased,
            "消防",
        ),
        ("消防の予算を知りたいのですが", Asks::Sum, "消防"),
        ("消防の予算が知りたい", Asks::Sum, "消防"),
        (
            "テレワークの推進の理由を知りたい",
            Asks::About,
            "テレワークの推進",
        ),
        ("恩給について知りたいです", Asks::About, "恩給"),
        ("恩給の情報を探しています", Asks::About, "恩給"),
        ("恩給のことを教えていただけますか", Asks::About, "恩給"),
        ("恩給はありますか", Asks::About, "恩給"),
        ("恩給はどうなっていますか？", Asks::About, "恩給"),
        ("恩給 教えて", Asks::About, "恩給"),
        ("I want to know about fire", Asks::About, "fire"),
    ] {
        assert_eq!(asked(text), (asks, topic.to_owned()), "{text}");
    }
}

#[test]
fn questions_in_other_words() {
    let all = String::new;
    let fire = || "消防".to_owned();
    for (text, asks, topic) in [
        ("今年から始まる事業", Asks::New, all()),
        ("今年度から始まる事業は何ですか", Asks::New, all()),
        ("新たに始まる施策", Asks::New, all()),
        ("来年度から新しく始まる事業は", Asks::New, all()),
        ("消防の予算を知りたい", Asks::Sum, fire()),
        ("消防にいくら払っている", Asks::Sum, fire()),
        ("新規事業の一覧", Asks::New, all()),
        ("消防で今年から始まる事業", Asks::New, fire()),
        ("増額の大きい順", Asks::MostIncreased, all()),
        ("減額の大きい順", Asks::MostDecreased, all()),
        ("消防の予算の大きい順", Asks::Largest, fire()),
        ("金額の少ない順", Asks::Smallest, all()),
        ("増えた順に", Asks::MostIncreased, all()),
        ("予算額ランキング", Asks::Largest, all()),
        ("何が増えた", Asks::Increased, all()),
        ("消防で何が減ったの", Asks::Decreased, fire()),
        ("どの事業が一番大きいですか", Asks::Largest, all()),
        ("予算が増えた事業", Asks::Increased, all()),
        ("大幅に減った事業は", Asks::MostDecreased, all()),
        ("削減された事業はどれですか", Asks::Decreased, all()),
        ("消防に使うお金は", Asks::Sum, fire()),
        ("消防への予算は", Asks::Sum, fire()),
        ("消防予算は？", Asks::Sum, fire()),
        ("消防は全部でいくら", Asks::Sum, fire()),
        ("新規は何件", Asks::Count, "新規".into()),
        ("消防の新規事業はいくつ", Asks::Count, "消防 新規".into()),
        ("消防の事業は何件ありますか", Asks::Count, fire()),
        ("消防はどの省庁", Asks::About, fire()),
        ("消防の担当はどこですか", Asks::About, fire()),
        ("消防はどんな事業ですか", Asks::About, fire()),
        ("how many programmes for fire", Asks::Count, "fire".into()),
        ("biggest cuts", Asks::MostDecreased, all()),
        ("what went up in fire?", Asks::Increased, "fire".into()),
        (
            "which ministry runs the census",
            Asks::About,
            "census".into(),
        ),
        ("budget for pension", Asks::Sum, "pension".into()),
    ] {
        assert_eq!(asked(text), (asks, topic), "{text}");
    }
}

#[test]
fn what_has_ended_and_by_how_much_something_changed() {
    let all = String::new;
    let fire = || "消防".to_owned();
    for (text, asks, topic) in [
        ("廃止された事業", Asks::Ended, all()),
        ("終了した事業は？", Asks::Ended, all()),
        ("なくなった事業はどれですか", Asks::Ended, all()),
        ("去年で終わった事業", Asks::Ended, all()),
        ("消防で廃止された事業", Asks::Ended, fire()),
        ("何がなくなった", Asks::Ended, all()),
        ("廃止事業一覧", Asks::Ended, all()),
        ("皆減の事業", Asks::Ended, all()),
        ("去年より増えた", Asks::Increased, all()),
        ("昨年度から減った事業は何", Asks::Decreased, all()),
        ("消防で前年度より増えた", Asks::Increased, fire()),
        ("前年度に比べて大幅に減った", Asks::MostDecreased, all()),
        ("いくら減った", Asks::Change, all()),
        ("消防はいくら増えたの？", Asks::Change, fire()),
        ("消防の予算はどれだけ増えた", Asks::Change, fire()),
        ("消防は去年よりいくら増えましたか", Asks::Change, fire()),
        ("なぜ増えた", Asks::Increased, all()),
        ("消防はなぜ減ったのですか", Asks::Decreased, fire()),
        ("どこが減った", Asks::Decreased, all()),
        ("新しく始まる", Asks::New, all()),
        ("一番お金がかかる", Asks::Largest, all()),
        ("what was abolished", Asks::Ended, all()),
        ("how much did fire rise?", Asks::Change, "fire".into()),
        ("why did the budget fall", Asks::Decreased, all()),
        ("what increased since last year", Asks::Increased, all()),
        ("what ended in fire", Asks::Ended, "fire".into()),
    ] {
        assert_eq!(asked(text), (asks, topic), "{text}");
    }
    assert!(Question::parse("なぜ増えた").expect("a question").why);
    for text in [
        "廃止",
        "はんこ廃止",
        "ハンコを廃止する事業",
        "なぜ",
        "統廃合",
    ] {
        assert_eq!(Question::parse(text), None, "{text}");
    }
}

#[test]
fn a_topic_loses_the_heads_that_say_nothing_in_every_form_and_order() {
    use Asks::{Change, Decreased, Increased, MostIncreased, New, Sum};
    for (text, asks, topic) in [
        ("消防の予算はなぜ減った", Decreased, "消防"),
        ("消防の予算で一番増えたのは", MostIncreased, "消防"),
        ("恩給の予算はなぜ減ったのですか", Decreased, "恩給"),
        ("消防の新規事業の予算はいくら", Sum, "消防 新規"),
        ("消防関係で新規は", New, "消防"),
        ("消防関係の予算はいくら", Sum, "消防"),
        ("消防についてはいくら", Sum, "消防"),
        ("消防の事業の予算額はいくら", Sum, "消防"),
        ("消防に関する事業はいくら", Sum, "消防"),
        ("なぜ消防の予算は増えた", Increased, "消防"),
        ("消防の予算は減った", Change, "消防"),
        ("消防は去年より減った", Decreased, "消防"),
        ("消防の予算が減ったのはなぜ", Decreased, "消防"),
        ("消防が減ったのはどうしてですか", Decreased, "消防"),
        ("どうして消防は減った", Decreased, "消防"),
        ("消防の予算が減った理由は", Decreased, "消防"),
        ("消防の予算", Sum, "消防"),
        ("消防の予算額", Sum, "消防"),
        ("消防予算", Sum, "消防"),
        ("why did the budget for fire fall", Decreased, "fire"),
        ("how much is the fire budget", Sum, "fire"),
    ] {
        assert_eq!(asked(text), (asks, topic.to_owned()), "{text}");
    }
}

#[test]
fn how_many_are_to_be_named() {
    for (text, asks, topic, first) in [
        ("トップ5", Asks::Largest, "", 5),
        ("予算トップ１０", Asks::Largest, "", 10),
        ("増額トップ5", Asks::MostIncreased, "", 5),
        ("消防の予算の上位3", Asks::Largest, "消防", 3),
        ("top 5", Asks::Largest, "", 5),
        ("top 10 cuts in fire", Asks::MostDecreased, "fire", 10),
    ] {
        let question = Question::parse(text).expect(text);
        assert_eq!(question.first, Some(first), "{text}");
        assert_eq!(asked(text), (asks, topic.to_owned()), "{text}");
    }
}

#[test]
fn what_is_no_question_stays_words() {
    for text in [
        "消防",
        "補正予算",
        "当初予算",
        "人口が減った",
        "人口、増えた",
        "消防 予算が増えた",
        "新規",
        "一番",
        "とは",
        "いくら",
        "増",
        "地方 移住",
        "にほんは",
        "茶は",
        "ちほうとか",
        "what",
        "",
        "五十音順",
        "番号順",
        "トップ",
        "cuts",
        "top",
        "上位",
        "事業",
        "新規事業",
        "伸び率トップ5の",
    ] {
        assert_eq!(Question::parse(text), None, "{text}");
    }
}
