//! The page from which an editor takes an item to the notice board, to Viber and to telephones.

use super::{Card, Choice, Link, ShareLink};
use crate::render::share::Qr;
use serde::Serialize;

/// A poster and texts to pass on; `share.html`.
#[derive(Clone, Debug, Serialize)]
pub struct ShareView {
    /// For the notice board.
    pub poster: PosterView,
    /// One a channel, then one a target group where the item has several.
    pub messages: Vec<MessageView>,
    /// The page of the item.
    pub item: Link,
}

/// What, when, where; nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PosterView {
    /// More than information.
    pub level: Option<Choice>,
    /// What.
    pub title: String,
    /// Letters of the longest word of the title, which must fit into a line.
    pub longest: usize,
    /// When; empty where the item does not say.
    pub when: String,
    /// Where; empty where the item does not say.
    pub place: String,
    /// The beginning of the text, where neither is said.
    pub text: String,
    /// Day of publication.
    pub posted: Option<String>,
    /// To the page of the item, as a [`QrView`]; none where the site has no address.
    pub qr: Option<Qr>,
    /// The same to read: without `https://`.
    pub address: Option<String>,
}

/// A QR code: square modules of side 1, without the quiet zone of four around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QrView {
    /// Modules on a side.
    pub width: usize,
    /// Dark modules as the `d` of an SVG path.
    pub path: String,
}

/// A text for a channel or for a target group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MessageView {
    /// `chat`, `facebook`, `sms`, or the name of a target group.
    pub id: String,
    /// What it is for: `Viber i WhatsApp`.
    pub label: String,
    /// Plain text, with line breaks.
    pub text: String,
    /// How long it is, where the channel counts: `148 znakova od 160`.
    pub count: Option<String>,
    /// To send it.
    pub ways: Vec<ShareLink>,
}

/// What can be passed on now; `sharing.html`.
#[derive(Clone, Debug, Serialize)]
pub struct SharingView {
    /// Each leads to its page for passing on; newest first.
    pub cards: Vec<Card>,
}
