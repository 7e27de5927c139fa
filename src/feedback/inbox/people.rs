//! Who works on a site: inviting, roles, and the end of a role. For owners.

use super::super::notice::is_address;
use super::super::password;
use super::super::store::{Role, StoreError, User};
use super::door::{Owning, Visit};
use super::login;
use axum::Form;
use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde::{Deserialize, Serialize};

/// A name is no longer than this, in letters.
const LONGEST_NAME: usize = 100;

/// What an owner typed: of somebody new, or a role for somebody who is there.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
    email: String,
    role: String,
}

#[derive(Serialize)]
struct PeoplePage {
    people: Vec<Person>,
    roles: Vec<RoleView>,
    /// Whether only one person can change anything here.
    single: bool,
    name: String,
    email: String,
    /// Whether links can be mailed.
    mails: bool,
    /// The password of whoever was invited, shown once; empty: none.
    password: String,
}

#[derive(Serialize)]
struct Person {
    name: String,
    email: String,
    roles: Vec<RoleView>,
}

#[derive(Serialize)]
struct RoleView {
    id: &'static str,
    label: String,
    chosen: bool,
}

/// What is said above the page, and what of it was typed and not taken.
#[derive(Default)]
struct Said {
    done: String,
    typed: Typed,
    password: String,
}

/// `GET /a/{site}/people`
pub(super) async fn page(Owning(visit): Owning) -> Response<Body> {
    show(&visit, StatusCode::OK, Said::default()).await
}

async fn show(visit: &Visit, status: StatusCode, said: Said) -> Response<Body> {
    let users = match users(visit).await {
        Ok(users) => users,
        Err(error) => return visit.failed(&error),
    };
    let role_of = |user: &User| user.roles.get(&visit.site.id).copied();
    let person =
        |user: &User| Person { name: user.name.clone(), email: user.email.clone(), roles: roles(visit, role_of(user)) };
    let view = PeoplePage {
        people: users.iter().map(person).collect(),
        roles: roles(visit, Some(Role::Editor)),
        single: owners(visit, &users) == 1,
        name: said.typed.name,
        email: said.typed.email,
        mails: visit.desk.post.is_some(),
        password: said.password,
    };
    visit.answer(status, "inbox/people.html", &visit.words.say("people"), said.done, view)
}

async fn users(visit: &Visit) -> Result<Vec<User>, StoreError> {
    let site = visit.site.id.clone();
    visit.desk.blocking(move |base| base.users(&site)).await
}

fn owners(visit: &Visit, users: &[User]) -> usize {
    users.iter().filter(|user| user.roles.get(&visit.site.id) == Some(&Role::Owner)).count()
}

fn roles(visit: &Visit, chosen: Option<Role>) -> Vec<RoleView> {
    let view = |role: &Role| RoleView {
        id: role.word(),
        label: visit.words.say(&format!("role_{}", role.word())),
        chosen: chosen == Some(*role),
    };
    Role::ALL.iter().map(view).collect()
}

/// `POST /a/{site}/people`: somebody new on this site. Who is known from another site gets a role and no new password.
pub(super) async fn invite(Owning(visit): Owning, Form(typed): Form<Typed>) -> Response<Body> {
    let email = typed.email.trim().to_lowercase();
    let name: String = crate::answers::clean(&typed.name).replace('\n', " ").chars().take(LONGEST_NAME).collect();
    let (true, Some(role)) = (is_address(&email), Role::of(&typed.role)) else {
        let done = visit.words.say("email_wrong");
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, Said { done, typed, ..Said::default() }).await;
    };
    let invited = async {
        let wanted = email.clone();
        let (id, password) = match visit.desk.blocking(move |base| base.user(&wanted)).await? {
            // Their own role changes where roles change, so that nobody shuts themselves out here.
            Some(known) if known.roles.contains_key(&visit.site.id) => return Err(StoreError::Refused),
            Some(known) => (known.id, String::new()),
            None => add(&visit, &email, if name.is_empty() { &email } else { &name }).await?,
        };
        visit.desk.base.set_role(id, &visit.site.id, Some(role)).await?;
        visit.note("role", String::new(), format!("{email}: {}", role.word())).await?;
        Ok(password)
    };
    match invited.await {
        Ok(password) => {
            login::send_later(&visit.desk, email.clone());
            let done = visit.words.fill("invited", "email", &email);
            show(&visit, StatusCode::OK, Said { done, password, ..Said::default() }).await
        }
        Err(StoreError::Refused) => {
            let done = visit.words.say("known_person");
            show(&visit, StatusCode::CONFLICT, Said { done, typed, ..Said::default() }).await
        }
        Err(error) => visit.failed(&error),
    }
}

/// Somebody nobody knew. Where links can be mailed they need no password; else it comes back, to be told once.
async fn add(visit: &Visit, email: &str, name: &str) -> Result<(i64, String), StoreError> {
    let password = if visit.desk.post.is_some() { String::new() } else { password::new()? };
    let hash = match password.is_empty() {
        true => String::new(),
        false => visit.desk.passwords.hash(password.clone()).await?,
    };
    let id = visit.desk.base.add_user(email, name, &hash, visit.now).await?;
    Ok((id, password))
}

/// `POST /a/{site}/people/role`: another role, or none any more. The last owner stays one.
pub(super) async fn role(Owning(visit): Owning, Form(typed): Form<Typed>) -> Response<Body> {
    let role = Role::of(&typed.role);
    if role.is_none() && typed.role != "none" {
        return show(&visit, StatusCode::UNPROCESSABLE_ENTITY, Said::default()).await;
    }
    let changed = async {
        let users = users(&visit).await?;
        let email = typed.email.trim().to_lowercase();
        let user = users.iter().find(|user| user.email == email).ok_or(StoreError::Unknown)?;
        let is_owner = user.roles.get(&visit.site.id) == Some(&Role::Owner);
        if is_owner && role != Some(Role::Owner) && owners(&visit, &users) == 1 {
            return Err(StoreError::Refused);
        }
        visit.desk.base.set_role(user.id, &visit.site.id, role).await?;
        visit.note("role", String::new(), format!("{email}: {}", role.map_or("none", Role::word))).await
    };
    let (status, done) = match changed.await {
        Ok(()) => (StatusCode::OK, "saved"),
        Err(StoreError::Refused) => (StatusCode::CONFLICT, "last_owner"),
        Err(error) => return visit.failed(&error),
    };
    show(&visit, status, Said { done: visit.words.say(done), ..Said::default() }).await
}
