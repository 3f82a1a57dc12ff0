//! The expectation of every operation: who may, and which targets they may see.

use domain::access::Permission;
use domain::access::Permission::{
    AnswerNeedsSurveys, CompareOccupations, CountAmbassadors, CountProspects, CreateEmployers, CreateJobOffers,
    ExportProspects, FollowKit, FollowNeedsSurveys, HandleContactRequests, ImportFiles, LogEmployerMeetings,
    ManageAmbassadors, ManageCampaigns, ManageEmployerAccounts, ManageEmployers, ManageKit, ManageLocalResources,
    ManageNeedsSurveys, ManageNewsletter, ManagePartners, ManageReferents, ManageRoutingTable, ManageServiceLevels,
    ManageSteering, ManageUsers, ReadAmbassadors, ReadAudit, ReadCampaigns, ReadEmployers, ReadEvents, ReadIndicators,
    ReadJobOffers, ReadKit, ReadLocalResources, ReadNeedsSurveys, ReadPartners, ReadProspects, ReadReferents,
    ReadRoutingTable, ReadServiceLevels, ReadSteering, ReferRecruits, Supervise, WriteEmployerContacts, WriteEmployers,
    WriteEvents, WriteJobOffers, WriteProspects,
};

use super::world::{Caller, Place};

/// Who an operation is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Everybody,
    /// Any account.
    SignedIn,
    /// The roles that hold the permission.
    May(Permission),
    /// Whoever brings the signed link of a household; no account replaces it, so that none of the callers gets in.
    Link,
    /// The same, where whoever has no link that opens something is told that there is nothing.
    HiddenLink,
    /// A device of a stand; no account replaces it.
    Device,
}

/// Which targets those people see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sees {
    /// The operation has no target, or one that is the same for everybody.
    Everything,
    /// Objects of the programme: whoever may, sees all that exist.
    Existing,
    /// What lies in the caller's territory; those who run the programme see all.
    Territory,
    /// Employers: their own sees each, those who work for the programme see all.
    Employers,
    /// Items of the communication kit: employers see those that are not archived.
    Offered,
    /// Only what belongs to the caller.
    Own,
}

/// Who, among those who see a target, may act on it; the others get 403.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Acts {
    /// All of them.
    Everyone,
    /// Who wrote it or is asked, in this world the référent of the place, and those who run the programme.
    Referent,
    /// The référents of its territory, and those who run the programme.
    Territory,
}

/// The expectation of one operation.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `operationId`.
    pub operation: &'static str,
    /// Who may.
    pub who: Who,
    /// On what.
    pub sees: Sees,
    /// Who of them.
    pub acts: Acts,
}

impl Rule {
    /// Whether this caller, who sees the target, may act on it.
    pub fn acts(&self, caller: Caller, place: Place) -> bool {
        match self.acts {
            Acts::Everyone => true,
            Acts::Referent => caller.is_referent_of(place) || caller == Caller::Admin,
            Acts::Territory => caller.is_of_territory(place) || caller == Caller::Admin,
        }
    }

    /// Whether this caller gets past access control for a target at this place.
    pub fn lets_through(&self, caller: Caller, place: Place) -> bool {
        let may = match self.who {
            Who::Everybody => true,
            Who::SignedIn => !caller.is_no_account(),
            Who::Device => caller == Caller::Device,
            Who::May(permission) => caller.holds(permission),
            Who::Link | Who::HiddenLink => false,
        };
        may && match self.sees {
            Sees::Everything => true,
            Sees::Existing => place != Place::Nowhere,
            Sees::Territory => caller.covers(place),
            Sees::Employers => caller.sees_employer(place),
            Sees::Offered => caller.is_offered(place),
            Sees::Own => place == Place::Own,
        }
    }
}

const fn rule(operation: &'static str, who: Who, sees: Sees) -> Rule {
    Rule { operation, who, sees, acts: Acts::Everyone }
}

/// On files of the caller's territory, but only for those of them whom it concerns.
const fn restricted(operation: &'static str) -> Rule {
    Rule { operation, who: Who::May(WriteProspects), sees: Sees::Territory, acts: Acts::Referent }
}

/// On entries that the whole network reads, but only for those of their territory.
const fn kept(operation: &'static str, sees: Sees) -> Rule {
    Rule { operation, who: Who::May(ManageLocalResources), sees, acts: Acts::Territory }
}

/// On meetings with employers, but only for who wrote them down.
const fn logged(operation: &'static str) -> Rule {
    Rule { operation, who: Who::May(LogEmployerMeetings), sees: Sees::Employers, acts: Acts::Referent }
}

/// On events that the whole network reads, but only for who prepared them.
const fn prepared(operation: &'static str) -> Rule {
    Rule { operation, who: Who::May(WriteEvents), sees: Sees::Existing, acts: Acts::Referent }
}

/// On actions that all who steer read, but only for who answers for them.
const fn answered_for(operation: &'static str) -> Rule {
    Rule { operation, who: Who::May(ReadSteering), sees: Sees::Existing, acts: Acts::Referent }
}

/// One line per operation of the contract.
pub const RULES: &[Rule] = &[
    rule("get_live", Who::Everybody, Sees::Everything),
    rule("get_ready", Who::Everybody, Sees::Everything),
    rule("get_metrics", Who::Everybody, Sees::Everything),
    rule("get_openapi", Who::Everybody, Sees::Everything),
    rule("login", Who::Everybody, Sees::Everything),
    rule("refresh_session", Who::Everybody, Sees::Everything),
    rule("logout", Who::Everybody, Sees::Everything),
    rule("request_password_reset", Who::Everybody, Sees::Everything),
    rule("confirm_password_reset", Who::Everybody, Sees::Everything),
    rule("logout_everywhere", Who::SignedIn, Sees::Everything),
    rule("get_me", Who::SignedIn, Sees::Everything),
    rule("update_me", Who::SignedIn, Sees::Everything),
    rule("change_password", Who::SignedIn, Sees::Everything),
    rule("list_sessions", Who::SignedIn, Sees::Everything),
    rule("end_session", Who::SignedIn, Sees::Own),
    rule("start_second_factor", Who::SignedIn, Sees::Everything),
    rule("confirm_second_factor", Who::SignedIn, Sees::Everything),
    rule("disable_second_factor", Who::SignedIn, Sees::Everything),
    rule("list_territories", Who::Everybody, Sees::Everything),
    rule("list_occupations", Who::Everybody, Sees::Everything),
    rule("list_activities", Who::Everybody, Sees::Everything),
    rule("list_contours", Who::Everybody, Sees::Everything),
    rule("list_code_lists", Who::Everybody, Sees::Everything),
    rule("get_code_list", Who::Everybody, Sees::Everything),
    rule("list_prospects", Who::May(ReadProspects), Sees::Everything),
    rule("count_prospects", Who::May(CountProspects), Sees::Everything),
    rule("export_prospects", Who::May(ExportProspects), Sees::Everything),
    rule("create_prospect", Who::May(WriteProspects), Sees::Everything),
    rule("get_prospect", Who::May(ReadProspects), Sees::Territory),
    rule("update_prospect", Who::May(WriteProspects), Sees::Territory),
    rule("archive_prospect", Who::May(WriteProspects), Sees::Territory),
    rule("restore_prospect", Who::May(WriteProspects), Sees::Territory),
    rule("transition_prospect", Who::May(WriteProspects), Sees::Territory),
    rule("list_interactions", Who::May(ReadProspects), Sees::Territory),
    rule("create_member", Who::May(WriteProspects), Sees::Territory),
    rule("update_member", Who::May(WriteProspects), Sees::Territory),
    rule("delete_member", Who::May(WriteProspects), Sees::Territory),
    rule("create_need", Who::May(WriteProspects), Sees::Territory),
    rule("update_need", Who::May(WriteProspects), Sees::Territory),
    rule("delete_need", Who::May(WriteProspects), Sees::Territory),
    rule("get_advice_sheet", Who::May(ReadProspects), Sees::Territory),
    rule("send_advice_sheet", Who::May(WriteProspects), Sees::Territory),
    rule("ask_partner", Who::May(WriteProspects), Sees::Territory),
    rule("create_task", Who::May(WriteProspects), Sees::Territory),
    rule("update_task", Who::May(WriteProspects), Sees::Territory),
    rule("delete_task", Who::May(WriteProspects), Sees::Territory),
    rule("create_interaction", Who::May(WriteProspects), Sees::Territory),
    restricted("update_interaction"),
    restricted("delete_interaction"),
    rule("create_consent", Who::May(WriteProspects), Sees::Territory),
    rule("withdraw_consent", Who::May(WriteProspects), Sees::Territory),
    rule("put_installation", Who::May(WriteProspects), Sees::Territory),
    rule("create_assignment", Who::May(WriteProspects), Sees::Territory),
    restricted("transition_assignment"),
    restricted("transfer_assignment"),
    rule("preview_routing", Who::May(ReadProspects), Sees::Territory),
    rule("route_prospect", Who::May(WriteProspects), Sees::Territory),
    rule("get_routing_table", Who::May(ReadRoutingTable), Sees::Everything),
    rule("update_routing_table", Who::May(ManageRoutingTable), Sees::Everything),
    rule("list_routing_tables", Who::May(ReadRoutingTable), Sees::Everything),
    rule("list_indicators", Who::May(ReadIndicators), Sees::Everything),
    rule("get_indicator", Who::May(ReadIndicators), Sees::Everything),
    rule("get_supervision", Who::May(Supervise), Sees::Everything),
    rule("get_my_day", Who::May(ReadProspects), Sees::Everything),
    rule("list_colleagues", Who::May(ReadProspects), Sees::Territory),
    rule("see_mention", Who::May(ReadProspects), Sees::Own),
    rule("get_my_referent", Who::SignedIn, Sees::Everything),
    rule("update_my_referent", Who::SignedIn, Sees::Everything),
    rule("get_my_calendar", Who::May(ReadProspects), Sees::Everything),
    rule("create_my_calendar", Who::May(ReadProspects), Sees::Everything),
    rule("delete_my_calendar", Who::May(ReadProspects), Sees::Everything),
    rule("get_calendar_feed", Who::Everybody, Sees::Everything),
    rule("get_contact_form", Who::Everybody, Sees::Everything),
    rule("create_contact_request", Who::Everybody, Sees::Everything),
    rule("confirm_contact_request", Who::Everybody, Sees::Everything),
    rule("get_need_request", Who::Everybody, Sees::Everything),
    rule("create_need_answer", Who::Everybody, Sees::Everything),
    rule("request_household_link", Who::Everybody, Sees::Everything),
    rule("get_household_page", Who::Link, Sees::Everything),
    rule("change_household_wishes", Who::Link, Sees::Everything),
    rule("list_contact_requests", Who::May(HandleContactRequests), Sees::Everything),
    rule("get_contact_request", Who::May(HandleContactRequests), Sees::Territory),
    rule("transition_contact_request", Who::May(HandleContactRequests), Sees::Territory),
    rule("list_partners", Who::May(ReadPartners), Sees::Everything),
    rule("get_partner", Who::May(ReadPartners), Sees::Existing),
    rule("create_partner", Who::May(ManagePartners), Sees::Everything),
    rule("update_partner", Who::May(ManagePartners), Sees::Existing),
    rule("archive_partner", Who::May(ManagePartners), Sees::Existing),
    rule("restore_partner", Who::May(ManagePartners), Sees::Existing),
    rule("list_employers", Who::May(ReadEmployers), Sees::Everything),
    rule("create_employer", Who::May(CreateEmployers), Sees::Everything),
    rule("put_employer_by_siret", Who::May(ManageEmployers), Sees::Everything),
    rule("get_employer", Who::May(ReadEmployers), Sees::Employers),
    rule("update_employer", Who::May(WriteEmployers), Sees::Employers),
    rule("archive_employer", Who::May(ManageEmployers), Sees::Employers),
    rule("restore_employer", Who::May(ManageEmployers), Sees::Employers),
    rule("get_employer_membership", Who::May(ReadEmployers), Sees::Employers),
    rule("transition_employer_membership", Who::May(WriteEmployers), Sees::Employers),
    rule("list_employer_contacts", Who::May(ReadEmployers), Sees::Employers),
    rule("create_employer_contact", Who::May(WriteEmployerContacts), Sees::Employers),
    rule("update_employer_contact", Who::May(WriteEmployerContacts), Sees::Employers),
    rule("delete_employer_contact", Who::May(WriteEmployerContacts), Sees::Employers),
    rule("list_employer_accounts", Who::May(ManageEmployerAccounts), Sees::Employers),
    rule("create_employer_account", Who::May(ManageEmployerAccounts), Sees::Employers),
    rule("delete_employer_account", Who::May(ManageEmployerAccounts), Sees::Employers),
    rule("list_employer_referrals", Who::May(ReferRecruits), Sees::Employers),
    rule("create_employer_referral", Who::May(ReferRecruits), Sees::Employers),
    rule("get_employer_sign_up_form", Who::Everybody, Sees::Everything),
    rule("create_employer_sign_up", Who::Everybody, Sees::Everything),
    rule("confirm_employer_sign_up", Who::Everybody, Sees::Everything),
    rule("list_employer_sign_ups", Who::May(ManageEmployers), Sees::Everything),
    rule("transition_employer_sign_up", Who::May(ManageEmployers), Sees::Existing),
    rule("list_employer_meetings", Who::May(LogEmployerMeetings), Sees::Employers),
    rule("create_employer_meeting", Who::May(LogEmployerMeetings), Sees::Employers),
    logged("update_employer_meeting"),
    logged("delete_employer_meeting"),
    rule("list_job_offers", Who::May(ReadJobOffers), Sees::Everything),
    rule("count_job_offers", Who::May(ReadJobOffers), Sees::Everything),
    rule("export_job_offers", Who::May(ReadJobOffers), Sees::Everything),
    rule("compare_occupations", Who::May(CompareOccupations), Sees::Everything),
    rule("create_job_offer", Who::May(CreateJobOffers), Sees::Everything),
    rule("get_job_offer", Who::May(ReadJobOffers), Sees::Employers),
    rule("list_job_offer_changes", Who::May(ReadJobOffers), Sees::Employers),
    rule("update_job_offer", Who::May(WriteJobOffers), Sees::Employers),
    rule("archive_job_offer", Who::May(WriteJobOffers), Sees::Employers),
    rule("restore_job_offer", Who::May(WriteJobOffers), Sees::Employers),
    rule("transition_job_offer", Who::May(WriteJobOffers), Sees::Employers),
    rule("renew_job_offer", Who::May(WriteJobOffers), Sees::Employers),
    rule("search_job_offers", Who::Everybody, Sees::Everything),
    rule("get_public_job_offer", Who::Everybody, Sees::Everything),
    rule("list_public_employers", Who::Everybody, Sees::Everything),
    rule("get_job_alert_form", Who::Everybody, Sees::Everything),
    rule("create_job_alert", Who::Everybody, Sees::Everything),
    rule("confirm_job_alert", Who::Everybody, Sees::Everything),
    rule("unsubscribe_job_alert", Who::Everybody, Sees::Everything),
    rule("show_job_alert_unsubscription", Who::Everybody, Sees::Everything),
    rule("get_linked_job_alert", Who::HiddenLink, Sees::Everything),
    rule("update_linked_job_alert", Who::HiddenLink, Sees::Everything),
    rule("renew_linked_job_alert", Who::HiddenLink, Sees::Everything),
    rule("delete_linked_job_alert", Who::HiddenLink, Sees::Everything),
    rule("get_linked_job_offer", Who::Link, Sees::Everything),
    rule("move_linked_job_offer", Who::Link, Sees::Everything),
    rule("list_events", Who::May(ReadEvents), Sees::Everything),
    rule("create_event", Who::May(WriteEvents), Sees::Everything),
    rule("get_event", Who::May(ReadEvents), Sees::Existing),
    prepared("update_event"),
    prepared("delete_event"),
    prepared("transition_event"),
    rule("duplicate_event", Who::May(WriteEvents), Sees::Existing),
    rule("list_event_shifts", Who::May(ReadEvents), Sees::Existing),
    rule("list_event_candidates", Who::May(WriteEvents), Sees::Existing),
    prepared("create_event_shift"),
    prepared("delete_event_shift"),
    rule("list_event_sessions", Who::May(ReadEvents), Sees::Existing),
    prepared("create_event_session"),
    prepared("update_event_session"),
    prepared("delete_event_session"),
    prepared("list_event_registrations"),
    prepared("create_event_registration"),
    prepared("transition_event_registration"),
    rule("get_event_registration_form", Who::Everybody, Sees::Everything),
    rule("get_public_event_programme", Who::Everybody, Sees::Everything),
    rule("register_for_event", Who::Everybody, Sees::Everything),
    rule("confirm_event_registration", Who::Everybody, Sees::Everything),
    rule("cancel_event_registration", Who::Everybody, Sees::Everything),
    rule("get_event_report", Who::May(ReadEvents), Sees::Existing),
    rule("get_event_qr_code", Who::May(WriteEvents), Sees::Existing),
    prepared("get_stand_access"),
    prepared("open_stand_access"),
    prepared("close_stand_access"),
    prepared("revoke_stand_device"),
    prepared("list_stand_captures"),
    prepared("transition_stand_capture"),
    rule("join_stand", Who::Everybody, Sees::Everything),
    rule("get_stand_kit", Who::Device, Sees::Everything),
    rule("sync_stand", Who::Device, Sees::Everything),
    rule("list_public_events", Who::Everybody, Sees::Everything),
    rule("get_public_event", Who::Everybody, Sees::Everything),
    rule("get_public_event_calendar", Who::Everybody, Sees::Everything),
    rule("list_campaigns", Who::May(ReadCampaigns), Sees::Everything),
    rule("create_campaign", Who::May(ManageCampaigns), Sees::Everything),
    rule("list_undeclared_campaigns", Who::May(ManageCampaigns), Sees::Everything),
    rule("get_campaign", Who::May(ReadCampaigns), Sees::Existing),
    rule("update_campaign", Who::May(ManageCampaigns), Sees::Existing),
    rule("archive_campaign", Who::May(ManageCampaigns), Sees::Existing),
    rule("restore_campaign", Who::May(ManageCampaigns), Sees::Existing),
    rule("transition_campaign", Who::May(ManageCampaigns), Sees::Existing),
    rule("get_campaign_results", Who::May(ReadCampaigns), Sees::Existing),
    rule("get_campaign_solicitation", Who::May(ReadCampaigns), Sees::Existing),
    rule("export_campaign_solicitation", Who::May(ExportProspects), Sees::Existing),
    rule("list_touchpoints", Who::May(ReadCampaigns), Sees::Everything),
    rule("create_touchpoint", Who::May(ManageCampaigns), Sees::Everything),
    rule("get_touchpoint", Who::May(ReadCampaigns), Sees::Existing),
    rule("update_touchpoint", Who::May(ManageCampaigns), Sees::Existing),
    rule("archive_touchpoint", Who::May(ManageCampaigns), Sees::Existing),
    rule("restore_touchpoint", Who::May(ManageCampaigns), Sees::Existing),
    rule("get_touchpoint_qr", Who::May(ReadCampaigns), Sees::Existing),
    rule("list_ambassadors", Who::May(ReadAmbassadors), Sees::Everything),
    rule("create_ambassador", Who::May(ManageAmbassadors), Sees::Everything),
    rule("count_ambassadors", Who::May(CountAmbassadors), Sees::Everything),
    rule("export_ambassadors", Who::May(ManageAmbassadors), Sees::Everything),
    rule("get_ambassador", Who::May(ReadAmbassadors), Sees::Territory),
    rule("list_ambassador_changes", Who::May(ReadAmbassadors), Sees::Territory),
    rule("update_ambassador", Who::May(ManageAmbassadors), Sees::Existing),
    rule("transition_ambassador", Who::May(ManageAmbassadors), Sees::Existing),
    rule("get_ambassador_form", Who::Everybody, Sees::Everything),
    rule("create_ambassador_sign_up", Who::Everybody, Sees::Everything),
    rule("confirm_ambassador_sign_up", Who::Everybody, Sees::Everything),
    rule("list_public_ambassadors", Who::Everybody, Sees::Everything),
    rule("show_ambassador_pause", Who::Everybody, Sees::Everything),
    rule("pause_ambassador", Who::Everybody, Sees::Everything),
    rule("get_linked_ambassador", Who::HiddenLink, Sees::Everything),
    rule("update_linked_ambassador", Who::HiddenLink, Sees::Everything),
    rule("transition_linked_ambassador", Who::HiddenLink, Sees::Everything),
    rule("list_linked_sponsorings", Who::HiddenLink, Sees::Everything),
    rule("transition_linked_sponsoring", Who::HiddenLink, Sees::Everything),
    rule("list_linked_invitations", Who::HiddenLink, Sees::Everything),
    rule("answer_linked_invitation", Who::HiddenLink, Sees::Everything),
    rule("list_ambassador_invitations", Who::May(ManageAmbassadors), Sees::Everything),
    rule("create_ambassador_invitation", Who::May(ManageAmbassadors), Sees::Everything),
    rule("get_ambassador_invitation", Who::May(ManageAmbassadors), Sees::Existing),
    rule("transition_ambassador_invitation", Who::May(ManageAmbassadors), Sees::Existing),
    rule("list_endowments", Who::May(ReadAmbassadors), Sees::Everything),
    rule("create_endowment", Who::May(ManageAmbassadors), Sees::Everything),
    rule("get_endowment", Who::May(ReadAmbassadors), Sees::Existing),
    rule("update_endowment", Who::May(ManageAmbassadors), Sees::Existing),
    rule("archive_endowment", Who::May(ManageAmbassadors), Sees::Existing),
    rule("restore_endowment", Who::May(ManageAmbassadors), Sees::Existing),
    rule("list_ambassador_endowments", Who::May(ReadAmbassadors), Sees::Territory),
    rule("create_ambassador_endowment", Who::May(ManageAmbassadors), Sees::Existing),
    rule("delete_ambassador_endowment", Who::May(ManageAmbassadors), Sees::Existing),
    rule("list_sponsoring_proposals", Who::May(ReadProspects), Sees::Territory),
    rule("create_sponsoring_proposals", Who::May(WriteProspects), Sees::Territory),
    rule("transition_sponsoring_proposal", Who::May(WriteProspects), Sees::Territory),
    rule("get_newsletter_form", Who::Everybody, Sees::Everything),
    rule("create_newsletter_subscription", Who::Everybody, Sees::Everything),
    rule("confirm_newsletter_subscription", Who::Everybody, Sees::Everything),
    rule("unsubscribe_newsletter", Who::Everybody, Sees::Everything),
    rule("show_newsletter_unsubscription", Who::Everybody, Sees::Everything),
    rule("count_newsletter_subscriptions", Who::May(ManageNewsletter), Sees::Everything),
    rule("export_newsletter_subscriptions", Who::May(ManageNewsletter), Sees::Everything),
    rule("get_committee", Who::May(ReadSteering), Sees::Existing),
    rule("update_committee", Who::May(ManageSteering), Sees::Existing),
    rule("list_working_groups", Who::May(ReadSteering), Sees::Everything),
    rule("create_working_group", Who::May(ManageSteering), Sees::Everything),
    rule("get_working_group", Who::May(ReadSteering), Sees::Existing),
    rule("update_working_group", Who::May(ManageSteering), Sees::Existing),
    rule("archive_working_group", Who::May(ManageSteering), Sees::Existing),
    rule("restore_working_group", Who::May(ManageSteering), Sees::Existing),
    rule("get_working_group_obstacles", Who::May(ReadSteering), Sees::Existing),
    rule("list_steering_actions", Who::May(ReadSteering), Sees::Everything),
    rule("export_steering_actions", Who::May(ReadSteering), Sees::Everything),
    rule("create_steering_action", Who::May(ManageSteering), Sees::Everything),
    rule("get_steering_action", Who::May(ReadSteering), Sees::Existing),
    rule("update_steering_action", Who::May(ManageSteering), Sees::Existing),
    rule("delete_steering_action", Who::May(ManageSteering), Sees::Existing),
    answered_for("transition_steering_action"),
    rule("list_roadmap_items", Who::May(ReadSteering), Sees::Everything),
    rule("create_roadmap_item", Who::May(ManageSteering), Sees::Everything),
    rule("carry_roadmap_items", Who::May(ManageSteering), Sees::Everything),
    rule("get_roadmap_item", Who::May(ReadSteering), Sees::Existing),
    rule("update_roadmap_item", Who::May(ManageSteering), Sees::Existing),
    rule("delete_roadmap_item", Who::May(ManageSteering), Sees::Existing),
    rule("transition_roadmap_item", Who::May(ManageSteering), Sees::Existing),
    rule("move_roadmap_item", Who::May(ManageSteering), Sees::Existing),
    rule("list_kit_items", Who::May(ReadKit), Sees::Everything),
    rule("create_kit_item", Who::May(ManageKit), Sees::Everything),
    rule("get_kit_item", Who::May(ReadKit), Sees::Offered),
    rule("update_kit_item", Who::May(ManageKit), Sees::Existing),
    rule("archive_kit_item", Who::May(ManageKit), Sees::Existing),
    rule("restore_kit_item", Who::May(ManageKit), Sees::Existing),
    rule("list_kit_files", Who::May(FollowKit), Sees::Existing),
    rule("create_kit_file", Who::May(ManageKit), Sees::Existing),
    rule("download_kit_file", Who::May(ReadKit), Sees::Offered),
    rule("get_kit_file", Who::May(FollowKit), Sees::Existing),
    rule("list_kit_item_downloads", Who::May(FollowKit), Sees::Existing),
    rule("list_employer_kit_downloads", Who::May(FollowKit), Sees::Employers),
    rule("list_needs_surveys", Who::May(ReadNeedsSurveys), Sees::Everything),
    rule("create_needs_survey", Who::May(ManageNeedsSurveys), Sees::Everything),
    rule("get_needs_survey", Who::May(ReadNeedsSurveys), Sees::Existing),
    rule("update_needs_survey", Who::May(ManageNeedsSurveys), Sees::Existing),
    rule("delete_needs_survey", Who::May(ManageNeedsSurveys), Sees::Existing),
    rule("transition_needs_survey", Who::May(ManageNeedsSurveys), Sees::Existing),
    rule("duplicate_needs_survey", Who::May(ManageNeedsSurveys), Sees::Existing),
    rule("list_needs_answers", Who::May(FollowNeedsSurveys), Sees::Existing),
    rule("get_needs_answer", Who::May(AnswerNeedsSurveys), Sees::Employers),
    rule("put_needs_answer", Who::May(AnswerNeedsSurveys), Sees::Employers),
    rule("get_needs_survey_summary", Who::May(FollowNeedsSurveys), Sees::Existing),
    rule("export_needs_answers", Who::May(FollowNeedsSurveys), Sees::Existing),
    rule("list_local_resources", Who::May(ReadLocalResources), Sees::Everything),
    rule("get_local_resource", Who::May(ReadLocalResources), Sees::Existing),
    kept("create_local_resource", Sees::Everything),
    kept("update_local_resource", Sees::Existing),
    kept("archive_local_resource", Sees::Existing),
    kept("restore_local_resource", Sees::Existing),
    kept("verify_local_resource", Sees::Existing),
    rule("list_referents", Who::May(ReadReferents), Sees::Everything),
    rule("get_referent", Who::May(ReadReferents), Sees::Existing),
    rule("create_referent", Who::May(ManageReferents), Sees::Everything),
    rule("update_referent", Who::May(ManageReferents), Sees::Existing),
    rule("archive_referent", Who::May(ManageReferents), Sees::Existing),
    rule("restore_referent", Who::May(ManageReferents), Sees::Existing),
    rule("list_users", Who::May(ManageUsers), Sees::Everything),
    rule("get_user", Who::May(ManageUsers), Sees::Existing),
    rule("create_user", Who::May(ManageUsers), Sees::Everything),
    rule("update_user", Who::May(ManageUsers), Sees::Existing),
    rule("invite_user", Who::May(ManageUsers), Sees::Existing),
    rule("transition_user", Who::May(ManageUsers), Sees::Existing),
    rule("list_audit_entries", Who::May(ReadAudit), Sees::Everything),
    rule("verify_audit_entries", Who::May(ReadAudit), Sees::Everything),
    rule("get_breach_report", Who::May(ReadAudit), Sees::Existing),
    rule("list_prospect_accesses", Who::May(ReadAudit), Sees::Territory),
    rule("list_imports", Who::May(ImportFiles), Sees::Everything),
    rule("list_import_fields", Who::May(ImportFiles), Sees::Everything),
    rule("create_import", Who::May(ImportFiles), Sees::Everything),
    rule("get_import", Who::May(ImportFiles), Sees::Existing),
    rule("update_import_mapping", Who::May(ImportFiles), Sees::Existing),
    rule("dry_run_import", Who::May(ImportFiles), Sees::Existing),
    rule("list_import_rows", Who::May(ImportFiles), Sees::Existing),
    rule("commit_import", Who::May(ImportFiles), Sees::Existing),
    rule("undo_import", Who::May(ImportFiles), Sees::Existing),
    rule("get_import_report", Who::May(ImportFiles), Sees::Existing),
    rule("get_service_levels", Who::May(ReadServiceLevels), Sees::Everything),
    rule("update_service_levels", Who::May(ManageServiceLevels), Sees::Everything),
];
