//! `factlock facts`: every fact that documents state. Facts are written as they are found: memory is that of one document.

use super::args::{self, Facts, FactsFormat, Manners, Sink};
use super::inputs::{self, Found, Input, Wanted};
use super::{HOLDS, output, unread, write};
use factlock::Error;
use factlock::document::pieces::{Piece, Pieces};
use factlock::document::{Document, Format};
use factlock::fact::{Context, Fact, scan};
use factlock::report::value::ValueText;
use factlock::report::{FactLine, SCHEMA, Tool, build, clean};
use factlock::rule::document_facts;
use factlock::text::{Position, Walk};
use std::io::{self, Write};
use std::path::PathBuf;

/// Bytes of a list that are written at once.
const PIECE: usize = 1 << 16;

/// Runs the command.
pub fn run(args: &Facts, manners: &Manners) -> Result<u8, Vec<Error>> {
    let default = match args.input {
        args::Input::Documents => FactsFormat::Text,
        args::Input::Jsonl => FactsFormat::Jsonl,
    };
    let standard = [Sink { format: default, path: None }];
    let sinks = if args.format.is_empty() { &standard } else { args.format.as_slice() };
    output::apart(sinks)?;
    let Found { inputs, unread } =
        inputs::expand(&args.documents, Wanted::Documents).map_err(|error| vec![error])?;
    unread::tell(&unread, manners);
    let files: Vec<_> = inputs.iter().filter_map(Input::file).collect();
    output::spare(output::files(sinks), files.iter().map(PathBuf::as_path))?;
    if args.input == args::Input::Jsonl {
        return super::lines::run(args, sinks, &inputs);
    }
    let several = inputs.len() > 1;
    // One format reads a document at a time. Several need them kept: standard input can be read only once.
    let read = |input: &Input| Source::read(input, args);
    let mut kept: Vec<Result<Source, Error>> =
        if sinks.len() > 1 { inputs.iter().map(read).collect() } else { Vec::new() };
    let mut errors: Vec<Error> = kept.iter().filter_map(|source| source.as_ref().err().cloned()).collect();
    for sink in sinks {
        let mut write = |out: &mut dyn Write| -> io::Result<()> {
            let mut list = List::new(out, sink.format, several)?;
            let mut listed = |source: &mut Source| match source.list(&mut list, args) {
                Ok(()) => Ok(None),
                Err(Stopped::Reading(error)) => Ok(Some(error)),
                Err(Stopped::Writing(error)) => Err(error),
            };
            for source in kept.iter_mut().filter_map(|source| source.as_mut().ok()) {
                errors.extend(listed(source)?);
            }
            for input in inputs.iter().filter(|_| kept.is_empty()) {
                match read(input) {
                    Ok(mut source) => errors.extend(listed(&mut source)?),
                    Err(error) => errors.push(error),
                }
            }
            list.end()
        };
        match &sink.path {
            Some(path) => write::write_file(path, write)?,
            None => {
                let mut out = io::stdout().lock();
                output::heard(write(&mut out).and_then(|()| out.flush()))?;
            }
        }
    }
    if errors.is_empty() { Ok(HOLDS) } else { Err(errors) }
}

/// What facts are read from: plain text as it is, anything else as a document.
enum Source {
    Plain { path: String, text: Text, context: Context },
    Read(Box<Document>),
}

/// A plain text.
enum Text {
    File(Box<Pieces>),
    Whole(String),
}

/// What kept a list from being written to its end.
enum Stopped {
    Reading(Error),
    Writing(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Stopped::Writing(error)
    }
}

impl Source {
    fn read(input: &Input, args: &Facts) -> Result<Source, Error> {
        if input.format(&args.reading) != Some(Format::Text) {
            return input.document(&args.reading).map(|document| Source::Read(Box::new(document)));
        }
        let context = Context { written: args.reading.written, ..Context::default() };
        let plain = |text| Source::Plain { path: input.shown(), text, context: context.clone() };
        if let Some(pieces) = input.file().map_or(Ok(None), |path| Pieces::open(&path))? {
            return Ok(plain(Text::File(Box::new(pieces))));
        }
        // Another encoding: the reader of documents knows them. UTF-16 of Western text is UTF-8 too, with zeros.
        let bytes = match String::from_utf8(input.bytes()?) {
            Ok(text) if memchr::memchr(0, text.as_bytes()).is_none() => return Ok(plain(Text::Whole(text))),
            Ok(text) => text.into_bytes(),
            Err(error) => error.into_bytes(),
        };
        let options = inputs::options(input, &args.reading);
        Document::from_vec(&input.shown(), bytes, options).map(|document| Source::Read(Box::new(document)))
    }

    fn list(&mut self, list: &mut List<'_>, args: &Facts) -> Result<(), Stopped> {
        match self {
            Source::Plain { path, text, context } => {
                list.document(path)?;
                match text {
                    Text::Whole(text) => {
                        paragraphs(list, args, path, context, &Piece { text, offset: 0 }, 0)?;
                    }
                    Text::File(pieces) => {
                        let mut lines = 0;
                        pieces.rewind().map_err(Stopped::Reading)?;
                        while let Some(piece) = pieces.next_piece().map_err(Stopped::Reading)? {
                            lines += paragraphs(list, args, path, context, &piece, lines)?;
                        }
                    }
                }
            }
            Source::Read(document) => {
                list.document(&document.path)?;
                let context = Context { written: document.written, ..Context::default() };
                let mut walk = Walk::new(&document.source);
                for fact in document_facts(document).into_iter().filter(|fact| is_wanted(fact, args)) {
                    let result = build::fact_result(&fact, document, &context, &mut walk);
                    list.fact(&document.path, &result.line())?;
                }
            }
        }
        Ok(list.document_end()?)
    }
}

fn is_wanted(fact: &Fact, args: &Facts) -> bool {
    !fact.is_vague() && (args.kind.is_empty() || args.kind.contains(&fact.kind))
}

/// Lists the facts of a piece behind so many `lines`; returns how many lines it ends itself.
fn paragraphs(
    list: &mut List<'_>,
    args: &Facts,
    path: &str,
    context: &Context,
    piece: &Piece<'_>,
    lines: usize,
) -> io::Result<usize> {
    let (mut walk, mut value) = (Walk::new(piece.text), ValueText::default());
    for fact in scan(piece.text).filter(|fact| is_wanted(fact, args)) {
        let mut place = |at: usize| {
            let place = walk.to(at);
            Position { line: place.line + lines, ..place }
        };
        let at = (place(fact.span.start), place(fact.span.end));
        value.read(&fact, context);
        let mut line = FactLine::plain(&fact, piece.text, &value, at);
        line.span = line.span.shifted(piece.offset);
        list.fact(path, &line)?;
    }
    Ok(walk.to(piece.text.len()).line - 1)
}

/// A list being written in one of the formats, in large pieces.
struct List<'w> {
    out: &'w mut dyn Write,
    /// What is not yet written.
    piece: Vec<u8>,
    /// In JSON, how each fact of the document begins.
    head: Vec<u8>,
    format: FactsFormat,
    /// Whether paths are needed to tell facts apart.
    several: bool,
    documents: usize,
    facts: usize,
}

impl<'w> List<'w> {
    fn new(out: &'w mut dyn Write, format: FactsFormat, several: bool) -> io::Result<Self> {
        let mut piece = Vec::with_capacity(2 * PIECE);
        match format {
            FactsFormat::Json => {
                let tool = serde_json::to_string(&Tool::default())?;
                write!(piece, "{{\"schema\":{SCHEMA},\"tool\":{tool},\"documents\":[")?;
            }
            FactsFormat::Csv => {
                writeln!(piece, "path,line,column,kind,text,min,max,unit,qualifier,edtf,start,end")?;
            }
            FactsFormat::Text | FactsFormat::Jsonl => {}
        }
        Ok(Self { out, piece, head: Vec::new(), format, several, documents: 0, facts: 0 })
    }

    fn document(&mut self, path: &str) -> io::Result<()> {
        let comma = if self.documents > 0 { "," } else { "" };
        match self.format {
            FactsFormat::Json => {
                write!(self.piece, "{comma}\n{{\"path\":{},\"facts\":[", serde_json::to_string(path)?)?;
            }
            FactsFormat::Jsonl => self.head = format!("{{\"path\":{},", serde_json::to_string(path)?).into(),
            FactsFormat::Text if self.several => writeln!(self.piece, "{}", clean::line(path))?,
            _ => {}
        }
        self.documents += 1;
        self.facts = 0;
        Ok(())
    }

    fn fact(&mut self, path: &str, fact: &FactLine<'_>) -> io::Result<()> {
        match self.format {
            FactsFormat::Json => {
                let start: &[u8] = if self.facts > 0 { b",\n{" } else { b"\n{" };
                fact.write_json(&mut self.piece, start)?;
            }
            FactsFormat::Jsonl => {
                fact.write_json(&mut self.piece, &self.head)?;
                self.piece.push(b'\n');
            }
            FactsFormat::Csv => row(&mut self.piece, path, fact)?,
            FactsFormat::Text => line(&mut self.piece, fact),
        }
        self.facts += 1;
        if self.piece.len() >= PIECE { self.write() } else { Ok(()) }
    }

    fn document_end(&mut self) -> io::Result<()> {
        if self.format == FactsFormat::Json {
            self.piece.extend_from_slice(b"\n]}");
        }
        Ok(())
    }

    fn end(mut self) -> io::Result<()> {
        if self.format == FactsFormat::Json {
            self.piece.extend_from_slice(b"\n]}\n");
        }
        self.write()
    }

    fn write(&mut self) -> io::Result<()> {
        self.out.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

/// A line for a reader: `      3:12  money     $10 billion   10000000000 USD`, its parts one below the other.
fn line(out: &mut Vec<u8>, fact: &FactLine<'_>) {
    let (mut line, mut column) = (itoa::Buffer::new(), itoa::Buffer::new());
    let (line, column) = (line.format(fact.start.line), column.format(fact.start.column));
    pad(out, 9, line.len() + 1 + column.len());
    for part in [line, ":", column, "  ", fact.kind] {
        out.extend_from_slice(part.as_bytes());
    }
    pad(out, 10, fact.kind.len());
    let words = clean::words(fact.text);
    out.extend_from_slice(words.as_bytes());
    pad(out, 32, if words.is_ascii() { words.len() } else { words.chars().count() });
    out.extend_from_slice(b"  ");
    value(out, fact);
    out.push(b'\n');
}

/// As many spaces as `length` is less than `width`.
fn pad(out: &mut Vec<u8>, width: usize, length: usize) {
    const SPACES: [u8; 32] = [b' '; 32];
    out.extend_from_slice(SPACES.get(..width.saturating_sub(length)).unwrap_or_default());
}

/// The value of a fact in a few words: `10000000000 to 12000000000 USD`.
fn value(out: &mut Vec<u8>, fact: &FactLine<'_>) {
    if let Some(edtf) = fact.edtf {
        return out.extend_from_slice(edtf.as_bytes());
    }
    let amount = match (fact.min, fact.max) {
        (Some(min), Some(max)) if min == max => [min, "", ""],
        (Some(min), Some(max)) => [min, " to ", max],
        (Some(min), None) => [min, " or more", ""],
        (None, Some(max)) => [max, " or less", ""],
        (None, None) => [""; 3],
    };
    let mut gap = "";
    for parts in
        [[fact.qualifier.unwrap_or_default(), "", ""], amount, [fact.unit.unwrap_or_default(), "", ""]]
    {
        if parts[0].is_empty() {
            continue;
        }
        for part in [gap].into_iter().chain(parts) {
            out.extend_from_slice(part.as_bytes());
        }
        gap = " ";
    }
}

/// A row for a spreadsheet.
fn row(out: &mut Vec<u8>, path: &str, fact: &FactLine<'_>) -> io::Result<()> {
    let number = |number: usize| number.to_string();
    let cells = [
        clean::cell(path),
        number(fact.start.line),
        number(fact.start.column),
        fact.kind.to_owned(),
        clean::cell(fact.text),
        fact.min.unwrap_or_default().to_owned(),
        fact.max.unwrap_or_default().to_owned(),
        fact.unit.unwrap_or_default().to_owned(),
        fact.qualifier.unwrap_or_default().to_owned(),
        fact.edtf.unwrap_or_default().to_owned(),
        number(fact.span.start),
        number(fact.span.end),
    ];
    // The writer's own buffer has to hold a row at most.
    let mut rows = csv::WriterBuilder::new().buffer_capacity(256).from_writer(out);
    rows.write_record(&cells).map_err(io::Error::other)
}
