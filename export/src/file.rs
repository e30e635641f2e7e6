//! The files: written under a temporary name, which goes with a failed export.

use crate::Failure;
use crate::table::GROUP;
use arrow::array::RecordBatch;
use arrow::csv;
use arrow::datatypes::SchemaRef;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Parquet,
    Csv,
}

impl Format {
    /// What UTC is called. Readers of Parquet know it by its name; Arrow's writer
    /// of CSV knows no names.
    pub(crate) fn zone(self) -> &'static str {
        match self {
            Self::Parquet => "UTC",
            Self::Csv => "+00:00",
        }
    }

    /// Where the table of this name goes.
    pub(crate) fn path(self, folder: &Path, table: &str) -> PathBuf {
        folder.join(match self {
            Self::Parquet => format!("{table}.parquet"),
            Self::Csv => format!("{table}.csv"),
        })
    }
}

enum Writer {
    Parquet(Box<ArrowWriter<File>>),
    Csv(Box<csv::Writer<File>>),
    /// All is written.
    Done,
}

pub(crate) struct Output {
    writer: Writer,
    /// Where it lies now; `None` once it has its name.
    temporary: Option<PathBuf>,
    path: PathBuf,
}

impl Output {
    pub(crate) fn create(
        folder: &Path,
        table: &str,
        format: Format,
        schema: SchemaRef,
    ) -> Result<Self, Failure> {
        let path = format.path(folder, table);
        let mut temporary = path.clone().into_os_string();
        temporary.push(".part");
        let temporary = PathBuf::from(temporary);
        let file = File::create(&temporary).map_err(|error| at(&temporary, error))?;
        // From here on it is removed when something fails.
        let mut output = Self {
            writer: Writer::Done,
            temporary: Some(temporary),
            path,
        };
        output.writer = match format {
            Format::Parquet => {
                let settings = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .set_max_row_group_row_count(Some(GROUP))
                    .build();
                let writer = ArrowWriter::try_new(file, schema, Some(settings))
                    .map_err(|error| at(&output.path, error))?;
                Writer::Parquet(Box::new(writer))
            }
            Format::Csv => Writer::Csv(Box::new(csv::Writer::new(file))),
        };
        Ok(output)
    }

    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        match &mut self.writer {
            Writer::Parquet(writer) => writer.write(batch).map_err(|error| at(&self.path, error)),
            Writer::Csv(writer) => writer.write(batch).map_err(|error| at(&self.path, error)),
            Writer::Done => Ok(()),
        }
    }

    /// The last byte: after it only the name is missing.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        let file = match std::mem::replace(&mut self.writer, Writer::Done) {
            Writer::Parquet(writer) => {
                writer.into_inner().map_err(|error| at(&self.path, error))?
            }
            // Each batch was written to its last byte.
            Writer::Csv(writer) => writer.into_inner(),
            Writer::Done => return Ok(()),
        };
        file.sync_all().map_err(|error| at(&self.path, error))
    }

    /// Gives it its name.
    pub(crate) fn publish(mut self) -> Result<PathBuf, Failure> {
        if let Some(temporary) = &self.temporary {
            fs::rename(temporary, &self.path).map_err(|error| at(&self.path, error))?;
            self.temporary = None;
        }
        Ok(self.path.clone())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // It failed already, and that is told.
            _ = fs::remove_file(temporary);
        }
    }
}

pub(crate) fn at(path: &Path, error: impl std::fmt::Display) -> Failure {
    format!("{}: {error}", path.display()).into()
}
