//! `panrye man`: the manual, a page a command.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::error::{Context, Result, bail};
use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::args::settings::Settings;
use crate::cli::config::environment::VARIABLES;
use crate::cli::examples::examples;
use crate::cli::help::EXIT_CODES;
use crate::cli::locale::{self, Lang, say};
use crate::cli::outcome::Outcome;
use crate::cli::terminal::printer::{Printer, note};
use panrye_engine::safe_file::SafeFile;
use panrye_text::count::counted;

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArguments {
    /// The command whose page to print; the program's own where none is named
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Option<String>,
    /// Write all pages to this folder
    #[arg(long, alias = "output", value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(in crate::cli) fn run(
    options: &ManArguments,
    settings: &Settings,
    mut command: Command,
) -> Result<Outcome> {
    // What is below the options of `--help` has sections of its own here.
    command.build();
    if let Some(folder) = &options.out {
        return write_all(folder, &command, settings);
    }
    let page = match options.command.as_deref() {
        None => &command,
        Some(name) => match command.find_subcommand(name) {
            Some(command) => command,
            None => bail!(say!(
                "there is no command {name}: `panrye --help` lists them",
                "{name} 명령은 없습니다. `panrye --help`에서 목록을 볼 수 있습니다"
            )),
        },
    };
    let mut printer = Printer::new(settings.color);
    write_page(page, &command, printer.writer())?;
    printer.flush()?;
    Ok(Outcome::Found)
}

fn write_all(folder: &Path, command: &Command, settings: &Settings) -> Result<Outcome> {
    let cannot = |path: &Path| say!("cannot write {}", "쓸 수 없습니다: {}", path.display());
    fs::create_dir_all(folder).with_context(|| cannot(folder))?;
    let mut pages = 0;
    for page_of in std::iter::once(command).chain(shown(command)) {
        let path = folder.join(format!("{}.1", page_name(page_of)));
        let mut page = Vec::new();
        write_page(page_of, command, &mut page)?;
        let written = SafeFile::create_plain(&path).and_then(|mut file| {
            file.write_all(&page)?;
            file.commit()
        });
        written.with_context(|| cannot(&path))?;
        pages += 1;
    }
    if !settings.quiet {
        let (pages, folder) = (counted(pages, "page"), folder.display());
        note(say!("{pages} in {folder}", "{folder}에 {pages:#}쪽을 썼습니다"));
    }
    Ok(Outcome::Found)
}

/// The commands that have a page: `help` only leads to the others.
fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help")
}

fn page_name(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// A page with its headings in the language of the user.
fn write_page(command: &Command, root: &Command, out: &mut impl Write) -> io::Result<()> {
    let mut page = Vec::new();
    write_sections(command, std::ptr::eq(command, root), &mut page)?;
    let mut page = String::from_utf8_lossy(&page).into_owned();
    if locale::current() == Lang::Ko {
        let headings =
            [("NAME", "이름"), ("SYNOPSIS", "사용법"), ("DESCRIPTION", "설명"), ("SUBCOMMANDS", "명령")];
        for (english, korean) in headings {
            page = page.replace(&format!("\n.SH {english}\n"), &format!("\n.SH {korean}\n"));
        }
    }
    out.write_all(page.as_bytes())
}

/// `is_program`: the page is of the program itself, and has what holds for all commands.
fn write_sections(command: &Command, is_program: bool, out: &mut impl Write) -> io::Result<()> {
    let man = Man::new(command.clone());
    let (version, manual) = (env!("CARGO_PKG_VERSION"), say!("panrye manual", "panrye 설명서"));
    // An empty date has to be written out, or the version would stand for it.
    let title = [page_name(command), "1", "\"\"", &format!("panrye {version}"), &manual];
    Roff::new().control("TH", title).to_writer(out)?;
    man.render_name_section(out)?;
    man.render_synopsis_section(out)?;
    man.render_description_section(out)?;
    man.render_options_section(out)?;
    if command.has_subcommands() {
        man.render_subcommands_section(out)?;
    }
    let mut roff = Roff::new();
    let name = if is_program { "" } else { command.get_name() };
    let shown = examples(name);
    if !shown.is_empty() {
        roff.control("SH", [say!("EXAMPLES", "예").as_str()]);
    }
    for example in shown {
        roff.control("TP", []).text([roman(example.what.get())]).text([bold(example.line)]);
    }
    if is_program {
        roff.control("SH", [say!("ENVIRONMENT", "환경 변수").as_str()]);
        for (name, what) in VARIABLES {
            roff.control("TP", []).text([bold(*name)]).text([roman(what.get())]);
        }
    }
    roff.control("SH", [say!("EXIT STATUS", "종료 코드").as_str()]);
    for (code, what) in EXIT_CODES {
        roff.control("TP", []).text([bold(code.to_string())]).text([roman(what.get())]);
    }
    if !is_program {
        roff.control("SH", [say!("SEE ALSO", "같이 보기").as_str()]).text([bold("panrye"), roman("(1)")]);
    }
    roff.to_writer(out)
}
