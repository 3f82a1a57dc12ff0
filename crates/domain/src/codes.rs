//! The closed lists of codes the programme stores: one enum per list, declared once.
//!
//! A code is what databases, files and the API carry; its French label stands in
//! `data/reference/labels-fr.csv`, and a test keeps both complete. Codes are never renamed
//! once released: a word that goes out of use keeps its code and loses its place on screens.

/// Declares the enums and the table of all lists in one go, so that no list can be forgotten.
macro_rules! codes {
    ($(
        $(#[$about:meta])*
        $name:ident in $list:literal { $($variant:ident = $code:literal),+ $(,)? }
    )+) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
            pub enum $name {
                $(#[doc = concat!("`", $code, "`")] $variant,)+
            }

            impl $name {
                /// Name of the list under `/reference/lists`.
                pub const LIST: &'static str = $list;
                /// Every value, in the order screens show them.
                pub const ALL: &'static [Self] = &[$(Self::$variant),+];
                /// The code of every value, in the order of [`Self::ALL`].
                pub const CODES: &'static [&'static str] = &[$($code),+];

                /// The stored and transmitted code.
                #[must_use]
                pub const fn as_str(self) -> &'static str {
                    match self { $(Self::$variant => $code),+ }
                }

                /// The value of a code, or `None` when the code is not in the list.
                /// Codes are compared exactly: trimming and case are the caller's business.
                #[must_use]
                pub fn parse(code: &str) -> Option<Self> {
                    match code { $($code => Some(Self::$variant),)+ _ => None }
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.pad(self.as_str())
                }
            }
        )+

        const LISTS: &[(&str, &[&str])] = &[$(($name::LIST, $name::CODES)),+];
    };
}

/// Every list with its codes, in the order of their declaration.
#[must_use]
pub fn lists() -> &'static [(&'static str, &'static [&'static str])] {
    LISTS
}

codes! {
    /// State of a household's file; the moves between states are in `prospects`.
    ProspectStatus in "prospect_statuses" {
        New = "new", Qualified = "qualified", Assigned = "assigned", Supported = "supported",
        Confirmed = "confirmed", Settled = "settled", Integrated = "integrated",
        Departed = "departed", Dormant = "dormant", Closed = "closed", Merged = "merged",
        Anonymised = "anonymised",
    }

    /// Where a file stands, in the words of the household's own page.
    HouseholdStage in "household_stages" {
        Received = "received", Looking = "looking", Accompanied = "accompanied",
        Settled = "settled", Paused = "paused", Closed = "closed",
    }

    /// Why a file was closed without an installation.
    ClosingReason in "closing_reasons" {
        OutOfScope = "out_of_scope", Unreachable = "unreachable", Abandoned = "abandoned",
        Other = "other",
    }

    /// What the household wants to do in the Lot; a file may carry several.
    ProjectType in "project_types" {
        Employee = "employee", BusinessCreation = "business_creation",
        BusinessTakeover = "business_takeover", FarmTakeover = "farm_takeover", Craft = "craft",
        Health = "health", RemoteWork = "remote_work", YouthReturn = "youth_return",
        Retirement = "retirement",
    }

    /// Door through which the request came in.
    Source in "sources" {
        Web = "web", Stand = "stand", Campaign = "campaign", Employer = "employer",
        Ambassador = "ambassador", Partner = "partner", Phone = "phone",
        WordOfMouth = "word_of_mouth", Import = "import", Other = "other",
    }

    /// Tie the household already has with the Lot.
    LotLink in "lot_links" {
        None = "none", Holidays = "holidays", Family = "family", Native = "native",
        Studies = "studies",
    }

    /// Public of the programme's campaigns the household belongs to.
    TargetGroup in "target_groups" {
        Families = "families", YoungWorkers = "young_workers",
        YoungLotoisReturn = "young_lotois_return", StudentsInterns = "students_interns",
        HealthProfessionals = "health_professionals", ExecutivesTechnicians = "executives_technicians",
        Farmers = "farmers", Craftspeople = "craftspeople", Entrepreneurs = "entrepreneurs",
        RemoteWorkers = "remote_workers", Retirees = "retirees", Other = "other",
    }

    /// How far the decision to move has ripened.
    Maturity in "maturities" {
        Idea = "idea", Thinking = "thinking", Decided = "decided", Dated = "dated",
    }

    /// When the household expects to move in.
    Horizon in "horizons" {
        Under3Months = "under_3_months", ThreeTo6Months = "three_to_6_months",
        SixTo12Months = "six_to_12_months", OverAYear = "over_a_year", Unknown = "unknown",
    }

    /// Shape of the household that moves.
    HouseholdKind in "household_kinds" {
        Alone = "alone", Couple = "couple", Family = "family",
    }

    /// Place of a person in the household.
    MemberRole in "member_roles" {
        Lead = "lead", Partner = "partner", Child = "child", Other = "other",
    }

    /// Age band of a child, in years; the only thing known about a child.
    AgeBand in "age_bands" {
        Under3 = "under_3", ThreeTo5 = "three_to_5", SixTo10 = "six_to_10",
        ElevenTo14 = "eleven_to_14", FifteenTo17 = "fifteen_to_17", EighteenPlus = "eighteen_plus",
    }

    /// Why the household wants to come.
    Motive in "motives" {
        QualityOfLife = "quality_of_life", Nature = "nature", JobOpportunity = "job_opportunity",
        OwnProject = "own_project", CareerChange = "career_change", FamilyNearby = "family_nearby",
        BackToRoots = "back_to_roots", HousingCost = "housing_cost",
        ChildrenUpbringing = "children_upbringing", LeavingTheCity = "leaving_the_city",
        PartnerTransfer = "partner_transfer", Other = "other",
    }

    /// What holds the household back (*freins*).
    Obstacle in "obstacles" {
        Housing = "housing", PartnerEmployment = "partner_employment", Employment = "employment",
        Salary = "salary", Mobility = "mobility", Childcare = "childcare",
        Schooling = "schooling", HealthAccess = "health_access", DistanceFamily = "distance_family",
        Financing = "financing", PropertySale = "property_sale", Administrative = "administrative",
        LanguageBarrier = "language_barrier", Other = "other",
    }

    /// Housing the household looks for.
    HousingWish in "housing_wishes" {
        Rent = "rent", SocialRent = "social_rent", Temporary = "temporary",
        RentThenBuy = "rent_then_buy", Buy = "buy", Build = "build",
        WithBusiness = "with_business", AlreadyHoused = "already_housed", Unknown = "unknown",
    }

    /// Subject of a need to be met for the household to settle.
    NeedTheme in "need_themes" {
        Employment = "employment", PartnerEmployment = "partner_employment", Housing = "housing",
        EarlyChildhood = "early_childhood", Schooling = "schooling",
        CultureLeisure = "culture_leisure", Associations = "associations", Health = "health",
        Mobility = "mobility", Paperwork = "paperwork",
    }

    /// Progress of one need.
    NeedStatus in "need_statuses" {
        ToDo = "to_do", InProgress = "in_progress", Met = "met", Unsolved = "unsolved",
        Dropped = "dropped",
    }

    /// Part a référent takes in a file.
    ReferentRole in "referent_roles" {
        Territorial = "territorial", Technical = "technical", CoReferent = "co_referent",
    }

    /// State of the proposal of a file to a référent.
    AssignmentStatus in "assignment_statuses" {
        Proposed = "proposed", Accepted = "accepted", Declined = "declined", Expired = "expired",
        Transferred = "transferred", Ended = "ended",
    }

    /// Why a référent declined a file.
    DeclineReason in "decline_reasons" {
        OutOfSkill = "out_of_skill", OutOfZone = "out_of_zone", NoCapacity = "no_capacity",
        Absent = "absent", KnowsHousehold = "knows_household", Other = "other",
    }

    /// Why a proposal lost its ground before it was answered.
    ExpiryReason in "expiry_reasons" {
        NoAnswer = "no_answer", Absent = "absent", WishChanged = "wish_changed",
        Superseded = "superseded",
    }

    /// Why a file waits in the programme's pool for a territorial référent.
    PoolReason in "pool_reasons" {
        NoTerritory = "no_territory", NobodyLeft = "nobody_left",
    }

    /// Why a référent is not asked to take a file.
    RoutingExclusion in "routing_exclusions" {
        Archived = "archived", Declined = "declined", OutOfZone = "out_of_zone",
        OtherProjects = "other_projects", Absent = "absent", Full = "full",
    }

    /// What placed a référent behind the first one.
    RankingCriterion in "ranking_criteria" {
        Precision = "precision", Projects = "projects", Language = "language", Load = "load",
        Rest = "rest", Order = "order",
    }

    /// How closely a référent's zone fits the first wished territory, the closest first.
    ZonePrecision in "zone_precisions" {
        Commune = "commune", Epci = "epci", Departement = "departement",
    }

    /// Why a file stands among those that are late.
    OverdueReason in "overdue_reasons" {
        NextAction = "next_action", FirstContact = "first_contact",
    }

    /// Form of an exchange with the household or about it.
    InteractionKind in "interaction_kinds" {
        Call = "call", Email = "email", Sms = "sms", Video = "video", Meeting = "meeting",
        Visit = "visit", Note = "note",
    }

    /// Who spoke to whom; `internal` never counts as a contact with the household.
    Direction in "directions" {
        Inbound = "inbound", Outbound = "outbound", Internal = "internal",
    }

    /// Who may read an exchange.
    Visibility in "visibilities" {
        Partners = "partners", Private = "private",
    }

    /// What a person agrees to; each purpose is agreed to on its own.
    ConsentPurpose in "consent_purposes" {
        FollowUp = "follow_up", ShareWithPartners = "share_with_partners",
        ProfileDiffusion = "profile_diffusion", Newsletter = "newsletter",
        Invitations = "invitations", Studies = "studies", JobAlerts = "job_alerts",
    }

    /// How often an alert on public offers writes.
    AlertFrequency in "alert_frequencies" {
        Daily = "daily", Weekly = "weekly",
    }

    /// How the agreement was collected.
    ConsentChannel in "consent_channels" {
        WebForm = "web_form", Paper = "paper", Phone = "phone", Email = "email", Stand = "stand",
        Import = "import", Employer = "employer",
    }

    /// How the household's first job in the Lot was found.
    JobThrough in "job_through" {
        Employer = "employer", Offer = "offer", Creation = "creation", Takeover = "takeover",
        Remote = "remote", Transfer = "transfer", None = "none", Other = "other",
    }

    /// What was found when the household was called back 6 or 12 months after moving in.
    InstallationCheck in "installation_checks" {
        StillHere = "still_here", MovedWithinLot = "moved_within_lot", Left = "left",
        Unreachable = "unreachable",
    }

    /// Nature of a partner organisation.
    PartnerKind in "partner_kinds" {
        Departement = "departement", Epci = "epci", ChamberAgriculture = "chamber_agriculture",
        Cci = "cci", Cma = "cma", FranceTravail = "france_travail", Tourism = "tourism",
        Region = "region", State = "state", Housing = "housing", Health = "health",
        Association = "association", EmployerNetwork = "employer_network",
    }

    /// Level of the territory tree.
    TerritoryKind in "territory_kinds" {
        Departement = "departement", Epci = "epci", Commune = "commune",
    }

    /// Where a name of an occupation comes from.
    TitleKind in "title_kinds" {
        Everyday = "everyday", Appellation = "appellation",
    }

    /// What a person is in the programme; what each role may do is in `access`.
    Role in "roles" {
        ProgrammeAdmin = "programme_admin", Referent = "referent", CopilReader = "copil_reader",
        Employer = "employer",
    }

    /// State of a staff account.
    UserStatus in "user_statuses" {
        Invited = "invited", Active = "active", Disabled = "disabled",
    }

    /// State of a request sent by the public form.
    ContactRequestStatus in "contact_request_statuses" {
        Pending = "pending", Confirmed = "confirmed", Expired = "expired",
    }

    /// Contract types, by the codes France Travail uses for job offers.
    ContractType in "contract_types" {
        Cdi = "CDI", Cdd = "CDD", Mis = "MIS", Sai = "SAI", Din = "DIN", Ddi = "DDI", Ddt = "DDT",
        Tti = "TTI", Cce = "CCE", Fra = "FRA", Lib = "LIB", Rep = "REP",
    }

    /// Branch of activity an adult works in or wants to work in.
    Sector in "sectors" {
        Agriculture = "agriculture", AgriFood = "agri_food", Industry = "industry",
        Construction = "construction", Crafts = "crafts", Retail = "retail",
        HospitalityTourism = "hospitality_tourism", Health = "health", SocialCare = "social_care",
        Education = "education", PublicService = "public_service", Transport = "transport",
        Digital = "digital", BusinessServices = "business_services", Culture = "culture",
        Environment = "environment", Other = "other",
    }

    /// Time spent in the occupation.
    ExperienceLevel in "experience_levels" {
        Beginner = "beginner", UnderTwoYears = "under_2_years", TwoTo5Years = "two_to_5_years",
        FiveTo10Years = "five_to_10_years", Over10Years = "over_10_years",
    }

    /// Highest diploma, by the levels of the French framework of qualifications.
    EducationLevel in "education_levels" {
        NoDiploma = "no_diploma", Level3 = "level_3", Level4 = "level_4", Level5 = "level_5",
        Level6 = "level_6", Level7 = "level_7", Level8 = "level_8",
    }

    /// How much of the work the person wants to do from home.
    RemoteWork in "remote_work_wishes" {
        No = "no", SomeDays = "some_days", Full = "full",
    }

    /// Where a health professional stands in their course.
    HealthStatus in "health_statuses" {
        Student = "student", Intern = "intern", Graduate = "graduate", Locum = "locum",
        Salaried = "salaried", PrivatePractice = "private_practice", Returning = "returning",
        Retired = "retired",
    }

    /// Language spoken with the household (ISO 639-1 codes; `fsl`, French sign language, is ISO 639-3).
    Language in "languages" {
        French = "fr", English = "en", German = "de", Dutch = "nl", Spanish = "es",
        Portuguese = "pt", Italian = "it", Occitan = "oc", Arabic = "ar", Polish = "pl",
        Romanian = "ro", Ukrainian = "uk", Russian = "ru", Turkish = "tr", Chinese = "zh",
        FrenchSign = "fsl",
    }

    /// Nature of an employer.
    EmployerKind in "employer_kinds" {
        Public = "public", Private = "private", SoleTrader = "sole_trader", Craft = "craft",
        Farm = "farm", Association = "association",
    }

    /// How many people an employer pays, by the size classes of European statistics.
    HeadcountBand in "headcount_bands" {
        None = "none", Under10 = "under_10", From10To49 = "from_10_to_49", From50To249 = "from_50_to_249",
        Over250 = "over_250",
    }

    /// State of an employer's membership of the network.
    MembershipStatus in "membership_statuses" {
        Requested = "requested", Active = "active", Refused = "refused", Suspended = "suspended",
        Terminated = "terminated",
    }

    /// State of a job offer; the moves between states are in `job_offers`.
    JobOfferStatus in "job_offer_statuses" {
        Draft = "draft", Submitted = "submitted", Published = "published", Rejected = "rejected",
        Suspended = "suspended", Filled = "filled", Expired = "expired", Withdrawn = "withdrawn",
    }

    /// Where a job offer comes from.
    JobOfferSource in "job_offer_sources" {
        Direct = "direct", FranceTravail = "france_travail", File = "file",
    }

    /// What a job offer asks for, by the codes of France Travail.
    RequiredExperience in "required_experience" {
        Beginner = "D", Wished = "S", Required = "E",
    }

    /// Whether a recruit moves in with a spouse, as far as the employer knows.
    SpouseAnswer in "spouse_answers" {
        Yes = "yes", No = "no", Unknown = "unknown",
    }

    /// How far a referral has come, as an employer is told.
    ReferralStage in "referral_stages" {
        Transmitted = "transmitted", Received = "received", Accompanied = "accompanied",
        Settled = "settled", Closed = "closed",
    }

    /// State of an employer's sign-up.
    EmployerSignUpStatus in "employer_sign_up_statuses" {
        Pending = "pending", Waiting = "waiting", Accepted = "accepted", Refused = "refused",
        Expired = "expired",
    }

    /// How an employer was met.
    EmployerMeetingKind in "employer_meeting_kinds" {
        Visit = "visit", Meeting = "meeting", Call = "call", Video = "video", Event = "event",
    }

    /// Who an item of the communication kit is for.
    KitAudience in "kit_audiences" {
        Employer = "employer", Ambassador = "ambassador", Referent = "referent", Partner = "partner",
    }

    /// Where a needs survey stands; the moves between states are in `needs_surveys`.
    NeedsSurveyStatus in "needs_survey_statuses" {
        Draft = "draft", Open = "open", Closed = "closed",
    }

    /// What a question of a needs survey asks for.
    QuestionKind in "needs_question_kinds" {
        ShortText = "short_text", LongText = "long_text", SingleChoice = "single_choice",
        MultipleChoice = "multiple_choice", Number = "number", YesNo = "yes_no", Rating = "rating",
        Occupation = "occupation",
    }

    /// What an event is.
    EventKind in "event_kinds" {
        JobFair = "job_fair", VirtualFair = "virtual_fair", Health = "health", Farm = "farm",
        AmbassadorMeeting = "ambassador_meeting", SectorMeeting = "sector_meeting",
        SteeringCommittee = "steering_committee", Esport = "esport", Festival = "festival",
        WelcomeDay = "welcome_day", DiscoveryStay = "discovery_stay", Other = "other",
    }

    /// State of an event; the moves between states are in `events`.
    EventStatus in "event_statuses" {
        Draft = "draft", Published = "published", RegistrationsClosed = "registrations_closed",
        Running = "running", Finished = "finished", Archived = "archived", Cancelled = "cancelled",
    }

    /// Where people meet.
    EventFormat in "event_formats" {
        Onsite = "onsite", Online = "online", Hybrid = "hybrid",
    }

    /// What happens within an event; a slot is for one person.
    EventSessionKind in "event_session_kinds" {
        Workshop = "workshop", RoundTable = "round_table", Talk = "talk", Visit = "visit", Slot = "slot",
    }

    /// State of a registration for an event; the moves between states are in `events::registrations`.
    EventRegistrationStatus in "event_registration_statuses" {
        Registered = "registered", Waitlisted = "waitlisted", Confirmed = "confirmed",
        Attended = "attended", Absent = "absent", Cancelled = "cancelled",
    }

    /// How far somebody met on a stand has come.
    StandLevel in "stand_levels" {
        Visitor = "visitor", WithProject = "with_project", ConfirmedInterest = "confirmed_interest",
    }

    /// What became of somebody met on a stand; the moves between states are in `stands`.
    StandCaptureStatus in "stand_capture_statuses" {
        Synced = "synced", Linked = "linked", ProbableDuplicate = "probable_duplicate",
        Rejected = "rejected",
    }

    /// Why somebody met on a stand may be known already, the surest reason first.
    StandMatchReason in "stand_match_reasons" {
        SameEmail = "same_email", SamePhone = "same_phone", SameName = "same_name",
        CloseName = "close_name",
    }

    /// State of an ambassador; the moves between states are in `ambassadors`.
    AmbassadorStatus in "ambassador_statuses" {
        Applicant = "applicant", Active = "active", Paused = "paused", Refused = "refused",
        Retired = "retired", Anonymised = "anonymised",
    }

    /// Whether an ambassador is somebody or a body.
    AmbassadorNature in "ambassador_natures" {
        Person = "person", Organisation = "organisation",
    }

    /// What an ambassador is in the life of the Lot; one may be several.
    AmbassadorKind in "ambassador_kinds" {
        Inhabitant = "inhabitant", Newcomer = "newcomer", BusinessOwner = "business_owner",
        Craftsperson = "craftsperson", Farmer = "farmer", HealthProfessional = "health_professional",
        Elected = "elected", Athlete = "athlete", Artist = "artist", Student = "student",
        Association = "association", Other = "other",
    }

    /// What an ambassador is ready to do.
    AmbassadorCommitment in "ambassador_commitments" {
        Talk = "talk", Share = "share", Testify = "testify", Stand = "stand", Host = "host",
        Sponsor = "sponsor",
    }

    /// What an ambassador likes to talk about.
    AmbassadorInterest in "ambassador_interests" {
        Nature = "nature", Sport = "sport", Culture = "culture", Heritage = "heritage",
        Associations = "associations", Schooling = "schooling", Entrepreneurship = "entrepreneurship",
        Agriculture = "agriculture", Crafts = "crafts", Health = "health", Digital = "digital",
    }

    /// Where a family stands, by its children.
    FamilyStage in "family_stages" {
        NoChildren = "no_children", YoungChildren = "young_children", Schoolchildren = "schoolchildren",
        Teenagers = "teenagers", GrownChildren = "grown_children",
    }

    /// State of the proposal of a sponsor to a household; the moves between states are in `ambassadors::sponsoring`.
    SponsoringStatus in "sponsoring_statuses" {
        Proposed = "proposed", Sent = "sent", Accepted = "accepted", Refused = "refused",
        Withdrawn = "withdrawn", Ended = "ended",
    }

    /// Why an ambassador is proposed as the sponsor of a household.
    SponsoringReason in "sponsoring_reasons" {
        SameCommune = "same_commune", SameEpci = "same_epci", FamilyStage = "family_stage",
        Language = "language", SameOrigin = "same_origin", Interests = "interests",
    }

    /// What an ambassador must fulfil to be given an endowment.
    EndowmentCondition in "endowment_conditions" {
        Active = "active", DaysActive = "days_active", SponsoringsAccepted = "sponsorings_accepted",
        ImageRight = "image_right", Once = "once", InStock = "in_stock",
    }

    /// How far the money of a line of a budget has gone.
    BudgetStage in "budget_stages" {
        Planned = "planned", Committed = "committed", Paid = "paid",
    }

    /// State of a campaign; the moves between states are in `campaigns`.
    CampaignStatus in "campaign_statuses" {
        Draft = "draft", Running = "running", Closed = "closed",
    }

    /// Where a campaign meets people.
    TouchpointKind in "touchpoint_kinds" {
        MotorwayArea = "motorway_area", Festival = "festival", Fair = "fair",
        ShopWindow = "shop_window", Online = "online", Other = "other",
    }

    /// Why a household is not written to again for a campaign.
    SolicitationExclusion in "solicitation_exclusions" {
        Erased = "erased", Archived = "archived", Closed = "closed", Settled = "settled", Paused = "paused",
        Withdrawn = "withdrawn", Lapsed = "lapsed", NoConsent = "no_consent",
        OtherAudience = "other_audience", NoAddress = "no_address",
    }

    /// Where a file stands between the person's last action and its end.
    RetentionState in "retention_states" {
        Kept = "kept", NoticeDue = "notice_due", Noticed = "noticed", Due = "due",
    }

    /// Why a file is kept for as long as it is.
    RetentionBasis in "retention_bases" {
        JobSearch = "job_search", FollowUp = "follow_up",
    }

    /// Why names and words were erased.
    ErasureReason in "erasure_reasons" {
        Asked = "asked", Opposed = "opposed", Mistake = "mistake", Deadline = "deadline",
    }

    /// A figure of the programme; what it counts is in `indicators`.
    Indicator in "indicators" {
        ProspectsNew = "prospects_new", ProspectsQualified = "prospects_qualified",
        ProspectsSupported = "prospects_supported", AdultsSupported = "adults_supported",
        InProgressAt = "in_progress_at", FamiliesSettled = "families_settled",
        NewcomersActual = "newcomers_actual", NewcomersInsee = "newcomers_insee",
        StillHereAfter12Months = "still_here_after_12_months",
        ConversionBySource = "conversion_by_source", FirstContactDelay = "first_contact_delay",
        SlaAcceptKept = "sla_accept_kept", SlaContactKept = "sla_contact_kept",
        Obstacles = "obstacles", AgeBands = "age_bands", TakeoversDone = "takeovers_done",
        PositionsFilled = "positions_filled", OffersPublished = "offers_published",
        MemberEmployers = "member_employers", AmbassadorsActive = "ambassadors_active",
        Sponsorings = "sponsorings", StandVisitors = "stand_visitors",
        StandWithProject = "stand_with_project", StandFollowed = "stand_followed",
    }

    /// What a figure is a number of.
    IndicatorUnit in "indicator_units" {
        File = "file", Adult = "adult", Family = "family", Person = "person", Child = "child",
        Obstacle = "obstacle", Position = "position", Offer = "offer", Employer = "employer",
        Ambassador = "ambassador", Sponsoring = "sponsoring", Visitor = "visitor", Hour = "hour",
        Percent = "percent",
    }

    /// How a figure relates to its period.
    IndicatorNature in "indicator_natures" {
        Flow = "flow", Stock = "stock", Median = "median", Rate = "rate",
    }

    /// What a figure may be broken down by.
    IndicatorDimension in "indicator_dimensions" {
        Epci = "epci", Commune = "commune", Source = "source", Campaign = "campaign",
        ProjectType = "project_type", TargetGroup = "target_group", Event = "event",
        Month = "month", Quarter = "quarter", Theme = "theme", ThemeEpci = "theme_epci",
        AgeBand = "age_band",
    }

    /// What a working group of the programme is about.
    WorkingGroupTheme in "working_group_themes" {
        Housing = "housing", Employment = "employment", Mobility = "mobility", Health = "health",
        ChildrenSchool = "children_school", Shops = "shops", Welcome = "welcome", Financing = "financing",
        Other = "other",
    }

    /// How far an action or an item of the roadmap has come; the moves between states are in `steering_actions`.
    SteeringStatus in "steering_statuses" {
        Todo = "todo", InProgress = "in_progress", Done = "done", Dropped = "dropped",
    }

    /// Why two files may be about the same household, the surest first.
    DuplicateReason in "duplicate_reasons" {
        SameEmail = "same_email", SamePhone = "same_phone", SameName = "same_name",
        CloseName = "close_name", SamePostalCode = "same_postal_code",
    }

    /// What has no place in a note about somebody.
    SensitiveKind in "sensitive_kinds" {
        Health = "health", Religion = "religion", Union = "union", Opinion = "opinion",
        Origin = "origin", Justice = "justice", Orientation = "orientation", SocialSecurityNumber = "social_security_number",
        BankDetails = "bank_details", Child = "child",
    }

    /// What allows the use of personal data.
    LegalBasis in "legal_bases" {
        Consent = "consent", PublicTask = "public_task", LegalObligation = "legal_obligation",
    }

    /// A form in which people tell something about themselves.
    PublicForm in "public_forms" {
        ContactRequest = "contact_request", HouseholdLink = "household_link", Stand = "stand",
        EmployerSignUp = "employer_sign_up", AmbassadorSignUp = "ambassador_sign_up",
        EventRegistration = "event_registration", JobAlert = "job_alert", Newsletter = "newsletter",
        NeedAnswer = "need_answer",
    }

    /// What became of two files that resemble each other.
    DuplicateStatus in "duplicate_statuses" {
        Open = "open", Dismissed = "dismissed", Merged = "merged",
    }

    /// State of the report of a year; the moves between states are in `reports`.
    ReportStatus in "report_statuses" {
        Draft = "draft", Computed = "computed", Validated = "validated", Published = "published",
    }

    /// Why a figure that was told to the press is not what the files say.
    FigureGap in "figure_gaps" {
        Same = "same", Unit = "unit", DateRule = "date_rule", Coefficient = "coefficient",
        Coverage = "coverage", Rounding = "rounding", Unexplained = "unexplained",
    }

    /// What somebody asks for about their own data.
    PrivacyRequestKind in "privacy_request_kinds" {
        Access = "access", Rectification = "rectification", Opposition = "opposition",
        Restriction = "restriction", Erasure = "erasure", Portability = "portability",
    }

    /// How such a request came.
    PrivacyRequestChannel in "privacy_request_channels" {
        Page = "page", Email = "email", Phone = "phone", Post = "post",
    }

    /// State of such a request; the moves between states are in `privacy_requests`.
    PrivacyRequestStatus in "privacy_request_statuses" {
        Received = "received", InProgress = "in_progress", Answered = "answered", Refused = "refused",
        Withdrawn = "withdrawn",
    }

    /// What the programme is reminded of about such a request, in the order in which it happens.
    PrivacyRequestReminder in "privacy_request_reminders" {
        Week = "week", Eve = "eve", Overdue = "overdue",
    }
}
