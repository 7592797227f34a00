//! The form of each part of a document. Writing and reading of a part stand side by side: what is
//! changed in one is changed in the other, and [`VERSION`](super::VERSION) goes up.

use rust_decimal::Decimal;

use super::codes;
use super::reader::Reader;
use super::writer::Writer;
use crate::model::{
    Account, Amount, Base, BudgetLine, Coverage, Diagnostic, Document, Kind, LineRange, Meta, Node,
    NodeId, Part, Passage, Printed, RelistedOn, Request, Severity, TextLine,
};

/// What can be written and read back.
pub(super) trait Form: Sized {
    /// None where it could not be read back.
    fn write(&self, out: &mut Writer) -> Option<()>;
    /// None where the bytes are no such thing.
    fn read(input: &mut Reader<'_>) -> Option<Self>;
}

/// A struct whose fields are written one after the other.
macro_rules! fields {
    ($name:ident: $($field:ident),+) => {
        impl Form for $name {
            fn write(&self, out: &mut Writer) -> Option<()> {
                let Self { $($field),+ } = self;
                $($field.write(out)?;)+
                Some(())
            }

            fn read(input: &mut Reader<'_>) -> Option<Self> {
                Some(Self { $($field: Form::read(input)?),+ })
            }
        }
    };
}

/// An enum without data as its place in the list.
macro_rules! words {
    ($name:ident: $($variant:ident = $number:literal),+) => {
        impl Form for $name {
            fn write(&self, out: &mut Writer) -> Option<()> {
                out.number(match self { $(Self::$variant => $number),+ });
                Some(())
            }

            fn read(input: &mut Reader<'_>) -> Option<Self> {
                match input.number::<u8>()? {
                    $($number => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}

/// An enum of which each variant has at most one part.
macro_rules! variants {
    ($name:ident: $($full:ident = $number:literal),+; $($bare:ident = $other:literal),+) => {
        impl Form for $name {
            fn write(&self, out: &mut Writer) -> Option<()> {
                match self {
                    $(Self::$full(part) => {
                        out.number($number);
                        part.write(out)
                    })+
                    $(Self::$bare => {
                        out.number($other);
                        Some(())
                    })+
                }
            }

            fn read(input: &mut Reader<'_>) -> Option<Self> {
                match input.number::<u8>()? {
                    $($number => Form::read(input).map(Self::$full),)+
                    $($other => Some(Self::$bare),)+
                    _ => None,
                }
            }
        }
    };
}

fields!(Document: meta, nodes, body_from, diagnostics, coverage);
fields!(Coverage: programmes, subtotals, text, unread);
fields!(Node: kind, parent, end, ordinal, label, title, body_title, page, relisted, lines,
    heading_lines, text, budget, implied, printed);
fields!(LineRange: first, last);
fields!(TextLine: line, text);
fields!(Printed: amount, agrees, line);
fields!(Part: label, amount);
/// What is kept is a request document: nothing was spent yet.
impl Form for BudgetLine {
    fn write(&self, out: &mut Writer) -> Option<()> {
        let Self {
            request,
            base,
            supplementary,
            account,
            relisted_on,
            original,
            line,
            source_lines,
            spending: None,
        } = self
        else {
            return None;
        };
        request.write(out)?;
        base.write(out)?;
        supplementary.write(out)?;
        account.write(out)?;
        relisted_on.write(out)?;
        original.write(out)?;
        line.write(out)?;
        source_lines.write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            request: Form::read(input)?,
            base: Form::read(input)?,
            supplementary: Form::read(input)?,
            account: Form::read(input)?,
            relisted_on: Form::read(input)?,
            original: Form::read(input)?,
            line: Form::read(input)?,
            source_lines: Form::read(input)?,
            spending: None,
        })
    }
}

fields!(Amount: oku, half_unit);
words!(Kind: Document = 0, Pillar = 1, Chapter = 2, Theme = 3, Measure = 4, Sub = 5, Budget = 6);
words!(Severity: Info = 0, Warning = 1, Error = 2);
words!(Account: General = 0, Filp = 1);
words!(RelistedOn: None = 0, Budget = 1, Measure = 2, Theme = 3);
variants!(Request: Amount = 0, Within = 1, Parts = 2; Unspecified = 3);
variants!(Base: Amount = 0, Within = 1, Parts = 2; New = 3, None = 4);

/// What is kept is a request document: its figures have no other name.
impl Form for Meta {
    fn write(&self, out: &mut Writer) -> Option<()> {
        let Self {
            title,
            fiscal_year,
            base_year,
            source,
            figure: None,
        } = self
        else {
            return None;
        };
        title.write(out)?;
        fiscal_year.write(out)?;
        base_year.write(out)?;
        source.write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            title: Form::read(input)?,
            fiscal_year: Form::read(input)?,
            base_year: Form::read(input)?,
            source: Form::read(input)?,
            figure: None,
        })
    }
}

impl Form for Diagnostic {
    fn write(&self, out: &mut Writer) -> Option<()> {
        let Self {
            severity,
            code,
            line,
            page,
            message,
        } = self;
        out.text(codes::known(code)?);
        severity.write(out)?;
        line.write(out)?;
        page.write(out)?;
        message.write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some(Self {
            code: codes::known(input.text()?)?,
            severity: Form::read(input)?,
            line: Form::read(input)?,
            page: Form::read(input)?,
            message: Form::read(input)?,
        })
    }
}

/// Mantissa, sign lowest, and the number of decimals: the printed scale is kept.
impl Form for Decimal {
    fn write(&self, out: &mut Writer) -> Option<()> {
        let sign = u128::from(self.is_sign_negative());
        out.number(self.mantissa().unsigned_abs() << 1 | sign);
        self.scale().write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let number = input.wide_number()?;
        let mantissa = i128::try_from(number >> 1).ok()?;
        let mut value = Self::try_from_i128_with_scale(mantissa, u32::read(input)?).ok()?;
        value.set_sign_negative(number & 1 == 1);
        Some(value)
    }
}

impl Form for NodeId {
    fn write(&self, out: &mut Writer) -> Option<()> {
        self.0.write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        u32::read(input).map(Self)
    }
}

impl Form for u32 {
    fn write(&self, out: &mut Writer) -> Option<()> {
        out.number(u128::from(*self));
        Some(())
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.number()
    }
}

impl Form for usize {
    fn write(&self, out: &mut Writer) -> Option<()> {
        out.number(*self as u128);
        Some(())
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.number()
    }
}

impl Form for bool {
    fn write(&self, out: &mut Writer) -> Option<()> {
        out.number(u128::from(*self));
        Some(())
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        match input.number::<u8>()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Form for String {
    fn write(&self, out: &mut Writer) -> Option<()> {
        out.text(self);
        Some(())
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.text().map(str::to_owned)
    }
}

impl Form for Passage {
    fn write(&self, out: &mut Writer) -> Option<()> {
        out.text(self);
        Some(())
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        input.text().map(Self::from)
    }
}

impl<T: Form> Form for Vec<T> {
    fn write(&self, out: &mut Writer) -> Option<()> {
        out.number(self.len() as u128);
        self.iter().try_for_each(|item| item.write(out))
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        let count = input.count()?;
        // Not more at once than is surely there: a thing is larger in memory than here.
        let mut items = Self::with_capacity(count.min(1 << 16));
        for _ in 0..count {
            items.push(T::read(input)?);
        }
        Some(items)
    }
}

impl<A: Form, B: Form> Form for (A, B) {
    fn write(&self, out: &mut Writer) -> Option<()> {
        self.0.write(out)?;
        self.1.write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        Some((A::read(input)?, B::read(input)?))
    }
}

impl<T: Form> Form for Box<T> {
    fn write(&self, out: &mut Writer) -> Option<()> {
        (**self).write(out)
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        T::read(input).map(Self::new)
    }
}

impl<T: Form> Form for Option<T> {
    fn write(&self, out: &mut Writer) -> Option<()> {
        self.is_some().write(out)?;
        self.as_ref().map_or(Some(()), |part| part.write(out))
    }

    fn read(input: &mut Reader<'_>) -> Option<Self> {
        match bool::read(input)? {
            true => T::read(input).map(Some),
            false => Some(None),
        }
    }
}
