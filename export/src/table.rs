//! One table: rows are gathered, and written a group at a time.

use crate::Failure;
use crate::column::{Cell, Column, Values};
use crate::file::{Format, Output};
use arrow::array::RecordBatch;
use arrow::datatypes::{Field, Schema, SchemaRef};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Rows of a group: what bounds the memory, whatever the journal's length.
pub(crate) const GROUP: usize = 65_536;

pub(crate) struct Table {
    schema: SchemaRef,
    values: Vec<Values>,
    /// The column that the next cell belongs to.
    next: usize,
    /// Rows that wait to be written.
    waiting: usize,
    /// Rows in all.
    rows: u64,
    output: Output,
}

impl Table {
    /// A table without rows, in a file with a temporary name.
    pub(crate) fn create(
        folder: &Path,
        name: &str,
        format: Format,
        columns: &[Column],
        metadata: HashMap<String, String>,
    ) -> Result<Self, Failure> {
        let fields: Vec<Field> = columns.iter().map(|it| it.field(format.zone())).collect();
        let values = fields.iter().map(Values::new).collect();
        let schema = Arc::new(Schema::new_with_metadata(fields, metadata));
        let output = Output::create(folder, name, format, Arc::clone(&schema))?;
        Ok(Self {
            schema,
            values,
            next: 0,
            waiting: 0,
            rows: 0,
            output,
        })
    }

    /// The row's next cell.
    pub(crate) fn push(&mut self, cell: Cell<'_>) {
        self.values[self.next].push(cell);
        self.next += 1;
    }

    /// The row is whole. Writes where that fills a group.
    pub(crate) fn end_row(&mut self) -> Result<(), Failure> {
        debug_assert_eq!(
            self.next,
            self.values.len(),
            "a row without some of its cells"
        );
        self.next = 0;
        self.rows += 1;
        self.waiting += 1;
        match self.waiting {
            GROUP => self.write(),
            _ => Ok(()),
        }
    }

    fn write(&mut self) -> Result<(), Failure> {
        self.waiting = 0;
        let columns = self.values.iter_mut().map(Values::take).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        self.output.write(&batch)
    }

    /// Writes what is left; gives the file, which still has its temporary name,
    /// and the number of rows.
    pub(crate) fn finish(mut self) -> Result<(Output, u64), Failure> {
        if self.waiting > 0 {
            self.write()?;
        }
        self.output.finish()?;
        Ok((self.output, self.rows))
    }
}
