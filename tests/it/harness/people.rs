//! People with a session: their rows are written as an administrator would have made them, without passwords.

use api::caller::issue_token;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Query, Value};
use serde_json::json;
use uuid::Uuid;

use super::{Client, TestApp};

/// Somebody who signed in.
#[derive(Clone)]
pub struct Person {
    /// Calls the API as this person.
    pub client: Client,
    /// The account.
    pub user_id: Uuid,
    /// The person's référent, when it is one.
    pub referent_id: Option<Uuid>,
}

impl std::ops::Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl TestApp {
    /// Somebody who runs the programme.
    pub async fn admin(&self) -> Person {
        self.person("programme_admin", &[], false).await
    }

    /// The référent of a territory, named as in the list of EPCI (`"Grand-Figeac"`).
    pub async fn referent(&self, territory: &str) -> Person {
        self.person("referent", &[&epci_code(territory)], true).await
    }

    /// A référent of a body of this kind, for these territories and projects.
    pub async fn referent_of(&self, kind: &str, zones: &[&str], projects: &[&str]) -> Person {
        let rows = Rows(self);
        let person = self.person("referent", zones, false).await;
        let referent_id = rows.referent(person.user_id, kind, zones, projects).await;
        Person { referent_id: Some(referent_id), ..person }
    }

    /// The same person, signed in again: access tokens do not outlive the moves of the clock.
    pub async fn again(&self, person: &Person) -> Client {
        let session_id = Rows(self).session(person.user_id).await;
        let token = issue_token(&self.state.secrets, person.user_id, session_id, self.clock.now()).unwrap();
        self.bearer(&token)
    }

    /// A member of the steering committee, who reads figures only.
    pub async fn copil(&self) -> Person {
        self.person("copil_reader", &[], false).await
    }

    /// Somebody who acts on behalf of an employer.
    pub async fn employer(&self, employer_id: &str) -> Person {
        let rows = Rows(self);
        let user_id = rows.user("employer").await;
        rows.grant(user_id, "employer", &[], employer_id.parse().ok()).await;
        let session_id = rows.session(user_id).await;
        let token = issue_token(&self.state.secrets, user_id, session_id, self.clock.now()).unwrap();
        Person { client: self.bearer(&token), user_id, referent_id: None }
    }

    async fn person(&self, role: &str, territories: &[&str], is_referent: bool) -> Person {
        let rows = Rows(self);
        let user_id = rows.user(role).await;
        rows.grant(user_id, role, territories, None).await;
        let referent_id = if is_referent { Some(rows.referent(user_id, "epci", territories, &[]).await) } else { None };
        let session_id = rows.session(user_id).await;
        let token = issue_token(&self.state.secrets, user_id, session_id, self.clock.now()).unwrap();
        Person { client: self.bearer(&token), user_id, referent_id }
    }
}

/// The code of the EPCI whose name ends with `name`.
pub fn epci_code(name: &str) -> String {
    include_str!("../../../data/reference/epcis-46.csv")
        .lines()
        .filter_map(|line| line.split_once(','))
        .find(|(_, rest)| rest.split(',').next().is_some_and(|label| label.ends_with(name)))
        .unwrap_or_else(|| panic!("no EPCI is called {name}"))
        .0
        .to_owned()
}

/// Writes rows past the API.
struct Rows<'a>(&'a TestApp);

impl Rows<'_> {
    async fn user(&self, role: &str) -> Uuid {
        let id = Uuid::now_v7();
        let email = format!("{role}.{}@ohmylot.example", id.simple());
        let last_name = format!("Essai {}", id.simple());
        self.insert(
            "users",
            vec![
                ("id", id.into()),
                ("email", email.clone().into()),
                ("email_key", email.into()),
                ("first_name", "Camille".into()),
                ("last_name", last_name.clone().into()),
                ("sort_name", last_name.to_lowercase().into()),
                ("status", "active".into()),
                ("recovery_hashes", json!([]).into()),
                ("updated_at", self.0.clock.now().into()),
            ],
        )
        .await;
        id
    }

    async fn grant(&self, user_id: Uuid, role: &str, territories: &[&str], employer_id: Option<Uuid>) {
        let columns = vec![
            ("id", Uuid::now_v7().into()),
            ("user_id", user_id.into()),
            ("role", role.into()),
            ("employer_id", employer_id.into()),
            ("territories", json!(territories).into()),
            ("project_types", json!([]).into()),
        ];
        self.insert("role_grants", columns).await;
    }

    async fn referent(&self, user_id: Uuid, kind: &str, zones: &[&str], projects: &[&str]) -> Uuid {
        let (partner_id, id) = (Uuid::now_v7(), Uuid::now_v7());
        let partner = format!("Partenaire {}", partner_id.simple());
        self.insert(
            "partners",
            vec![
                ("id", partner_id.into()),
                ("name", partner.clone().into()),
                ("sort_name", partner.to_lowercase().into()),
                ("kind", kind.into()),
                ("territories", json!(zones).into()),
                ("updated_at", self.0.clock.now().into()),
            ],
        )
        .await;
        self.insert(
            "referents",
            vec![
                ("id", id.into()),
                ("user_id", user_id.into()),
                ("partner_id", partner_id.into()),
                ("display_name", "Camille Essai".into()),
                ("sort_name", "essai camille".into()),
                ("zones", json!(zones).into()),
                ("project_types", json!(projects).into()),
                ("languages", json!(["fr"]).into()),
                ("updated_at", self.0.clock.now().into()),
            ],
        )
        .await;
        id
    }

    async fn session(&self, user_id: Uuid) -> Uuid {
        let id = Uuid::now_v7();
        let now = self.0.clock.now();
        self.insert(
            "sessions",
            vec![
                ("id", id.into()),
                ("user_id", user_id.into()),
                ("refresh_hash", id.simple().to_string().into()),
                ("last_used_at", now.into()),
                ("expires_at", (now + chrono::Duration::days(30)).into()),
            ],
        )
        .await;
        id
    }

    /// Inserts a row created now.
    async fn insert(&self, table: &'static str, mut columns: Vec<(&'static str, Value)>) {
        columns.push(("created_at", self.0.clock.now().into()));
        let (names, values): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let row = values.into_iter().map(Into::into).collect::<Vec<_>>();
        let statement = Query::insert().into_table(table).columns(names).values_panic(row).to_owned();
        self.0.state.store.writer().execute(&statement).await.unwrap();
    }
}
