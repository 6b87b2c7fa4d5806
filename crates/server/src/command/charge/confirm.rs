use std::io::{self, BufRead, IsTerminal, Write};

/// What came of asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// There is no terminal at which anybody could answer.
    NobodyThere,
}

/// Asks at the terminal whether it is to be done.
pub fn ask(question: &str) -> io::Result<Answer> {
    let (stdin, mut stderr) = (io::stdin(), io::stderr());
    if !stdin.is_terminal() {
        return Ok(Answer::NobodyThere);
    }
    // What is piped on is the preview, and never the question.
    answered(question, &mut stdin.lock(), &mut stderr)
}

fn answered(question: &str, input: &mut impl BufRead, output: &mut impl Write) -> io::Result<Answer> {
    write!(output, "{question} [y/N] ")?;
    output.flush()?;
    let mut line = String::new();
    input.read_line(&mut line)?;
    let is_yes = matches!(line.trim().to_lowercase().as_str(), "y" | "yes");
    Ok(if is_yes { Answer::Yes } else { Answer::No })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_yes_is_one() {
        for (typed, answer) in [
            ("y\n", Answer::Yes),
            (" Yes \n", Answer::Yes),
            ("n\n", Answer::No),
            ("\n", Answer::No),
            ("", Answer::No),
            ("yess\n", Answer::No),
        ] {
            let mut asked = Vec::new();
            let answered = answered("Hold it?", &mut typed.as_bytes(), &mut asked).expect("an answer");
            assert_eq!((answered, asked.as_slice()), (answer, &b"Hold it? [y/N] "[..]), "{typed:?}");
        }
    }
}
