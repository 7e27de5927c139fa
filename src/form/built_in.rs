//! The forms that every site has, in every language.

use super::field::{Choice, Field, FieldKind, Required};
use super::kind::FormKind;
use super::model::Form;
use super::words::{fill, say};
use crate::lang::Labels;

/// What a site decides about its built-in forms.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Who reads what is sent; may be empty.
    pub reader: String,
    /// Within how many days an answer is promised.
    pub promise_days: Option<u16>,
    /// After how many months what was sent is deleted.
    pub keep_months: u16,
    /// Streets and hamlets, offered where a problem is.
    pub streets: Vec<String>,
    /// Services that can be asked for.
    pub services: Vec<Choice>,
    /// The telephone to which photos can be sent instead; may be empty.
    pub photo_phone: String,
    /// The item that a question, an opinion or a coming is about: its address. May be empty.
    pub about: String,
    /// Whether an opinion has a mark from 1 to 5.
    pub mark: Mark,
    /// The poll, for [`FormKind::Poll`].
    pub poll: Poll,
}

/// Whether an opinion has a mark: finished projects do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Words only.
    #[default]
    No,
    /// From 1 to 5, not obligatory.
    Asked,
}

/// An advisory vote.
#[derive(Clone, Debug, Default)]
pub struct Poll {
    /// Identifier of the form: the poll's slug.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answers.
    pub options: Vec<Choice>,
    /// How many may be taken.
    pub most: Option<u16>,
}

impl Default for Setting {
    fn default() -> Setting {
        Setting {
            reader: String::new(),
            promise_days: None,
            keep_months: 12,
            streets: Vec::new(),
            services: Vec::new(),
            photo_phone: String::new(),
            about: String::new(),
            mark: Mark::No,
            poll: Poll::default(),
        }
    }
}

/// The most photos of one sending.
const MAX_PHOTOS: i64 = 3;

/// The built-in form of a kind, in the language of the labels. No form asks for a personal number.
/// [`FormKind::Custom`] is an empty form to be filled by the site.
pub fn built_in(kind: FormKind, labels: &Labels, setting: &Setting) -> Form {
    let say = |key: &str| say(labels, key);
    let fields = match kind {
        FormKind::Idea | FormKind::Complaint | FormKind::Contact => [vec![message(labels)], person(labels)].concat(),
        FormKind::Report => {
            let place = FieldKind::Street { streets: setting.streets.clone() };
            let place = Field::new("location", say("feedback.location"), place);
            [vec![message(labels), place, photos(labels, setting)], person(labels)].concat()
        }
        FormKind::Question => [vec![message(labels)], person(labels), vec![about(setting)]].concat(),
        FormKind::Opinion => {
            [mark(labels, setting), vec![message(labels)], person(labels), vec![about(setting)]].concat()
        }
        FormKind::Service => [service(labels, setting), vec![message(labels)], reachable(labels)].concat(),
        FormKind::Rsvp => rsvp(labels, setting),
        FormKind::Poll => vec![ballot(labels, &setting.poll)],
        FormKind::Custom => Vec::new(),
    };
    let consent = (!matches!(kind, FormKind::Poll | FormKind::Custom)).then(|| consent(labels, setting));
    let is_vote = kind == FormKind::Poll;
    Form {
        id: id(kind, setting),
        kind,
        locale: labels.locale,
        title: if is_vote { setting.poll.question.clone() } else { say(title(kind)) },
        intro: if is_anonymous(kind) { say("feedback.anonymous") } else { String::new() },
        fields: fields.into_iter().chain(consent).collect(),
        button: say(if is_vote { "poll.vote" } else { "feedback.send" }),
        reader: if is_vote { String::new() } else { setting.reader.clone() },
        promise_days: setting.promise_days.filter(|_| !matches!(kind, FormKind::Poll | FormKind::Rsvp)),
    }
}

fn id(kind: FormKind, setting: &Setting) -> String {
    match (kind, setting.mark) {
        (FormKind::Poll, _) if !setting.poll.id.is_empty() => setting.poll.id.clone(),
        // With a mark it asks something else, so it is another form.
        (FormKind::Opinion, Mark::Asked) => "ocjena".to_owned(),
        _ => kind.id().to_owned(),
    }
}

fn title(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Idea => "feedback.idea",
        FormKind::Report => "feedback.report",
        FormKind::Complaint => "feedback.complaint",
        FormKind::Question => "feedback.question",
        FormKind::Opinion => "feedback.opinion",
        FormKind::Service => "service.request_online",
        FormKind::Rsvp => "form.rsvp",
        FormKind::Contact | FormKind::Poll | FormKind::Custom => "feedback.title",
    }
}

fn is_anonymous(kind: FormKind) -> bool {
    !matches!(kind, FormKind::Service | FormKind::Rsvp | FormKind::Poll | FormKind::Custom)
}

fn message(labels: &Labels) -> Field {
    Field::new("message", say(labels, "feedback.message"), FieldKind::LongText)
        .required()
        .hint(say(labels, "feedback.message_hint"))
}

/// Who writes, if they want to say it.
fn person(labels: &Labels) -> Vec<Field> {
    vec![
        Field::new("name", say(labels, "feedback.name"), FieldKind::Text),
        Field::new("phone", say(labels, "form.phone"), FieldKind::Phone).hint(say(labels, "feedback.reply_hint")),
        Field::new("email", say(labels, "form.email"), FieldKind::Email),
    ]
}

/// Who asks for a service: the name and a telephone are needed to bring it to an end.
fn reachable(labels: &Labels) -> Vec<Field> {
    person(labels)
        .into_iter()
        .map(|mut field| {
            if matches!(field.name.as_str(), "name" | "phone") {
                field.required = Required::Yes;
                field.hint = String::new();
            }
            field
        })
        .collect()
}

fn photos(labels: &Labels, setting: &Setting) -> Field {
    let mut hint = fill(&say(labels, "form.photo_formats"), "n", &MAX_PHOTOS.to_string());
    if !setting.photo_phone.is_empty() {
        hint = format!("{hint} {}", labels.fill("feedback.photo_hint", &[("phone", &setting.photo_phone)]));
    }
    let mut field = Field::new("photo", say(labels, "list.photos"), FieldKind::Photos).hint(hint);
    field.max = Some(MAX_PHOTOS);
    field
}

fn about(setting: &Setting) -> Field {
    let mut field = Field::new("about", "", FieldKind::Hidden { value: setting.about.clone() });
    field.max = Some(500);
    field
}

fn mark(labels: &Labels, setting: &Setting) -> Vec<Field> {
    if setting.mark == Mark::No {
        return Vec::new();
    }
    let options =
        (1..=5).rev().map(|n| Choice { value: n.to_string(), label: say(labels, &format!("form.mark_{n}")) }).collect();
    vec![Field::new("mark", say(labels, "project.rate_done"), FieldKind::Choice { options })]
}

fn service(labels: &Labels, setting: &Setting) -> Vec<Field> {
    if setting.services.is_empty() {
        return Vec::new();
    }
    let options = setting.services.clone();
    vec![Field::new("service", say(labels, "form.service"), FieldKind::Choice { options }).required()]
}

fn rsvp(labels: &Labels, setting: &Setting) -> Vec<Field> {
    let mut people = Field::new("people", say(labels, "form.people"), FieldKind::Number).required();
    (people.min, people.max) = (Some(1), Some(50));
    let name = Field::new("name", say(labels, "feedback.name"), FieldKind::Text).required();
    let contact = person(labels).into_iter().filter(|field| field.name != "name");
    [name, people].into_iter().chain(contact).chain([about(setting)]).collect()
}

fn ballot(labels: &Labels, poll: &Poll) -> Field {
    let options = poll.options.clone();
    match poll.most {
        None | Some(1) => {
            Field::new("option", say(labels, "poll.choose_one"), FieldKind::Choice { options }).required()
        }
        Some(most) => {
            let mut field =
                Field::new("option", say(labels, "form.choose_many"), FieldKind::Choices { options }).required();
            field.max = Some(most.into());
            field
        }
    }
}

fn consent(labels: &Labels, setting: &Setting) -> Field {
    let months = labels.count("months_genitive", setting.keep_months.into());
    Field::new("consent", labels.fill("feedback.consent", &[("months", &months)]), FieldKind::Consent).required()
}
