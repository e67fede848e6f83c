//! The leaves as an EPUB.

use std::path::Path;

use anyhow::{Result, anyhow};
use epub_builder::{
    EpubBuilder, EpubContent, EpubVersion, MetadataOpfV3, ReferenceType, TocElement, ZipLibrary,
};
use mdbook_driver::book::Book;
use mdbook_driver::config::BookConfig;

use crate::leaf::Binding;
use crate::manuscript::{CONTENTS, COVER, Manuscript, STYLE, Sheet};
use crate::xhtml;

const SVG: &str = "image/svg+xml";

/// The EPUB 3 of a book: `pages` is where the renderer `html` wrote it, `book` its chapters, named
/// as they are shown.
///
/// # Errors
/// A page is missing, or does not read.
pub fn epub(pages: &Path, book: &Book, config: &BookConfig) -> Result<Vec<u8>> {
    let manuscript = Manuscript::read(pages, book, config, Binding::Files)?;
    bind(&manuscript, config).map_err(|error| anyhow!("l'EPUB ne s'écrit pas : {error}"))
}

fn bind(manuscript: &Manuscript, config: &BookConfig) -> epub_builder::Result<Vec<u8>> {
    let Manuscript { title, language, sheets } = manuscript;
    let mut file = EpubBuilder::new(ZipLibrary::new()?)?;
    file.epub_version(EpubVersion::V33);
    file.set_title(title);
    for author in &config.authors {
        // Not `add_author`: epub-builder 0.8.3 gives an author the `id` of the language.
        let creator = MetadataOpfV3::new("dcterms:creator".to_owned(), author.clone());
        file.add_metadata_opf(Box::new(creator));
    }
    file.add_language(language);
    file.set_toc_name(CONTENTS);
    file.set_generator("cours");
    if let Some(description) = &config.description {
        file.add_description(description);
    }
    file.stylesheet(STYLE.as_bytes())?;
    file.add_cover_image(COVER, manuscript.cover().as_bytes(), SVG)?;
    let cover = xhtml::document(title, language, &manuscript.cover_page());
    let cover = EpubContent::new("couverture.xhtml", cover.as_bytes());
    file.add_content(cover.reftype(ReferenceType::Cover))?;
    file.inline_toc();
    for Sheet { stem, title, level, leaf } in sheets {
        for (name, drawing) in &leaf.drawings {
            file.add_resource(name, drawing.as_bytes(), SVG)?;
        }
        let url = format!("{stem}.xhtml");
        let text = xhtml::document(&leaf.title, language, &leaf.body);
        let mut content = EpubContent::new(&url, text.as_bytes()).title(title).level(*level);
        for (anchor, heading) in &leaf.headings {
            let heading = TocElement::new(format!("{url}#{anchor}"), heading);
            content = content.child(heading.level(level + 1));
        }
        file.add_content(content)?;
    }
    let mut out = Vec::new();
    file.generate(&mut out)?;
    Ok(out)
}
