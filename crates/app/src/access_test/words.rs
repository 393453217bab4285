//! What people are told of the access test.

use domain::access_test::Channel;
use i18n::Texts;
use serde_json::Value;

/// What people call a channel.
#[must_use]
pub fn channel_name(t: &Texts, channel: Channel) -> String {
    match channel {
        Channel::Whatsapp => t.access_channel_whatsapp(),
        Channel::Telephone => t.access_channel_telephone(),
        Channel::EppidForm => t.access_channel_form(),
        Channel::Email => t.access_channel_email(),
        Channel::Desk => t.access_channel_desk(),
    }
}

/// The words of a notice: its heading, and its sentences into `lines`. `sent` is the moment of sending in words.
pub(crate) fn notice(
    t: &Texts,
    kind: &str,
    data: &Value,
    sent: Option<String>,
    lines: &mut Vec<String>,
) -> String {
    if kind == "access_drawn" {
        lines.push(t.access_notice_drawn_count(data["count"].as_i64().unwrap_or_default()));
        return t.access_notice_drawn(data["title"].as_str().unwrap_or_default());
    }
    let channel = data["channel"].as_str().and_then(|code| code.parse().ok()).unwrap_or(Channel::Whatsapp);
    lines.push(t.access_notice_silence_sent(
        channel_name(t, channel),
        data["minutes"].as_i64().unwrap_or_default(),
        sent.unwrap_or_default(),
    ));
    lines.push(t.access_notice_silence_do());
    t.access_notice_silence(data["office"].as_str().unwrap_or_default())
}
