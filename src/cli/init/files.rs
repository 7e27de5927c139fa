//! The files of a new workspace. Pure.

use super::answers::Answers;
use crate::cli::writing::{Writing, markdown};
use serde_json::{Map, Value};
use zbor::date::Date;
use zbor::lang::Locale;
use zbor::yaml;

/// A text in both languages.
macro_rules! text_of {
    ($writing:expr, $file:literal) => {
        $writing.pick(
            include_str!(concat!("../scaffold/init/bs/", $file)),
            include_str!(concat!("../scaffold/init/en/", $file)),
        )
    };
}

/// All files by path, with `/`.
pub(crate) fn files(answers: &Answers, today: Date) -> Vec<(String, String)> {
    let plan = Plan { answers, writing: Writing { locale: answers.locale }, slug: answers.slug() };
    let mut files = vec![
        (".gitignore".to_owned(), include_str!("../scaffold/host/gitignore").to_owned()),
        ("README.md".to_owned(), plan.readme()),
        ("zbor.yaml".to_owned(), plan.workspace()),
        (plan.at("site.yaml"), plan.site()),
        plan.announcement(today),
    ];
    files.extend(plan.pages());
    files.extend(answers.host.files(plan.writing));
    files.sort();
    files
}

struct Plan<'a> {
    answers: &'a Answers,
    writing: Writing,
    slug: String,
}

impl Plan<'_> {
    fn at(&self, path: &str) -> String {
        format!("sites/{}/{path}", self.slug)
    }

    fn announcement(&self, today: Date) -> (String, String) {
        let title = match self.writing.locale {
            Locale::En => "We have a site".to_owned(),
            _ => self.writing.script("Naša mjesna zajednica ima svoj sajt"),
        };
        let front = format!("---\n{}", self.writing.line("naslov", "title", &title));
        let name = markdown(&self.answers.name);
        let text = front + &self.writing.fill(text_of!(self.writing, "prvo-obavjestenje.md"), &[("name", &name)]);
        let folder = match self.writing.locale {
            Locale::En => "announcements",
            Locale::Hr | Locale::HrCyrl => "obavijesti",
            _ => "obavjestenja",
        };
        let file = self.writing.pick("imamo-sajt", "we-have-a-site");
        (self.at(&format!("{folder}/{today}-{file}.md")), text)
    }

    fn pages(&self) -> [(String, String); 3] {
        let page = |bosnian: &str, english: &str, template: &str| {
            let path = format!("{}/{}.md", self.writing.pick("stranice", "pages"), self.writing.pick(bosnian, english));
            (self.at(&path), self.writing.fill(template, &[]))
        };
        [
            page("kako-se-odlucuje", "how-we-decide", text_of!(self.writing, "kako-se-odlucuje.md")),
            page("zastita-licnih-podataka", "privacy", text_of!(self.writing, "zastita-licnih-podataka.md")),
            page("pristupacnost", "accessibility", text_of!(self.writing, "pristupacnost.md")),
        ]
    }

    fn readme(&self) -> String {
        let name = markdown(&self.answers.name);
        let base_url = self.answers.host.base_url(&self.slug).unwrap_or_default();
        let key = self.key("adresa_sajta", "base_url");
        let values = [("slug", self.slug.as_str()), ("base_url", base_url.as_str()), ("key", key.as_str())];
        let publishing = self.writing.fill(self.answers.host.readme(self.writing), &values);
        let values = [("name", name.as_str()), ("slug", self.slug.as_str()), ("publishing", publishing.trim_end())];
        self.writing.fill(text_of!(self.writing, "README.md"), &values)
    }

    /// `zbor.yaml`.
    fn workspace(&self) -> String {
        let head =
            self.comment("Ono što vrijedi za sve sajtove u ovoj fascikli.", "What holds for all sites in this folder.");
        let key = self.writing.fill("{{općina|općina|opština}}", &[]);
        let municipality = self.answers.municipality.as_deref().map(|name| self.line(&key, "municipality", name));
        format!("{head}{}\n{}", municipality.unwrap_or_default(), self.address())
    }

    /// The address, or where to write it.
    fn address(&self) -> String {
        match self.answers.host.base_url(&self.slug) {
            Some(address) => {
                let comment = self.comment(
                    "Adresa na kojoj je sajt objavljen. Ispravite je ako je vaša drugačija.",
                    "The address at which the site is published. Correct it if yours is another.",
                );
                comment + &self.line("adresa_sajta", "base_url", &address)
            }
            None => {
                let comment = self.comment(
                    "Adresu sajta Zbor saznaje od domaćina. Ako imate svoju domenu, obrišite # i upišite je.",
                    "Zbor learns the address from the host. If you have a domain of your own, delete the # and write it.",
                );
                format!("{comment}#{}: https://moja-mz.ba\n", self.key("adresa_sajta", "base_url"))
            }
        }
    }

    /// `site.yaml`.
    fn site(&self) -> String {
        let mut out = self.line("naziv", "name", &self.answers.name);
        out += &self.line("kratki_naziv", "short_name", &self.answers.short_name());
        let language = Value::from(vec![self.answers.locale.tag()]);
        out += &self.yaml(Map::from_iter([(self.key("jezici", "languages"), language)]));
        out.push('\n');
        out += &self.contact();
        out + &self.writing.fill(self.writing.pick(SITE_BS, SITE_EN), &[])
    }

    fn contact(&self) -> String {
        let phone = self.answers.phone.as_deref().map(|phone| (self.key("telefon", "phone"), phone));
        let viber = self.answers.viber.as_deref().map(|link| (self.key("viber_grupa", "viber_group"), link));
        let known: Map<String, Value> =
            [phone, viber].into_iter().flatten().map(|(key, value)| (key, Value::from(value))).collect();
        let key = self.key("kontakt", "contact");
        match known.is_empty() {
            true => format!("#{key}:\n"),
            false => self.yaml(Map::from_iter([(key, Value::Object(known))])),
        }
    }

    fn key(&self, bosnian: &str, english: &str) -> String {
        match bosnian == english {
            true => english.to_owned(),
            false => self.writing.script(self.writing.pick(bosnian, english)),
        }
    }

    fn line(&self, bosnian: &str, english: &str, value: &str) -> String {
        self.yaml(Map::from_iter([(self.key(bosnian, english), Value::from(value))]))
    }

    /// Maps of text always have a YAML form.
    fn yaml(&self, map: Map<String, Value>) -> String {
        yaml::to_text(&map).unwrap_or_default()
    }

    fn comment(&self, bosnian: &str, english: &str) -> String {
        format!("# {}\n", self.writing.script(self.writing.pick(bosnian, english)))
    }
}

/// What can be added to the contact and below it.
const SITE_BS: &str = "\
# Dodajte i ostalo što imate: obrišite # i upišite svoje.
#  adresa: Školska ulica 2
#  e_pošta: mz@primjer.ba

#radno_vrijeme:
#  ponedjeljak: od 16 do 18 {{sati|sati|časova}}

# Ulice i zaseoci. Poslije ih navodite u obavještenjima, pod područje.
#ulice:
#  - Gornja mahala
#  - Donja mahala
";

const SITE_EN: &str = "\
# Add what else you have: delete the # and write your own.
#  address: Školska ulica 2
#  email: mz@example.ba

#hours:
#  Monday: 16:00 - 18:00

# Streets and hamlets. Announcements name them under area.
#streets:
#  - Gornja mahala
#  - Donja mahala
";
