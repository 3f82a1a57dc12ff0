//! The people and the targets of the walk.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use domain::access::{Permission, Role};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Client, Person, Reply, TestApp, epci_code};
use crate::openapi::{Operation, document, operations};

/// Kinds of callers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Caller {
    /// Without credentials.
    Anonymous,
    /// A tablet on the stand of the event of [`Place::Own`].
    Device,
    /// Reads figures.
    Copil,
    /// Acts on behalf of the employer of [`Place::Own`].
    Employer,
    /// Référent of another territory.
    Elsewhere,
    /// Référent of the territory of the targets.
    Here,
    /// Runs the programme.
    Admin,
}

impl Caller {
    /// Every kind.
    pub const ALL: [Caller; 7] = [
        Caller::Anonymous,
        Caller::Device,
        Caller::Copil,
        Caller::Employer,
        Caller::Elsewhere,
        Caller::Here,
        Caller::Admin,
    ];

    /// Whether no account stands behind this caller.
    pub fn is_no_account(self) -> bool {
        matches!(self, Caller::Anonymous | Caller::Device)
    }

    /// Whether the role table gives this caller the permission.
    pub fn holds(self, permission: Permission) -> bool {
        let role = match self {
            Caller::Anonymous | Caller::Device => return false,
            Caller::Copil => Role::CopilReader,
            Caller::Employer => Role::Employer,
            Caller::Elsewhere | Caller::Here => Role::Referent,
            Caller::Admin => Role::ProgrammeAdmin,
        };
        permission.roles().contains(&role)
    }

    /// Whether the file at this place is assigned to this caller.
    pub fn is_referent_of(self, place: Place) -> bool {
        match self {
            Caller::Here => matches!(place, Place::Own | Place::Archived),
            Caller::Elsewhere => place == Place::OtherTerritory,
            _ => false,
        }
    }

    /// Whether the territory of this place is this référent's own.
    pub fn is_of_territory(self, place: Place) -> bool {
        match self {
            Caller::Here => place != Place::OtherTerritory,
            Caller::Elsewhere => place == Place::OtherTerritory,
            _ => false,
        }
    }

    /// Whether this caller sees the employer at this place: its own, or all of them for those who work for the programme.
    pub fn sees_employer(self, place: Place) -> bool {
        match self {
            Caller::Employer => place == Place::Own,
            _ => place != Place::Nowhere,
        }
    }

    /// Whether this caller sees the item of the communication kit at this place: what is archived is offered to nobody.
    pub fn is_offered(self, place: Place) -> bool {
        place != Place::Nowhere && (self != Caller::Employer || place != Place::Archived)
    }

    /// Whether a file or request at this place lies in the caller's territory.
    pub fn covers(self, place: Place) -> bool {
        match self {
            Caller::Anonymous | Caller::Device | Caller::Copil | Caller::Employer => false,
            Caller::Elsewhere => place == Place::OtherTerritory,
            Caller::Here => matches!(place, Place::Own | Place::SameTerritory | Place::Archived),
            Caller::Admin => place != Place::Nowhere,
        }
    }
}

/// Where a target is, seen from the référent [`Caller::Here`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// Theirs.
    Own,
    /// Of a colleague, in their territory.
    SameTerritory,
    /// In the territory of [`Caller::Elsewhere`].
    OtherTerritory,
    /// Theirs, archived.
    Archived,
    /// Does not exist.
    Nowhere,
}

impl Place {
    /// Every place.
    pub const ALL: [Place; 5] =
        [Place::Own, Place::SameTerritory, Place::OtherTerritory, Place::Archived, Place::Nowhere];

    fn epci_code(self) -> String {
        epci_code(if self == Place::OtherTerritory { TERRITORIES.1 } else { TERRITORIES.0 })
    }
}

/// Ids of a target and of its parts, by the name of the path parameter.
type Ids = HashMap<String, String>;

/// The application with people of every kind and a target of every kind at every place.
pub struct World {
    app: TestApp,
    clients: HashMap<Caller, Client>,
    admin: Person,
    here: Person,
    colleague: Person,
    elsewhere: Person,
    operations: HashMap<String, Operation>,
    targets: RefCell<HashMap<Place, Ids>>,
    targets_set: Cell<i32>,
}

/// Territories of [`Caller::Here`] and [`Caller::Elsewhere`].
const TERRITORIES: (&str, &str) = ("Grand-Figeac", "Grand Cahors");

impl World {
    /// Prepares everything through the API, as an administrator would.
    pub async fn build() -> World {
        let app = TestApp::spawn().await;
        let (here, elsewhere) = (app.referent(TERRITORIES.0).await, app.referent(TERRITORIES.1).await);
        let (admin, colleague) = (app.admin().await, app.referent(TERRITORIES.0).await);
        let clients = HashMap::from([
            (Caller::Anonymous, app.anonymous()),
            (Caller::Copil, app.copil().await.client),
            (Caller::Elsewhere, elsewhere.client.clone()),
            (Caller::Here, here.client.clone()),
            (Caller::Admin, admin.client.clone()),
        ]);
        let operations = operations(&document()).into_iter().map(|one| (one.id().to_owned(), one)).collect();
        let mut world = World {
            app,
            clients,
            admin,
            here,
            colleague,
            elsewhere,
            operations,
            targets: RefCell::default(),
            targets_set: Cell::new(0),
        };
        for place in Place::ALL {
            let ids = world.targets_at(place).await;
            world.targets.borrow_mut().insert(place, ids);
        }
        let employer = world.double(Caller::Employer).await;
        world.clients.insert(Caller::Employer, employer);
        let device = world.double(Caller::Device).await;
        world.clients.insert(Caller::Device, device);
        world
    }

    /// Calls an operation; with `changes`, on a target made for this call when the call would use it up.
    pub async fn call(&self, operation: &Operation, caller: Caller, place: Place, changes: bool) -> Reply {
        let uses_up = operation.method == "DELETE" || operation.path.contains("/transitions");
        let personal = operation.path.contains("/auth/") && !caller.is_no_account();
        let ids = match changes && uses_up && operation.path.contains('{') {
            true => self.fresh(operation, place).await,
            false => self.targets.borrow()[&place].clone(),
        };
        // What one does to one's own account must not end the session of the others who call.
        let client = if personal { self.double(caller).await } else { self.clients[&caller].clone() };
        let mut path = operation.path.clone();
        if personal && place == Place::Own && path.contains("{session_id}") {
            let sessions = client.get("/api/v1/auth/sessions").await.expect(200).json();
            path = path.replace("{session_id}", sessions["items"][0]["id"].as_str().unwrap());
        }
        if place == Place::Own && path.contains("{mention_id}") {
            path = path.replace("{mention_id}", &self.mention_of(caller).await);
        }
        for (name, id) in &ids {
            path = path.replace(&format!("{{{name}}}"), id);
        }
        assert!(!path.contains('{'), "{}: no target for {path}", operation.id());
        let mut call = client.call(operation.method.parse().unwrap(), &path).if_match(1);
        if let Some(mut body) = operation.example() {
            if operation.id() == "create_local_resource" {
                body["territory_code"] = json!(place.epci_code());
            }
            call = call.json(body);
        } else if !operation.spec["requestBody"].is_null() {
            call = call.bytes("application/octet-stream", "Nom;Prénom\nEssai;Camille\n");
        }
        call.await
    }

    /// Somebody of the same kind with an account of their own.
    async fn double(&self, caller: Caller) -> Client {
        match caller {
            Caller::Anonymous => self.app.anonymous(),
            Caller::Device => {
                let own = self.targets.borrow()[&Place::Own]["event_id"].clone();
                crate::stands::device_of(&self.app, &own).await
            }
            Caller::Copil => self.app.copil().await.client,
            Caller::Employer => {
                let own = self.targets.borrow()[&Place::Own]["employer_id"].clone();
                self.app.employer(&own).await.client
            }
            Caller::Elsewhere => self.app.referent(TERRITORIES.1).await.client,
            Caller::Here => self.app.referent(TERRITORIES.0).await.client,
            Caller::Admin => self.app.admin().await.client,
        }
    }

    /// Makes a target of every kind at a place.
    async fn targets_at(&self, place: Place) -> Ids {
        let mut ids = Ids::new();
        for operation in self.operations.values() {
            for name in operation.path.split('{').skip(1).filter_map(|rest| rest.split('}').next()) {
                ids.insert(name.to_owned(), Uuid::now_v7().to_string());
            }
        }
        if place != Place::Nowhere {
            ids.insert("mention_id".to_owned(), self.mention_of(Caller::Anonymous).await);
            self.add_file(place, &mut ids).await;
            self.add_people(place, &mut ids).await;
            self.add_request(place, &mut ids).await;
            self.add_import(&mut ids).await;
            self.add_local_resource(place, &mut ids).await;
            self.add_employer(place, &mut ids).await;
            self.add_kit_item(place, &mut ids).await;
            self.add_needs_survey(&mut ids).await;
            self.add_event(place, &mut ids).await;
            self.add_sign_up(&mut ids).await;
            self.add_campaign(place, &mut ids).await;
            self.add_endowment(place, &mut ids).await;
            self.add_ambassador(place, &mut ids).await;
            self.add_invitation(&mut ids).await;
            self.add_target(&mut ids).await;
            self.add_report(&mut ids).await;
            self.add_steering(place, &mut ids).await;
            self.add_privacy_request(&mut ids).await;
        }
        ids
    }

    /// The targets of a place, those that this operation is about made anew.
    async fn fresh(&self, operation: &Operation, place: Place) -> Ids {
        let mut ids = self.targets.borrow()[&place].clone();
        match operation.path.split('/').nth(3) {
            Some("prospects") => self.add_file(place, &mut ids).await,
            Some("contact-requests") => self.add_request(place, &mut ids).await,
            Some("imports") => self.add_import(&mut ids).await,
            Some("local-resources") => self.add_local_resource(place, &mut ids).await,
            Some("employers") if operation.path.ends_with("{employer_id}") || place == Place::Archived => {
                self.add_employer(place, &mut ids).await;
            }
            Some("employers") => self.add_parts_of_employer(place, &mut ids).await,
            // The employer of the archived place is archived: its offers are made with one of their own.
            Some("job-offers") if place == Place::Archived => self.add_employer(place, &mut ids).await,
            Some("job-offers") => self.add_job_offer(place, &mut ids).await,
            Some("kit-items") => self.add_kit_item(place, &mut ids).await,
            Some("needs-surveys") => self.add_needs_survey(&mut ids).await,
            Some("reports" | "published-figures") => self.add_report(&mut ids).await,
            Some("events") => self.add_event(place, &mut ids).await,
            Some("campaigns" | "touchpoints") => self.add_campaign(place, &mut ids).await,
            Some("ambassador-invitations") => self.add_invitation(&mut ids).await,
            Some("targets") => self.add_target(&mut ids).await,
            Some("privacy-requests") => self.add_privacy_request(&mut ids).await,
            Some("working-groups" | "steering-actions" | "roadmap-items") => self.add_steering(place, &mut ids).await,
            Some("endowments") => self.add_endowment(place, &mut ids).await,
            Some("ambassadors") => self.add_ambassador(place, &mut ids).await,
            Some("employer-sign-ups") => self.add_sign_up(&mut ids).await,
            Some("partners" | "referents" | "users") => self.add_people(place, &mut ids).await,
            _ => {}
        }
        ids
    }

    /// A colleague's attention called, or the caller's own when they can be called at all.
    async fn mention_of(&self, caller: Caller) -> String {
        let (person, place) = match caller {
            Caller::Here => (&self.here, Place::Own),
            Caller::Elsewhere => (&self.elsewhere, Place::OtherTerritory),
            Caller::Admin => (&self.admin, Place::Own),
            Caller::Anonymous | Caller::Device | Caller::Copil | Caller::Employer => {
                (&self.colleague, Place::SameTerritory)
            }
        };
        let mut file = self.example("create_prospect");
        file["allow_duplicate"] = json!(true);
        file["wished_territories"] = json!([place.epci_code()]);
        let id = self.admin.post("/api/v1/prospects").json(file).await.expect(201).id();
        let author = if caller == Caller::Admin { &self.here } else { &self.admin };
        let note = json!({"kind": "note", "summary": "À voir ensemble", "mentions": [person.user_id]});
        author.post(format!("/api/v1/prospects/{id}/interactions")).json(note).await.expect(201);
        crate::mentions::unseen(&self.app, person).await.remove(0).id.to_string()
    }

    /// A household's file, with one of each of its parts.
    async fn add_file(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let mut body = self.example("create_prospect");
        body["allow_duplicate"] = json!(true);
        body["wished_territories"] = json!([place.epci_code()]);
        let id = admin.post("/api/v1/prospects").json(body).await.expect(201).id();
        let path = format!("/api/v1/prospects/{id}");
        let referent = match place {
            Place::OtherTerritory => &self.elsewhere,
            Place::SameTerritory => &self.colleague,
            _ => &self.here,
        };
        for (operation, part) in [
            ("create_member", "member"),
            ("create_need", "need"),
            ("create_task", "task"),
            ("create_interaction", "interaction"),
            ("create_consent", "consent"),
        ] {
            let author = if part == "interaction" { &referent.client } else { admin };
            let made = author.post(format!("{path}/{part}s")).json(self.example(operation)).await.expect(201);
            ids.insert(format!("{part}_id"), made.id());
        }
        let history = admin.get(&path).await.expect(200).json()["history"].clone();
        ids.insert("status_change_id".to_owned(), history[0]["id"].as_str().unwrap().to_owned());
        let assignment = json!({ "referent_id": referent.referent_id, "role": "territorial" });
        let assignment = admin.post(format!("{path}/assignments")).json(assignment).await.expect(201);
        ids.insert("assignment_id".to_owned(), assignment.id());
        self.add_ambassador(place, ids).await;
        let agreement = self.example("create_sponsoring_proposals");
        let sponsors = admin.post(format!("{path}/sponsoring-proposals")).json(agreement).await.expect(201).json();
        let first = sponsors["items"][0]["id"].as_str().unwrap().to_owned();
        ids.insert("sponsoring_proposal_id".to_owned(), first);
        self.add_twin(place, &id, ids).await;
        if place == Place::Archived {
            let version = admin.get(&path).await.expect(200).version();
            admin.delete(&path).if_match(version).await.expect(204);
        }
        ids.insert("prospect_id".to_owned(), id);
    }

    /// A file of the place that resembles this one, and a merge of both whose time is over.
    async fn add_twin(&self, place: Place, id: &str, ids: &mut Ids) {
        let mut body = self.example("create_prospect");
        body["allow_duplicate"] = json!(true);
        body["wished_territories"] = json!([place.epci_code()]);
        let twin = self.clients[&Caller::Admin].post("/api/v1/prospects").json(body).await.expect(201).id();
        let (id, twin): (Uuid, Uuid) = (id.parse().unwrap(), twin.parse().unwrap());
        ids.insert("duplicate_id".to_owned(), crate::duplicates::alike(&self.app, id, twin).await.to_string());
        ids.insert("merge_id".to_owned(), crate::merges::long_ago(&self.app, id, twin).await.to_string());
    }

    /// A partner, an account and a référent; they have no territory of their own that would hide them.
    async fn add_people(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let mut partner = self.example("create_partner");
        partner["name"] = json!(format!("Partenaire {}", Uuid::now_v7().simple()));
        let partner = admin.post("/api/v1/partners").json(partner).await.expect(201);
        let mut user = self.example("create_user");
        user["email"] = json!(format!("{}@lot.example", Uuid::now_v7().simple()));
        let user = admin.post("/api/v1/users").json(user).await.expect(201);
        let mut referent = self.example("create_referent");
        referent["partner_id"] = json!(partner.id());
        let referent = admin.post("/api/v1/referents").json(referent).await.expect(201);
        if place == Place::Archived {
            admin.delete(format!("/api/v1/referents/{}", referent.id())).if_match(referent.version()).await.expect(204);
            admin.delete(format!("/api/v1/partners/{}", partner.id())).if_match(partner.version()).await.expect(204);
        }
        for (name, made) in [("partner_id", partner), ("user_id", user), ("referent_id", referent)] {
            ids.insert(name.to_owned(), made.id());
        }
    }

    /// An entry of the local directory.
    async fn add_local_resource(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let mut body = self.example("create_local_resource");
        body["territory_code"] = json!(place.epci_code());
        let entry = admin.post("/api/v1/local-resources").json(body).await.expect(201);
        if place == Place::Archived {
            let path = format!("/api/v1/local-resources/{}", entry.id());
            admin.delete(path).if_match(entry.version()).await.expect(204);
        }
        ids.insert("local_resource_id".to_owned(), entry.id());
    }

    /// An employer, with somebody to talk to and a meeting that the référent of the place wrote down.
    async fn add_employer(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let mut body = self.example("create_employer");
        body["siret"] = json!(crate::employers::some_siret());
        let employer = admin.post("/api/v1/employers").json(body).await.expect(201);
        ids.insert("employer_id".to_owned(), employer.id());
        self.add_parts_of_employer(place, ids).await;
        self.add_job_offer(place, ids).await;
        if place == Place::Archived {
            let path = format!("/api/v1/employers/{}", employer.id());
            admin.delete(path).if_match(employer.version()).await.expect(204);
        }
    }

    /// A draft of the employer of the place.
    async fn add_job_offer(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let mut body = self.example("create_job_offer");
        body["employer_id"] = json!(ids["employer_id"]);
        let offer = admin.post("/api/v1/job-offers").json(body).await.expect(201);
        if place == Place::Archived {
            let path = format!("/api/v1/job-offers/{}", offer.id());
            admin.delete(path).if_match(offer.version()).await.expect(204);
        }
        ids.insert("job_offer_id".to_owned(), offer.id());
    }

    async fn add_parts_of_employer(&self, place: Place, ids: &mut Ids) {
        let referent = match place {
            Place::OtherTerritory => &self.elsewhere,
            Place::SameTerritory => &self.colleague,
            _ => &self.here,
        };
        let path = format!("/api/v1/employers/{}", ids["employer_id"]);
        if self.admin.get(&path).await.expect(200).json()["archived_at"].is_string() {
            return;
        }
        for (operation, part) in [("create_employer_contact", "contact"), ("create_employer_meeting", "meeting")] {
            let made = referent.post(format!("{path}/{part}s")).json(self.example(operation)).await.expect(201);
            ids.insert(format!("{part}_id"), made.id());
        }
        let mut colleague = self.example("create_employer_account");
        colleague["email"] = json!(format!("{}@employer.example", Uuid::now_v7().simple()));
        let colleague = referent.post(format!("{path}/accounts")).json(colleague).await.expect(201);
        ids.insert("account_id".to_owned(), colleague.id());
    }

    /// An employer that signs up.
    async fn add_sign_up(&self, ids: &mut Ids) {
        let anonymous = &self.clients[&Caller::Anonymous];
        let mut form = self.example("create_employer_sign_up");
        form["token"] = anonymous.get("/api/v1/public/employer-sign-up-form").await.expect(200).json()["token"].take();
        form["siret"] = json!(crate::employers::some_siret());
        // A person takes a moment to fill the form.
        self.app.clock.advance(chrono::Duration::seconds(20));
        anonymous.post("/api/v1/public/employer-sign-ups").json(form).await.expect(201);
        let newest = self.admin.get("/api/v1/employer-sign-ups?limit=1").await.expect(200).json();
        ids.insert("sign_up_id".to_owned(), newest["items"][0]["id"].as_str().unwrap().to_owned());
    }

    /// An ambassador of the place, with room for households.
    async fn add_ambassador(&self, place: Place, ids: &mut Ids) {
        let mut body = self.example("create_ambassador");
        body["email"] = json!(format!("{}@ambassade.example", Uuid::now_v7().simple()));
        body["commune_code"] = json!(if place == Place::OtherTerritory { "46042" } else { "46102" });
        body["sponsoring_capacity"] = json!(10);
        let made = self.clients[&Caller::Admin].post("/api/v1/ambassadors").json(body).await.expect(201);
        let gift = self.example("create_endowment");
        let gift = self.clients[&Caller::Admin].post("/api/v1/endowments").json(gift).await.expect(201).id();
        let path = format!("/api/v1/ambassadors/{}/endowments", made.id());
        let given = self.clients[&Caller::Admin].post(path).json(json!({ "endowment_id": gift })).await.expect(201);
        ids.insert("grant_id".to_owned(), given.id());
        ids.insert("ambassador_id".to_owned(), made.id());
    }

    /// An endowment of the catalogue; it is the programme's, wherever the caller is.
    async fn add_endowment(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let made = admin.post("/api/v1/endowments").json(self.example("create_endowment")).await.expect(201);
        if place == Place::Archived {
            admin.delete(format!("/api/v1/endowments/{}", made.id())).if_match(1).await.expect(204);
        }
        ids.insert("endowment_id".to_owned(), made.id());
    }

    /// An invitation of ambassadors to the event of the place, not sent yet.
    async fn add_invitation(&self, ids: &mut Ids) {
        let mut body = self.example("create_ambassador_invitation");
        body["events"] = json!([ids["event_id"]]);
        let made = self.clients[&Caller::Admin].post("/api/v1/ambassador-invitations").json(body).await.expect(201);
        ids.insert("invitation_id".to_owned(), made.id());
    }

    /// A target of a year that has none yet.
    async fn add_target(&self, ids: &mut Ids) {
        let year = 2030 + self.targets_set.replace(self.targets_set.get() + 1);
        let path = format!("/api/v1/targets/families_settled/{year}");
        self.clients[&Caller::Admin].put(path).json(self.example("put_target")).await.expect(201);
        ids.insert("indicator".to_owned(), "families_settled".to_owned());
        ids.insert("year".to_owned(), year.to_string());
    }

    /// A request of the public form; the archived one has expired.
    async fn add_request(&self, place: Place, ids: &mut Ids) {
        let (anonymous, admin) = (&self.clients[&Caller::Anonymous], &self.clients[&Caller::Admin]);
        let mut form = self.example("create_contact_request");
        form["token"] = anonymous.get("/api/v1/public/contact-form").await.expect(200).json()["token"].take();
        form["email"] = json!(format!("{}@foyer.example", Uuid::now_v7().simple()));
        form["wished_territories"] = json!([place.epci_code()]);
        // A person takes a moment to fill the form.
        self.app.clock.advance(chrono::Duration::seconds(20));
        anonymous.post("/api/v1/public/contact-requests").json(form).await.expect(201);
        let newest = admin.get("/api/v1/contact-requests?limit=1").await.expect(200).json();
        let id = newest["items"][0]["id"].as_str().unwrap().to_owned();
        if place == Place::Archived {
            let expired = json!({ "to": "expired", "reason": "Sans suite" });
            admin
                .post(format!("/api/v1/contact-requests/{id}/transitions"))
                .if_match(1)
                .json(expired)
                .await
                .expect(200);
        }
        ids.insert("request_id".to_owned(), id);
    }

    /// A spreadsheet received; only those who run the programme know of any.
    async fn add_import(&self, ids: &mut Ids) {
        let sheet = "Nom;Prénom;Mail;Date demande;Statut\nEssai;Camille;camille@foyer.example;05/01/2024;Nouveau\n";
        let path = "/api/v1/imports?filename=essai.csv";
        let made = self.clients[&Caller::Admin].post(path).bytes("application/octet-stream", sheet).await.expect(201);
        ids.insert("import_id".to_owned(), made.id());
    }

    /// An item of the communication kit with one version of its file.
    async fn add_kit_item(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let item = admin.post("/api/v1/kit-items").json(self.example("create_kit_item")).await.expect(201);
        let path = format!("/api/v1/kit-items/{}", item.id());
        let file = format!("{path}/files?filename=affiche.pdf");
        admin.post(file).bytes("application/pdf", "%PDF-1.7\n").await.expect(201);
        if place == Place::Archived {
            admin.delete(&path).if_match(item.version()).await.expect(204);
        }
        ids.insert("kit_item_id".to_owned(), item.id());
        ids.insert("number".to_owned(), "1".to_owned());
    }

    /// A survey that is open: employers see no draft.
    async fn add_needs_survey(&self, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let survey = admin.post("/api/v1/needs-surveys").json(self.example("create_needs_survey")).await.expect(201);
        let moves = format!("/api/v1/needs-surveys/{}/transitions", survey.id());
        admin.post(moves).json(json!({"to": "open"})).await.expect(200);
        ids.insert("survey_id".to_owned(), survey.id());
    }

    /// A published report, the one there is, and what was told to the press.
    async fn add_report(&self, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let published = "/api/v1/reports?status=published";
        let mut known = admin.get(published).await.expect(200).json();
        if known["items"][0].is_null() {
            crate::reports::published(admin, 2024).await;
            let table = std::fs::read_to_string(crate::reports::PRESS).unwrap();
            admin.post("/api/v1/published-figures/import").bytes("text/csv", table).await.expect(200);
            known = admin.get(published).await.expect(200).json();
        }
        let figures = admin.get("/api/v1/published-figures").await.expect(200).json();
        for (name, id) in [("report_id", &known["items"][0]["id"]), ("published_figure_id", &figures["items"][0]["id"])]
        {
            ids.insert(name.to_owned(), id.as_str().unwrap().to_owned());
        }
    }

    /// An event that the référent of the place announced, with somebody who is expected, a session and somebody who comes.
    async fn add_event(&self, place: Place, ids: &mut Ids) {
        let referent = match place {
            Place::OtherTerritory => &self.elsewhere,
            Place::SameTerritory => &self.colleague,
            _ => &self.here,
        };
        let mut event = self.example("create_event");
        // Devices come onto a stand during the days of its event only.
        event["days"].as_array_mut().unwrap().push(json!({"on": "2026-11-21"}));
        let event = referent.post("/api/v1/events").json(event).await.expect(201);
        let mut shift = self.example("create_event_shift");
        shift["user_id"] = json!(referent.user_id);
        let shift = referent.post(format!("/api/v1/events/{}/shifts", event.id())).json(shift).await.expect(201);
        let path = format!("/api/v1/events/{}", event.id());
        let session = self.example("create_event_session");
        let session = referent.post(format!("{path}/sessions")).json(session).await.expect(201);
        referent.post(format!("{path}/transitions")).json(json!({"to": "published"})).await.expect(200);
        let comer = self.example("create_event_registration");
        let comer = referent.post(format!("{path}/registrations")).json(comer).await.expect(201);
        let (device_id, capture_id) = crate::stands::met(&self.app, &referent.client, &event.id()).await;
        ids.insert("device_id".to_owned(), device_id);
        ids.insert("capture_id".to_owned(), capture_id);
        let made =
            [("event_id", event), ("shift_id", shift), ("event_session_id", session), ("registration_id", comer)];
        for (name, made) in made {
            ids.insert(name.to_owned(), made.id());
        }
    }

    /// A campaign with a touchpoint; they are the programme's, wherever the caller is.
    async fn add_campaign(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let mut body = self.example("create_campaign");
        body["code"] = json!(Uuid::now_v7().to_string());
        let campaign = admin.post("/api/v1/campaigns").json(body).await.expect(201);
        let mut body = self.example("create_touchpoint");
        body["campaign_id"] = json!(campaign.id());
        let touchpoint = admin.post("/api/v1/touchpoints").json(body).await.expect(201);
        if place == Place::Archived {
            admin.delete(format!("/api/v1/touchpoints/{}", touchpoint.id())).if_match(1).await.expect(204);
            admin.delete(format!("/api/v1/campaigns/{}", campaign.id())).if_match(1).await.expect(204);
        }
        ids.insert("campaign_id".to_owned(), campaign.id());
        ids.insert("touchpoint_id".to_owned(), touchpoint.id());
    }

    /// Something that somebody asks for about their data.
    async fn add_privacy_request(&self, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let made =
            admin.post("/api/v1/privacy-requests").json(self.example("create_privacy_request")).await.expect(201);
        ids.insert("privacy_request_id".to_owned(), made.id());
    }

    /// A committee, a working group with an action for which the référent of the place answers, an item of the roadmap.
    async fn add_steering(&self, place: Place, ids: &mut Ids) {
        let admin = &self.clients[&Caller::Admin];
        let referent = match place {
            Place::OtherTerritory => &self.elsewhere,
            Place::SameTerritory => &self.colleague,
            _ => &self.here,
        };
        let mut committee = self.example("create_event");
        committee["kind"] = json!("steering_committee");
        let committee = admin.post("/api/v1/events").json(committee).await.expect(201);
        let group = admin.post("/api/v1/working-groups").json(self.example("create_working_group")).await.expect(201);
        let mut action = self.example("create_steering_action");
        action["working_group_id"] = json!(group.id());
        action["owner_user_id"] = json!(referent.user_id);
        let action = admin.post("/api/v1/steering-actions").json(action).await.expect(201);
        let item = admin.post("/api/v1/roadmap-items").json(self.example("create_roadmap_item")).await.expect(201);
        if place == Place::Archived {
            admin.delete(format!("/api/v1/working-groups/{}", group.id())).if_match(1).await.expect(204);
        }
        let made = [
            ("committee_id", committee),
            ("working_group_id", group),
            ("action_id", action),
            ("roadmap_item_id", item),
        ];
        for (name, made) in made {
            ids.insert(name.to_owned(), made.id());
        }
    }

    /// The example that the contract gives for an operation.
    fn example(&self, operation: &str) -> Value {
        let found = self.operations.get(operation).and_then(Operation::example);
        found.unwrap_or_else(|| panic!("{operation} shows no example"))
    }
}
