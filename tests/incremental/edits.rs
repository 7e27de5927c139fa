//! What people, programs and bad luck do to a workspace, its output and what the program keeps.

use super::world::{Chance, World, files, photo};
use std::fs;
use zbor::site::Drafts;

/// What can be done; tells what was done, and nothing where it could not be.
type Kind = fn(&mut World, &mut Chance) -> Option<String>;

/// Does something by chance, and tells what.
pub fn edit(world: &mut World, chance: &mut Chance) {
    let kinds: [(usize, Kind); 16] = [
        (6, say_more),
        (5, say_otherwise),
        (5, add),
        (3, remove),
        (3, rename),
        (3, translate),
        (5, settings),
        (4, template),
        (4, shared),
        (3, other_photo),
        (5, another_day),
        (1, drafts),
        (4, spoil_output),
        (3, spoil_state),
        (2, touch_all),
        (2, leavings),
    ];
    let mut at = chance.below(kinds.iter().map(|(weight, _)| weight).sum());
    for (weight, kind) in kinds {
        if at < weight {
            let done = kind(world, chance);
            world.log.extend(done);
            return;
        }
        at -= weight;
    }
}

fn texts(world: &World, ending: &str) -> Vec<String> {
    world.texts().into_iter().filter(|name| name.ends_with(ending)).collect()
}

const SENTENCES: [&str; 7] = [
    "Dođite u pola šest.",
    "Vidite [put](../projekti/put.md).",
    "## Šta ponijeti",
    "- grablje\n- rukavice",
    "Nema [ove stranice](nema.md) ni {{ ovoga }}.",
    "<script>alert(1)</script> <b>Važno</b>",
    "![Most](/slike/most.png)",
];

fn say_more(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&texts(world, ".md")).clone();
    let sentence = chance.pick(&SENTENCES);
    world.write(&name, format!("{}\n{sentence}\n", world.read(&name)));
    Some(format!("more in {name}: {sentence}"))
}

const LINES: [&str; 16] = [
    "naslov: Drugi naslov",
    "datum: 21. 11. 2026.",
    "istaknuto: do 25. 11. 2026.",
    "vrijedi_do: 25. 11. 2026.",
    "objavi_od: 26. 11. 2026.",
    "oznake: [voda, novo]",
    "područje: [Brdo, Potok]",
    "za_koga: [mladi]",
    "nacrt: da",
    "hitnost: hitno",
    "opis: Ukratko.",
    "slika: /slike/most.png",
    "stare_adrese: [/staro/, /voda/]",
    "adresa: drugdje",
    "nepoznato: da",
    "pokvareno: [",
];

/// Another line in the front matter, or a line less.
fn say_otherwise(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&texts(world, ".md")).clone();
    let text = world.read(&name);
    let rest = text.strip_prefix("---\n")?;
    let line = chance.pick(&LINES);
    let key = format!("{}:", line.split(':').next().unwrap());
    let kept: String = rest.split_inclusive('\n').filter(|other| !other.starts_with(&key)).collect();
    let fewer = chance.below(4) == 0;
    world.write(&name, if fewer { format!("---\n{kept}") } else { format!("---\n{line}\n{kept}") });
    Some(format!("{} in {name}: {line}", if fewer { "gone" } else { "new" }))
}

fn add(world: &mut World, chance: &mut Chance) -> Option<String> {
    let site =
        chance.pick(&["sites/gornje-selo/obavještenja", "sites/дољани/обавјештења", "sites/gornje-selo/projekti"]);
    let (number, day) = (chance.below(30), 1 + chance.below(28));
    let line = chance.pick(&LINES);
    let sentence = chance.pick(&SENTENCES);
    let name = format!("{site}/objava-{number}.md");
    let title = if line.starts_with("naslov") { String::new() } else { format!("naslov: Objava {number}\n") };
    let date = if line.starts_with("datum") { String::new() } else { format!("datum: {day}. 11. 2026.\n") };
    world.write(&name, format!("---\n{title}{date}{line}\n---\n{sentence}\n"));
    Some(format!("{name} with {line}, {sentence}"))
}

fn remove(world: &mut World, chance: &mut Chance) -> Option<String> {
    let all = world.texts().into_iter().filter(|name| !name.ends_with("site.yaml") && !name.ends_with("zbor.yaml"));
    let name = chance.pick(&all.collect::<Vec<_>>()).clone();
    fs::remove_file(world.root.join(&name)).unwrap();
    Some(format!("{name} removed"))
}

fn rename(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&texts(world, ".md")).clone();
    let (folder, file) = name.rsplit_once('/')?;
    let to = format!("{folder}/novo-{}-{}", chance.below(9), file.trim_start_matches("novo-"));
    fs::rename(world.root.join(&name), world.root.join(&to)).unwrap();
    Some(format!("{name} becomes {to}"))
}

fn translate(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&texts(world, ".md")).clone();
    let stem = name.strip_suffix(".md")?.trim_end_matches(".en").to_owned();
    let to = format!("{stem}.en.md");
    world.write(&to, format!("---\ntitle: In English {}\n---\nA translation.\n", chance.below(9)));
    Some(format!("{to} is a translation"))
}

const SETTINGS: [&str; 18] = [
    "boja: '#7a1f3d'",
    "kratki_naziv: Selo",
    "jezici: [bs, en]",
    "jezici: [bs]",
    "jezici: [bs, bs-Cyrl]",
    "naziv: MZ Novo Selo",
    "ulice: [Brdo, Potok, Nova]",
    "izlazi: [pages, lists, tags, feeds, search]",
    "base_url: https://drugo.example",
    "tema: moja",
    "tema: tekst",
    "budžeti: 1 KB",
    "težina: da",
    "offline: da",
    "zona: Europe/London",
    "marke: [Voda, Put]",
    "tekstovi: {nav.home: Kuća}",
    "nema_ovoga: 1",
];

fn settings(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&["zbor.yaml", "sites/gornje-selo/site.yaml", "sites/дољани/site.yaml"]);
    let line = chance.pick(&SETTINGS);
    let key = format!("{}:", line.split(':').next().unwrap());
    let text = world.read(name);
    // Lines below the key belong to it.
    let mut inside = false;
    let kept = text.split_inclusive('\n').filter(|other| {
        inside = if other.starts_with(&key) { true } else { inside && other.starts_with(' ') };
        !inside
    });
    let kept: String = kept.collect();
    world.write(name, format!("{kept}{line}\n"));
    Some(format!("{name}: {line}"))
}

const TEMPLATES: [(&str, &str); 8] = [
    (
        "templates/announcement.html",
        "<!doctype html><html lang=\"bs\"><title>{{ page.heading }}</title><main>{{ item.html | safe }}</main>",
    ),
    (
        "templates/announcement.html",
        "<!doctype html><html lang=\"bs\"><title>x</title><main>{{ heading }} {{ item.html | safe }}</main>",
    ),
    ("templates/announcement.html", "<!doctype html>{{ nema.toga }}"),
    ("templates/announcement.html", "{% if %}"),
    (
        "templates/404.html",
        "<!doctype html><html lang=\"bs\"><title>404</title><main>{{ t.nav.home }} {{ site.name }}</main>",
    ),
    ("templates/parts/footer.html", "<footer>{{ site.name }}</footer>"),
    ("zbor.css", "body{color:#123456}"),
    ("css/forms.css", "form{color:#123}"),
];

/// A template of one site, or of a theme of the workspace; or gone again.
fn template(world: &mut World, chance: &mut Chance) -> Option<String> {
    let folder = chance.pick(&["sites/gornje-selo/theme", "themes/moja", "themes/zbor"]);
    let (name, text) = chance.pick(&TEMPLATES);
    let name = format!("{folder}/{name}");
    if chance.below(3) == 0 {
        let _ = fs::remove_file(world.root.join(&name));
        return Some(format!("{name} removed"));
    }
    world.write(&name, text);
    Some(format!("{name}: {text}"))
}

fn shared(world: &mut World, chance: &mut Chance) -> Option<String> {
    let number = chance.below(4);
    let name = format!("shared/obavijesti/zajedno-{number}.md");
    match chance.below(4) {
        0 => {
            let _ = fs::remove_file(world.root.join(&name));
            Some(format!("{name} removed"))
        }
        1 => {
            let over = format!("sites/gornje-selo/obavještenja/zajedno-{number}.md");
            world.write(&over, format!("---\nopis: Ovdje drugačije {}.\n---\n", chance.below(5)));
            Some(format!("{over} lies over it"))
        }
        2 => {
            world.write("shared/obavijesti/_defaults.yaml", format!("oznake: [zajedno{}]\n", chance.below(3)));
            Some("other defaults in shared".to_owned())
        }
        _ => {
            let aim = if chance.below(2) == 0 { "za_mz: [gornje-selo]\n" } else { "" };
            let sentence = chance.pick(&SENTENCES);
            world.write(&name, format!("---\nnaslov: Zajedno {number}\ndatum: 3. 11. 2026.\n{aim}---\n{sentence}\n"));
            Some(format!("{name}: {aim}{sentence}"))
        }
    }
}

fn other_photo(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&["slike/most.png", "obavještenja/igralište/klupa.png", "slike/nova.png"]);
    let path = world.root.join("sites/gornje-selo").join(name);
    match chance.below(5) {
        0 => {
            let _ = fs::remove_file(&path);
            Some(format!("{name} removed"))
        }
        1 => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, b"no picture").unwrap();
            Some(format!("{name} is no picture"))
        }
        _ => {
            let number = chance.below(1000) as u64;
            photo(&path, number);
            Some(format!("{name} is photo {number}"))
        }
    }
}

fn another_day(world: &mut World, chance: &mut Chance) -> Option<String> {
    world.day += i32::try_from(chance.below(9)).unwrap() - 4;
    Some(format!("day {}", world.day))
}

fn drafts(world: &mut World, _: &mut Chance) -> Option<String> {
    world.drafts = if world.drafts == Drafts::Hidden { Drafts::Shown } else { Drafts::Hidden };
    Some(format!("drafts {:?}", world.drafts))
}

/// A file of the output is lost, or holds something else; of the same length, too.
fn spoil_output(world: &mut World, chance: &mut Chance) -> Option<String> {
    let all: Vec<(String, Vec<u8>)> =
        files(&world.out).into_iter().filter(|(name, _)| name != ".zbor-output").collect();
    if all.is_empty() {
        return None;
    }
    let (name, mut bytes) = chance.pick(&all).clone();
    let path = world.out.join(&name);
    match chance.below(3) {
        0 => fs::remove_file(&path).unwrap(),
        1 => fs::write(&path, b"other").unwrap(),
        _ => {
            bytes.iter_mut().for_each(|byte| *byte = byte.wrapping_add(1));
            fs::write(&path, bytes).unwrap();
        }
    }
    Some(format!("output {name} spoilt"))
}

fn spoil_state(world: &mut World, chance: &mut Chance) -> Option<String> {
    let folder = world.root.join(".zbor");
    if chance.below(4) == 0 {
        let _ = fs::remove_dir_all(&folder);
        return Some(".zbor removed".to_owned());
    }
    let folders = [folder.clone(), folder.join("texts"), folder.join("photos")];
    let all = folders.iter().flat_map(|folder| fs::read_dir(folder).into_iter().flatten());
    let all = all.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    // Finished photos are named by what is in them, and believed.
    let mut files: Vec<_> =
        all.filter(|path| path.extension().is_none() && fs::metadata(path).unwrap().len() > 0).collect();
    files.sort();
    let path = files.get(chance.below(files.len()))?;
    let mut bytes = fs::read(path).unwrap();
    let at = chance.below(bytes.len());
    if chance.below(2) == 0 {
        bytes.truncate(at)
    } else {
        bytes[at] ^= 1 << chance.below(8)
    }
    fs::write(path, bytes).unwrap();
    Some(format!("{} spoilt at {at}", path.display()))
}

/// As a checkout does: all files are new, none is another.
fn touch_all(world: &mut World, _: &mut Chance) -> Option<String> {
    for (name, bytes) in files(&world.root) {
        let path = world.root.join(name);
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    Some("everything checked out anew".to_owned())
}

/// What editors and systems leave beside texts.
fn leavings(world: &mut World, chance: &mut Chance) -> Option<String> {
    let name = chance.pick(&["voda.md~", "voda.md.crswap", ".voda.md.swp", "~$voda.md", "voda.md.tmp", "Thumbs.db"]);
    let name = format!("sites/gornje-selo/obavještenja/{name}");
    world.write(&name, "---\nnaslov: Ostatak\n---\nOvo nije tekst.\n");
    Some(format!("{name} left"))
}
