//! What became of the money by review sheets, for the ear.

use super::line::Line;
use super::state::ReadingState;
use crate::model::NodeId;

/// A sentence for each budget line of the place.
pub(super) fn told(reading: &ReadingState<'_>, place: NodeId) -> Vec<Line> {
    let Some(became) = reading.became else {
        let en = "No review data is open. Start with: shisaku read --data FILE.";
        let ja =
            "行政事業レビューのデータを開いていません。shisaku read --data ファイル、で始めます。";
        return vec![reading.say(ja, en).into()];
    };
    let sentences = became(place, &|own| reading.heard(own));
    if sentences.is_empty() {
        let en = "There is no budget line of a request document here.";
        let ja = "ここに、要求の文書の予算はありません。";
        return vec![reading.say(ja, en).into()];
    }
    sentences.into_iter().map(Line::from).collect()
}
