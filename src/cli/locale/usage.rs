//! What is wrong with a command line, in Korean: clap says it in English.

use std::error::Error as _;
use std::fmt::Write;
use std::num::ParseIntError;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// The message with suggestions and usage; `None` for what clap alone can say.
pub(in crate::cli) fn korean(error: &Error) -> Option<String> {
    let text = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let argument = text(ContextKind::InvalidArg);
    let value = text(ContextKind::InvalidValue);
    let what = match (error.kind(), argument, value) {
        (ErrorKind::InvalidSubcommand, ..) => {
            format!("'{}' 명령은 없습니다", text(ContextKind::InvalidSubcommand)?)
        }
        (ErrorKind::UnknownArgument, Some(argument), _) => {
            format!("'{argument}'은(는) 쓸 수 없는 인자입니다")
        }
        (ErrorKind::InvalidValue, Some(argument), None) => format!("'{argument}'에 값이 필요합니다"),
        (ErrorKind::InvalidValue, Some(argument), Some(value)) => {
            format!("'{value}'은(는) '{argument}'의 값이 될 수 없습니다{}", valid(error))
        }
        (ErrorKind::ValueValidation, Some(argument), Some(value)) => {
            format!("'{value}'은(는) '{argument}'의 값이 될 수 없습니다{}", why(error))
        }
        (ErrorKind::MissingRequiredArgument, Some(arguments), _) => {
            format!("빠진 인자가 있습니다: {arguments}")
        }
        (ErrorKind::ArgumentConflict, Some(argument), _) => match text(ContextKind::PriorArg) {
            Some(prior) if prior == argument => format!("'{argument}'은(는) 한 번만 쓸 수 있습니다"),
            Some(prior) => format!("'{argument}'은(는) '{prior}'와(과) 함께 쓸 수 없습니다"),
            None => format!("'{argument}'은(는) 다른 인자와 함께 쓸 수 없습니다"),
        },
        (ErrorKind::TooManyValues, Some(argument), Some(value)) => {
            format!("'{argument}'에 값이 너무 많습니다: '{value}'")
        }
        (ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues, Some(argument), _) => {
            format!("'{argument}'의 값이 모자라거나 남습니다")
        }
        // What the options themselves say, in the language of the user.
        (ErrorKind::ValueValidation, None, None) => {
            let said = error.to_string();
            said.strip_prefix("error: ").unwrap_or(&said).trim_end().to_owned()
        }
        (ErrorKind::InvalidUtf8, ..) => "명령줄이 UTF-8이 아닙니다".to_owned(),
        _ => return None,
    };
    let mut said = format!("오류: {what}\n");
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    for near in near.into_iter().filter_map(|kind| error.get(kind)) {
        let near = match near {
            ContextValue::Strings(names) => names.join("', '"),
            name => name.to_string(),
        };
        let _ = writeln!(said, "\n  혹시 '{near}'입니까?");
    }
    if let Some(usage) = text(ContextKind::Usage) {
        let _ = writeln!(said, "\n{}", usage.replace("Usage:", "사용법:"));
    }
    said.push_str("\n더 알려면 '--help'를 붙이십시오.\n");
    Some(said)
}

fn valid(error: &Error) -> String {
    match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(values)) if !values.is_empty() => format!(" [값: {}]", values.join(", ")),
        _ => String::new(),
    }
}

fn why(error: &Error) -> String {
    let Some(source) = error.source() else { return String::new() };
    let said = source.to_string();
    if source.is::<ParseIntError>() || said.contains("digit") {
        return ": 정수를 적으십시오".to_owned();
    }
    match said.split_once(" is not in ") {
        Some((_, range)) => format!(": {range} 안의 수를 적으십시오"),
        None => format!(": {said}"),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Arguments;

    #[test]
    fn what_options_say_themselves_is_kept() {
        let said = "--from 2020-01-01이(가) --to 2019-12-31보다 뒤입니다";
        let error = Error::raw(ErrorKind::ValueValidation, format!("{said}\n"));
        let korean = korean(&error).unwrap();
        assert!(korean.starts_with(&format!("오류: {said}\n")), "{korean}");
    }

    #[test]
    fn mistakes_are_said_in_korean() {
        for (line, expected) in [
            ("panrye serach 민법", "오류: 'serach' 명령은 없습니다"),
            ("panrye serach 민법", "혹시 "),
            ("panrye search --limt 3 민법", "'--limt'은(는) 쓸 수 없는 인자입니다"),
            ("panrye search --limt 3 민법", "혹시 '--limit'입니까?"),
            ("panrye search -n x 민법", "'x'은(는) '--limit <N>'의 값이 될 수 없습니다: 정수를 적으십시오"),
            ("panrye eval --citations 0", "안의 수를 적으십시오"),
            ("panrye search --sort x 민법", "[값: relevance, date, cited]"),
            ("panrye search", "빠진 인자가 있습니다: <QUERY>..."),
            ("panrye search", "사용법: panrye search"),
            ("panrye index --keep --prune", "'--keep'은(는) '--prune'와(과) 함께 쓸 수 없습니다"),
            ("panrye search --from x 민법", "'x'은(는) '--from <DATE>'의 값이 될 수 없습니다: "),
        ] {
            let error = Arguments::command().try_get_matches_from(line.split(' ')).unwrap_err();
            let korean = korean(&error).unwrap();
            assert!(korean.contains(expected), "{line}: {korean}");
        }
    }
}
