//! Kinds of letters: what each is about, and the words its sentences need.

/// What a letter is about; each kind has its sentences in `letters/<kind>.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Please confirm your request. Words: `first_name`, `reference`, `expires_on`; link.
    Confirmation,
    /// The same, to somebody who already has a file. Words: `first_name`, `reference`, `expires_on`; link.
    AlreadyKnown,
    /// Your request has become a file. Words: `first_name`, `reference`, `number`, `expires_on`; link.
    ContactConfirmed,
    /// Your request has joined a file that knows another address. Words: `first_name`, `reference`, `number`; no link.
    ContactJoined,
    /// The link to your file, as you asked. Words: `first_name`, `number`, `expires_on`; link.
    HouseholdLink,
    /// A référent accompanies you. Words: `first_name`, `number`, `referent_name`, `expires_on`, and `partner_name`,
    /// `because`, `contact`, which may be empty; link.
    ReferentNamed,
    /// A household changed its wishes. Words: `first_name`, `number`, `changes`; link.
    WishesChanged,
    /// Choose your first password. Words: `first_name`, `invited_by`, `expires_on`; link.
    Invitation,
    /// Choose a new password. Words: `first_name`, `expires_on`; link.
    PasswordReset,
    /// Your password was changed. Words: `first_name`, `changed_on`; no link.
    PasswordChanged,
    /// Somebody met a file outside their scope. Words: `first_name`, `number`, `reported_by`; link.
    DuplicateAlert,
    /// A file is proposed to a référent. Words: `first_name`, `number`, `why`, `due`; link.
    AssignmentProposed,
    /// A colleague hands a file on. Words: `first_name`, `number`, `giver`, `due`; link.
    FileHandedOver,
    /// The colleague did not take it. Words: `first_name`, `number`, `receiver`; link.
    HandoverDeclined,
    /// The household has not been spoken with in time. Words: `first_name`, `number`; link.
    FirstContactOverdue,
    /// Nobody of the network can take a file. Words: `first_name`, `number`, `part`; link.
    NobodyLeft,
    /// A référent did not answer in time. Words: `first_name`, `number`, `referent`; link.
    ProposalExpired,
    /// A file waits in the pool for too long. Words: `first_name`, `number`; link.
    PoolOverdue,
    /// A household also thinks of another territory. Words: `first_name`, `number`, `territory`, `first_wish`, `project`, `holder`, `partner`; link.
    SecondWish,
    /// A proposal waits for your answer. Words: `first_name`, `number`; link.
    AssignmentReminder,
    /// What waits for a référent today. Words: `first_name`, `day`, and for each of `to_accept`, `overdue`, `to_call`,
    /// `tasks`, `mentions` how many (blank for none) and, as `…_told`, the first ones; link.
    Digest,
    /// Somebody named them in a note. Words: `first_name`, `number`, `mentioned_by`; link.
    Mention,
    /// Please answer about a need. Words: `theme`, `number`, `epci`, `description`, `referent`, `household`, `partner`,
    /// `expires_on`; link.
    NeedRequest,
    /// A partner answered. Words: `first_name`, `theme`, `number`, `partner`; link.
    NeedAnswered,
    /// The advice sheet of a household, in sections. Words: `first_name`, `number`, `sender`, `epci`, `prepared_on`; no
    /// link.
    AdviceSheet,
    /// An offer is public. Words: `title`, `reason`; link.
    OfferPublished,
    /// An offer has to be taken up again. Words: `title`, `reason`; link.
    OfferRejected,
    /// An offer has left the public site for a while. Words: `title`, `reason`; link.
    OfferSuspended,
    /// Does an offer still stand? Words: `title`, `expires_on`; link.
    OfferEnding,
    /// An offer has ended. Words: `title`, `expires_on`; link.
    OfferEnded,
    /// You may act for one more employer. Words: `first_name`, `employer`, `invited_by`; link.
    EmployerAccess,
    /// Please confirm that you sign your employer up. Words: `first_name`, `employer`, `expires_on`; link.
    EmployerSignUp,
    /// You get no access to the employer that you named. Words: `first_name`, `employer`, `reason`; no link.
    EmployerSignUpRefused,
    /// Please confirm your alert. Words: `search`, `expires_on`; link.
    JobAlertConfirmation,
    /// New offers of an alert, in a section. Words: `search`, `count`, `more` (blank when all are told); link.
    JobAlertOffers,
    /// An alert watches though there was nothing new. Words: `search`; link.
    JobAlertNothing,
    /// Is an alert still of use? Words: `search`, `ends_on`; link.
    JobAlertEnding,
    /// Your employer referred you: please confirm. Words: `first_name`, `employer`, `reference`, `expires_on`; link.
    ReferralConfirmation,
    /// Please confirm that you come. Words: `first_name`, `title`, `when`, `held_until`, `waits` (blank unless all places are
    /// taken); link.
    EventRegistration,
    /// You have a place. Words: `first_name`, `title`, `when`, `promoted` (blank unless it was freed by somebody), `online`;
    /// link.
    EventPlace,
    /// You stand in the line. Words: `first_name`, `title`, `when`; link.
    EventWaiting,
    /// You do not come, or the event does not take place. Words: `first_name`, `title`, `when`, `reason`; no link.
    EventCancelled,
    /// Please confirm that you want to be an ambassador. Words: `first_name`, `expires_on`; link.
    AmbassadorConfirmation,
    /// You are an ambassador already. Words: `first_name`; link.
    AmbassadorKnown,
    /// You are an ambassador. Words: `first_name`; link.
    AmbassadorWelcome,
    /// Your application is not taken up. Words: `first_name`, `reason`; no link.
    AmbassadorRefused,
    /// Would you sponsor this household? Words: `first_name`, `household`, `commune` (may be blank); link.
    SponsoringAsked,
    /// Which of these events do you come to? Words: `first_name`, `title`, `message` (may be blank), `events`, `answer_by`; link.
    AmbassadorInvitation,
    /// Your file ends soon. Words: `first_name` (may be blank), `number`, `ends_on`, `last_action_on`; link.
    RetentionNotice,
    /// Please confirm that you want the newsletter. Words: `expires_on`; link.
    NewsletterConfirmation,
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::Confirmation,
        Kind::AlreadyKnown,
        Kind::ContactConfirmed,
        Kind::ContactJoined,
        Kind::HouseholdLink,
        Kind::ReferentNamed,
        Kind::WishesChanged,
        Kind::Invitation,
        Kind::PasswordReset,
        Kind::PasswordChanged,
        Kind::DuplicateAlert,
        Kind::AssignmentProposed,
        Kind::FileHandedOver,
        Kind::HandoverDeclined,
        Kind::FirstContactOverdue,
        Kind::NobodyLeft,
        Kind::ProposalExpired,
        Kind::PoolOverdue,
        Kind::SecondWish,
        Kind::AssignmentReminder,
        Kind::Digest,
        Kind::Mention,
        Kind::NeedRequest,
        Kind::NeedAnswered,
        Kind::AdviceSheet,
        Kind::OfferPublished,
        Kind::OfferRejected,
        Kind::OfferSuspended,
        Kind::OfferEnding,
        Kind::OfferEnded,
        Kind::EmployerAccess,
        Kind::EmployerSignUp,
        Kind::EmployerSignUpRefused,
        Kind::JobAlertConfirmation,
        Kind::JobAlertOffers,
        Kind::JobAlertNothing,
        Kind::JobAlertEnding,
        Kind::ReferralConfirmation,
        Kind::EventRegistration,
        Kind::EventPlace,
        Kind::EventWaiting,
        Kind::EventCancelled,
        Kind::AmbassadorConfirmation,
        Kind::AmbassadorKnown,
        Kind::AmbassadorWelcome,
        Kind::AmbassadorRefused,
        Kind::SponsoringAsked,
        Kind::AmbassadorInvitation,
        Kind::RetentionNotice,
        Kind::NewsletterConfirmation,
    ];

    /// Name kept with the queued mail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Confirmation => "confirmation",
            Kind::AlreadyKnown => "already_known",
            Kind::ContactConfirmed => "contact_confirmed",
            Kind::ContactJoined => "contact_joined",
            Kind::HouseholdLink => "household_link",
            Kind::ReferentNamed => "referent_named",
            Kind::WishesChanged => "wishes_changed",
            Kind::Invitation => "invitation",
            Kind::PasswordReset => "password_reset",
            Kind::PasswordChanged => "password_changed",
            Kind::DuplicateAlert => "duplicate_alert",
            Kind::AssignmentProposed => "assignment_proposed",
            Kind::FileHandedOver => "file_handed_over",
            Kind::HandoverDeclined => "handover_declined",
            Kind::FirstContactOverdue => "first_contact_overdue",
            Kind::NobodyLeft => "nobody_left",
            Kind::ProposalExpired => "proposal_expired",
            Kind::PoolOverdue => "pool_overdue",
            Kind::SecondWish => "second_wish",
            Kind::AssignmentReminder => "assignment_reminder",
            Kind::Digest => "digest",
            Kind::Mention => "mention",
            Kind::NeedRequest => "need_request",
            Kind::NeedAnswered => "need_answered",
            Kind::AdviceSheet => "advice_sheet",
            Kind::OfferPublished => "offer_published",
            Kind::OfferRejected => "offer_rejected",
            Kind::OfferSuspended => "offer_suspended",
            Kind::OfferEnding => "offer_ending",
            Kind::OfferEnded => "offer_ended",
            Kind::EmployerAccess => "employer_access",
            Kind::EmployerSignUp => "employer_sign_up",
            Kind::EmployerSignUpRefused => "employer_sign_up_refused",
            Kind::JobAlertConfirmation => "job_alert_confirmation",
            Kind::JobAlertOffers => "job_alert_offers",
            Kind::JobAlertNothing => "job_alert_nothing",
            Kind::JobAlertEnding => "job_alert_ending",
            Kind::ReferralConfirmation => "referral_confirmation",
            Kind::EventRegistration => "event_registration",
            Kind::EventPlace => "event_place",
            Kind::EventWaiting => "event_waiting",
            Kind::EventCancelled => "event_cancelled",
            Kind::AmbassadorConfirmation => "ambassador_confirmation",
            Kind::AmbassadorKnown => "ambassador_known",
            Kind::AmbassadorWelcome => "ambassador_welcome",
            Kind::AmbassadorRefused => "ambassador_refused",
            Kind::SponsoringAsked => "sponsoring_asked",
            Kind::AmbassadorInvitation => "ambassador_invitation",
            Kind::RetentionNotice => "retention_notice",
            Kind::NewsletterConfirmation => "newsletter_confirmation",
        }
    }

    /// Its sentences, as TOML.
    pub(super) const fn source(self) -> &'static str {
        match self {
            Kind::Confirmation => include_str!("letters/confirmation.toml"),
            Kind::AlreadyKnown => include_str!("letters/already_known.toml"),
            Kind::ContactConfirmed => include_str!("letters/contact_confirmed.toml"),
            Kind::ContactJoined => include_str!("letters/contact_joined.toml"),
            Kind::HouseholdLink => include_str!("letters/household_link.toml"),
            Kind::ReferentNamed => include_str!("letters/referent_named.toml"),
            Kind::WishesChanged => include_str!("letters/wishes_changed.toml"),
            Kind::Invitation => include_str!("letters/invitation.toml"),
            Kind::PasswordReset => include_str!("letters/password_reset.toml"),
            Kind::PasswordChanged => include_str!("letters/password_changed.toml"),
            Kind::DuplicateAlert => include_str!("letters/duplicate_alert.toml"),
            Kind::AssignmentProposed => include_str!("letters/assignment_proposed.toml"),
            Kind::FileHandedOver => include_str!("letters/file_handed_over.toml"),
            Kind::HandoverDeclined => include_str!("letters/handover_declined.toml"),
            Kind::FirstContactOverdue => include_str!("letters/first_contact_overdue.toml"),
            Kind::NobodyLeft => include_str!("letters/nobody_left.toml"),
            Kind::ProposalExpired => include_str!("letters/proposal_expired.toml"),
            Kind::PoolOverdue => include_str!("letters/pool_overdue.toml"),
            Kind::SecondWish => include_str!("letters/second_wish.toml"),
            Kind::AssignmentReminder => include_str!("letters/assignment_reminder.toml"),
            Kind::Digest => include_str!("letters/digest.toml"),
            Kind::Mention => include_str!("letters/mention.toml"),
            Kind::NeedRequest => include_str!("letters/need_request.toml"),
            Kind::NeedAnswered => include_str!("letters/need_answered.toml"),
            Kind::AdviceSheet => include_str!("letters/advice_sheet.toml"),
            Kind::OfferPublished => include_str!("letters/offer_published.toml"),
            Kind::OfferRejected => include_str!("letters/offer_rejected.toml"),
            Kind::OfferSuspended => include_str!("letters/offer_suspended.toml"),
            Kind::OfferEnding => include_str!("letters/offer_ending.toml"),
            Kind::OfferEnded => include_str!("letters/offer_ended.toml"),
            Kind::EmployerAccess => include_str!("letters/employer_access.toml"),
            Kind::EmployerSignUp => include_str!("letters/employer_sign_up.toml"),
            Kind::EmployerSignUpRefused => include_str!("letters/employer_sign_up_refused.toml"),
            Kind::JobAlertConfirmation => include_str!("letters/job_alert_confirmation.toml"),
            Kind::JobAlertOffers => include_str!("letters/job_alert_offers.toml"),
            Kind::JobAlertNothing => include_str!("letters/job_alert_nothing.toml"),
            Kind::JobAlertEnding => include_str!("letters/job_alert_ending.toml"),
            Kind::ReferralConfirmation => include_str!("letters/referral_confirmation.toml"),
            Kind::EventRegistration => include_str!("letters/event_registration.toml"),
            Kind::EventPlace => include_str!("letters/event_place.toml"),
            Kind::EventWaiting => include_str!("letters/event_waiting.toml"),
            Kind::EventCancelled => include_str!("letters/event_cancelled.toml"),
            Kind::AmbassadorConfirmation => include_str!("letters/ambassador_confirmation.toml"),
            Kind::AmbassadorKnown => include_str!("letters/ambassador_known.toml"),
            Kind::AmbassadorWelcome => include_str!("letters/ambassador_welcome.toml"),
            Kind::AmbassadorRefused => include_str!("letters/ambassador_refused.toml"),
            Kind::SponsoringAsked => include_str!("letters/sponsoring_asked.toml"),
            Kind::AmbassadorInvitation => include_str!("letters/ambassador_invitation.toml"),
            Kind::RetentionNotice => include_str!("letters/retention_notice.toml"),
            Kind::NewsletterConfirmation => include_str!("letters/newsletter_confirmation.toml"),
        }
    }
}
