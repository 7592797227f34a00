//! Lines with figures: the name, the tail, and what the tail says.

mod end;
pub mod interpret;
pub mod judge;
pub mod name;
pub mod office;
pub mod sign;
pub mod tail;
pub mod token;
