//! Reading XML of documents: text alone, no document type definitions.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};

use crate::fault::Fault;

/// What stands in a document.
pub(crate) enum Piece<'a> {
    /// An element begins.
    Start(&'a BytesStart<'a>),
    /// An element ends; one without content ends when it has begun.
    End(&'a str),
    /// Text, or a character that was written as a reference.
    Text(&'a str),
}

/// Largest single piece.
const PIECE: usize = 8 << 20;

/// Reads a document to its end.
///
/// # Errors
/// [`Fault::Broken`] when it is not well formed or declares a document type (entities are how small files grow); what
/// `hear` refuses.
pub(crate) fn read(
    source: impl BufRead,
    mut hear: impl FnMut(Piece<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Fault::Broken)? {
            Event::Eof => return Ok(()),
            Event::DocType(_) => return Err(Fault::Broken),
            Event::Start(start) => hear(Piece::Start(&start))?,
            Event::Empty(start) => {
                hear(Piece::Start(&start))?;
                hear(Piece::End(start.local_name().as_ref()))?;
            }
            Event::End(end) => hear(Piece::End(end.local_name().as_ref()))?,
            Event::Text(text) => hear(Piece::Text(&text.xml10_content()))?,
            Event::CData(text) => hear(Piece::Text(&text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| Fault::Broken)?;
                if let Some(c) = character {
                    hear(Piece::Text(c.encode_utf8(&mut [0; 4])))?;
                } else {
                    hear(Piece::Text(resolve_xml_entity(reference.as_ref()).ok_or(Fault::Broken)?))?;
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if buffer.capacity() > PIECE {
            return Err(Fault::TooCostly);
        }
    }
}
