use super::*;
use crate::explorer::tests::support::{SEED, node};
use crate::ledger::totals;
use crate::model::Kind;

fn without(addresses: &[&str]) -> Scope {
    let nodes: Vec<NodeId> = addresses.iter().map(|a| node(&SEED, a)).collect();
    Scope::new(&SEED, None, &nodes)
}

#[test]
fn the_whole_less_a_part_is_the_rest() {
    let whole = totals(&SEED, node(&SEED, "."));
    assert_eq!(Scope::all().totals(&SEED, node(&SEED, ".")), whole);
    let parts = SEED.subtree(node(&SEED, "."));
    for part in parts.filter(|id| SEED.node(*id).kind <= Kind::Theme) {
        if part == node(&SEED, ".") {
            continue;
        }
        let scope = Scope::new(&SEED, None, &[part]);
        let rest = scope.totals(&SEED, node(&SEED, "."));
        let out = totals(&SEED, part);
        assert_eq!(rest.request_total, whole.request_total - out.request_total);
        assert_eq!(
            rest.comparable.base,
            whole.comparable.base - out.comparable.base
        );
        assert_eq!(scope.totals(&SEED, part), Totals::default());
    }
}

#[test]
fn what_was_taken_out_is_kept_once_and_in_order() {
    let mut scope = without(&["14.2", "3", "14.1.1", "14"]);
    assert_eq!(scope.without(), [node(&SEED, "3"), node(&SEED, "14")]);
    // What stands below is out already.
    scope.take_out(&SEED, node(&SEED, "14.1.1#1"));
    assert_eq!(scope.without().len(), 2);
    assert_eq!(
        scope.taken_out_by(&SEED, node(&SEED, "14.1.1#1")),
        Some(node(&SEED, "14"))
    );
    assert_eq!(scope.taken_out_by(&SEED, node(&SEED, "IV")), None);
    scope.put_back(node(&SEED, "14"));
    scope.put_back(node(&SEED, "3"));
    assert!(scope.is_all());
}

#[test]
fn money_that_is_out_is_out_where_it_is_listed_again() {
    let again = SEED
        .budget_lines(node(&SEED, "."))
        .find(|id| SEED.budget(*id).is_some_and(|line| line.original.is_some()))
        .unwrap();
    let original = SEED.budget(again).unwrap().original.unwrap();
    let scope = Scope::new(&SEED, None, &[original]);
    assert_eq!(scope.taken_out_by(&SEED, again), Some(original));
    // A relisting that is out leaves the original where it is.
    let scope = Scope::new(&SEED, None, &[again]);
    assert_eq!(scope.taken_out_by(&SEED, original), None);
    assert_eq!(scope.taken_out(&SEED, node(&SEED, ".")), 1);
}

#[test]
fn a_choice_of_lines_is_all_there_is() {
    let chosen = vec![
        node(&SEED, "14.1.5.2#6"),
        node(&SEED, "1.2.1#1"),
        node(&SEED, "14.1.1#1"),
    ];
    let out = [node(&SEED, "14.1.1")];
    let scope = Scope::new(&SEED, Some(chosen.clone()), &out);
    assert!(scope.is_narrowed());
    let below = |address| scope.lines(&SEED, node(&SEED, address)).count();
    assert_eq!((below("."), below("14"), below("3")), (2, 1, 0));
    assert_eq!(scope.chosen(&SEED, node(&SEED, "14")).count(), 2);
    assert_eq!(scope.taken_out(&SEED, node(&SEED, "14")), 1);
    assert_eq!(scope.kept(&SEED, &chosen), [chosen[0], chosen[1]]);
}
