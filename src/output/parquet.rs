//! Tables as parquet, where the program was built with that: the rows and columns of csv, each column with
//! a type, what is empty null.
//!
//! Amounts are `DECIMAL(18,9)` in 億円, exact to a tenth of a yen; numbers of lines, pages and years are
//! integers, `relisted` is true or false, all else is text.

use std::io::{self, Write};

/// Rows of a row group: what is held in memory at a time, beside the bytes of the file.
#[cfg(feature = "parquet")]
const AT_ONCE: usize = 1 << 16;

/// Places of an amount: half a yen of a bound takes nine.
#[cfg(feature = "parquet")]
const PLACES: u32 = 9;

/// Whether the program was built with it.
pub const CAN: bool = cfg!(feature = "parquet");

/// Writes the table. The file is made in memory, as its end tells where everything stands.
///
/// # Errors
/// What `out` says, and for an amount that does not fit.
#[cfg(feature = "parquet")]
pub fn write<R: IntoIterator<Item = String>>(
    out: &mut dyn Write,
    heads: &[&str],
    rows: impl Iterator<Item = R>,
) -> io::Result<()> {
    use parquet::basic::{Compression, GzipLevel};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;

    let properties = WriterProperties::builder()
        .set_compression(Compression::GZIP(GzipLevel::default()))
        .set_created_by(format!("shisaku {}", env!("CARGO_PKG_VERSION")))
        .build();
    let mut bytes = Vec::new();
    let schema = columns::schema(heads).map_err(io::Error::other)?;
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties.into())
        .map_err(io::Error::other)?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let mut cells: Vec<Vec<String>> = heads.iter().map(|_| Vec::new()).collect();
        for row in rows.by_ref().take(AT_ONCE) {
            for (column, cell) in cells.iter_mut().zip(row) {
                column.push(cell);
            }
        }
        let mut group = writer.next_row_group().map_err(io::Error::other)?;
        for (head, cells) in heads.iter().zip(cells) {
            if let Some(column) = group.next_column().map_err(io::Error::other)? {
                columns::fill(column, head, cells)?;
            }
        }
        group.close().map_err(io::Error::other)?;
    }
    writer.close().map_err(io::Error::other)?;
    out.write_all(&bytes)
}

/// The same; an error, since the program was built without. Nobody asks for it before [`CAN`].
///
/// # Errors
/// Always.
#[cfg(not(feature = "parquet"))]
pub fn write<R: IntoIterator<Item = String>>(
    _: &mut dyn Write,
    _: &[&str],
    _: impl Iterator<Item = R>,
) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(feature = "parquet")]
mod columns {
    use std::io;
    use std::sync::Arc;

    use parquet::basic::{LogicalType, Repetition, Type as Physical};
    use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
    use parquet::errors::Result;
    use parquet::file::writer::SerializedColumnWriter;
    use parquet::schema::types::{Type, TypePtr};
    use rust_decimal::Decimal;
    use rust_decimal::prelude::ToPrimitive;

    use super::PLACES;

    /// What a column holds, told by its name.
    enum Kind {
        Amount,
        Number,
        Truth,
        Text,
    }

    fn kind(head: &str) -> Kind {
        match head {
            "change_percent" => Kind::Amount,
            "line" | "page" | "year" | "sheet_year" | "start" | "end" | "programme_id" => {
                Kind::Number
            }
            "relisted" => Kind::Truth,
            _ if head.ends_with("_oku") => Kind::Amount,
            _ => Kind::Text,
        }
    }

    pub(super) fn schema(heads: &[&str]) -> Result<TypePtr> {
        let fields = heads.iter().map(|head| {
            let of = |physical| Type::primitive_type_builder(head, physical);
            let places = i32::try_from(PLACES).unwrap_or_default();
            let field = match kind(head) {
                Kind::Amount => of(Physical::INT64)
                    .with_logical_type(Some(LogicalType::decimal(places, 18)))
                    .with_precision(18)
                    .with_scale(places),
                Kind::Number => of(Physical::INT32),
                Kind::Truth => of(Physical::BOOLEAN),
                Kind::Text => of(Physical::BYTE_ARRAY).with_logical_type(Some(LogicalType::String)),
            };
            let field = field.with_repetition(Repetition::OPTIONAL).build()?;
            Ok(Arc::new(field))
        });
        let fields = fields.collect::<Result<Vec<TypePtr>>>()?;
        let table = Type::group_type_builder("lines").with_fields(fields);
        Ok(Arc::new(table.build()?))
    }

    pub(super) fn fill(
        column: SerializedColumnWriter<'_>,
        head: &str,
        cells: Vec<String>,
    ) -> io::Result<()> {
        let wrong = |cell: &str| io::Error::other(format!("{head}: {cell}"));
        match kind(head) {
            Kind::Amount => put::<Int64Type>(column, cells, |cell| {
                scaled(&cell).ok_or_else(|| wrong(&cell))
            }),
            Kind::Number => {
                put::<Int32Type>(column, cells, |cell| cell.parse().map_err(|_| wrong(&cell)))
            }
            Kind::Truth => {
                put::<BoolType>(column, cells, |cell| cell.parse().map_err(|_| wrong(&cell)))
            }
            Kind::Text => {
                put::<ByteArrayType>(column, cells, |cell| Ok(ByteArray::from(cell.into_bytes())))
            }
        }
    }

    /// The values of the cells that are not empty, and of each cell whether it has one.
    fn put<T: DataType>(
        mut column: SerializedColumnWriter<'_>,
        cells: Vec<String>,
        read: impl Fn(String) -> io::Result<T::T>,
    ) -> io::Result<()> {
        let known: Vec<i16> = cells.iter().map(|c| i16::from(!c.is_empty())).collect();
        let full = cells.into_iter().filter(|cell| !cell.is_empty());
        let values = full.map(read).collect::<io::Result<Vec<T::T>>>()?;
        let typed = column.typed::<T>();
        typed
            .write_batch(&values, Some(&known), None)
            .map_err(io::Error::other)?;
        column.close().map_err(io::Error::other)
    }

    /// The figure as a whole number of its smallest places.
    fn scaled(cell: &str) -> Option<i64> {
        let value: Decimal = cell.parse().ok()?;
        let whole = value.checked_mul(Decimal::from(10_i64.pow(PLACES)))?;
        let fits = whole.fract().is_zero();
        whole.to_i64().filter(|n| fits && n.abs() < 10_i64.pow(18))
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn amounts_are_exact_or_none() {
            assert_eq!(scaled("168002.1"), Some(168_002_100_000_000));
            assert_eq!(scaled("-0.000000005"), Some(-5));
            assert_eq!(scaled("0.0000000001"), None);
            assert_eq!(scaled("1000000000"), None);
            assert_eq!(scaled("億"), None);
        }
    }
}
