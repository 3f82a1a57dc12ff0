//! A small mail server on the loopback: takes every mail and shows it to the test.

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

/// A mail as it was handed over.
#[derive(Debug, Clone, Default)]
pub struct Mail {
    /// Address of the envelope.
    pub from: String,
    /// Addresses of the envelope.
    pub to: Vec<String>,
    /// Headers and body, dots unstuffed.
    pub data: String,
}

impl Mail {
    /// Its Message-ID, with the angle brackets.
    pub fn message_id(&self) -> &str {
        self.data.lines().find_map(|line| line.strip_prefix("Message-ID: ")).unwrap_or_default().trim()
    }
}

/// The server, in a thread of its own: it answers also while the test waits for a process. Ends with the test.
pub struct SmtpSink {
    /// Its address as a `mail_url`.
    pub url: String,
    received: mpsc::UnboundedReceiver<Mail>,
    // Dropped with the sink, which ends the thread.
    _open: oneshot::Sender<()>,
}

impl SmtpSink {
    /// Starts listening on a free port.
    pub async fn start() -> SmtpSink {
        SmtpSink::answering("250 taken").await
    }

    /// The same, which takes no mail in the end, and repeats to whom it was.
    pub async fn refusing() -> SmtpSink {
        SmtpSink::answering("550 nobody here is called").await
    }

    async fn answering(answer: &'static str) -> SmtpSink {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap().into_std().unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (sender, received) = mpsc::unbounded_channel();
        let (open, closed) = oneshot::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                tokio::select! {
                    () = listen(listener, sender, answer) => {}
                    _ = closed => {}
                }
            });
        });
        SmtpSink { url, received, _open: open }
    }

    /// The next mail; waits for it.
    pub async fn next(&mut self) -> Mail {
        self.received.recv().await.unwrap()
    }

    /// The mails that have come and were not asked for yet; waits for none.
    pub fn rest(&mut self) -> Vec<Mail> {
        std::iter::from_fn(|| self.received.try_recv().ok()).collect()
    }
}

async fn listen(listener: std::net::TcpListener, sender: mpsc::UnboundedSender<Mail>, answer: &'static str) {
    let listener = TcpListener::from_std(listener).unwrap();
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(converse(stream, sender.clone(), answer));
    }
}

/// One connection: the part of RFC 5321 that clients without encryption and login use.
async fn converse(stream: TcpStream, sender: mpsc::UnboundedSender<Mail>, answer: &'static str) {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut mail = Mail::default();
    if writer.write_all(b"220 sink.example ESMTP\r\n").await.is_err() {
        return;
    }
    while let Ok(Some(line)) = lines.next_line().await {
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let answer = match verb.as_str() {
            "EHLO" => "250-sink.example\r\n250 8BITMIME\r\n",
            "HELO" | "NOOP" => "250 ok\r\n",
            "MAIL" => {
                mail = Mail { from: address(&line), ..Mail::default() };
                "250 ok\r\n"
            }
            "RCPT" => {
                mail.to.push(address(&line));
                "250 ok\r\n"
            }
            "RSET" => {
                mail = Mail::default();
                "250 ok\r\n"
            }
            "DATA" => {
                if writer.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    mail.data.push_str(line.strip_prefix('.').unwrap_or(&line));
                    mail.data.push('\n');
                }
                let told = format!("{answer} {}\r\n", mail.to.join(" "));
                // A test that no longer listens needs no mail.
                let _ = sender.send(std::mem::take(&mut mail));
                if writer.write_all(told.as_bytes()).await.is_err() {
                    return;
                }
                continue;
            }
            "QUIT" => "221 bye\r\n",
            _ => "502 not here\r\n",
        };
        if writer.write_all(answer.as_bytes()).await.is_err() || verb == "QUIT" {
            return;
        }
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    line.split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map(|(address, _)| address.to_owned())
        .unwrap_or_default()
}
