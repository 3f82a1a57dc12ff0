//! The people of the household: members, careers, what they agreed to, where they moved in.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::naming::{references, stamped};

/// A child is an age band and nothing else; the database refuses more.
pub fn members() -> TableCreateStatement {
    let table = "members";
    let identity = ["first_name", "last_name", "email", "email_key", "phone"];
    let nameless = identity.into_iter().fold(Cond::all(), |nameless, column| nameless.add(Expr::col(column).is_null()));
    let child_is_nameless = Expr::from(Cond::any().add(Expr::col("role").ne("child")).add(nameless));
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(integer("rank"))
            .col(text("role"))
            .col(text_null("first_name"))
            .col(text_null("last_name"))
            .col(text_null("email"))
            .col(text_null("email_key"))
            .col(text_null("phone"))
            .col(text_null("age_band"))
            .check(Check::named("ck_members_child_is_nameless", child_is_nameless))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .take(),
    )
}

/// Part of its adult member: changes with the version of the member.
pub fn careers() -> TableCreateStatement {
    let table = "careers";
    Table::create()
        .table(table)
        .col(uuid("member_id").primary_key())
        .col(text_null("occupation_code"))
        .col(text_null("occupation_text"))
        .col(text_null("sector"))
        .col(text_null("level"))
        .col(text_null("experience"))
        .col(json_binary("contracts"))
        .col(date_null("available_on"))
        .col(integer_null("max_distance_km"))
        .col(text_null("remote_work"))
        .col(text_null("comment"))
        .col(json_binary_null("health"))
        .foreign_key(&mut references(table, "member_id", "members", ForeignKeyAction::Cascade))
        .take()
}

/// Every wording ever shown beside a consent box; kept as long as one consent refers to it.
pub fn consent_texts() -> TableCreateStatement {
    Table::create()
        .table("consent_texts")
        .col(text("purpose"))
        .col(text("version"))
        .col(text("text"))
        .primary_key(Index::create().name("pk_consent_texts").col("purpose").col("version"))
        .take()
}

/// `member_id` is empty when the household as a whole agreed.
pub fn consents() -> TableCreateStatement {
    let table = "consents";
    Table::create()
        .table(table)
        .col(pk_uuid("id"))
        .col(uuid("prospect_id"))
        .col(uuid_null("member_id"))
        .col(text("purpose"))
        .col(text("text_version"))
        .col(text("channel"))
        .col(text_null("proof"))
        .col(timestamp_with_time_zone("given_at"))
        .col(timestamp_with_time_zone_null("withdrawn_at"))
        .col(timestamp_with_time_zone_null("expires_at"))
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone("updated_at"))
        .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
        .foreign_key(&mut references(table, "member_id", "members", ForeignKeyAction::Cascade))
        .foreign_key(
            ForeignKey::create()
                .name("fk_consents_purpose_text_version")
                .from(table, ("purpose", "text_version"))
                .to("consent_texts", ("purpose", "version")),
        )
        .take()
}

/// One per file; `voided_at` is set when it was entered by mistake, emptied when entered again.
pub fn installations() -> TableCreateStatement {
    let table = "installations";
    stamped(
        Table::create()
            .table(table)
            .col(pk_uuid("id"))
            .col(uuid("prospect_id"))
            .col(date("moved_in_on"))
            .col(text_null("commune_code"))
            .col(integer("adults"))
            .col(integer("children"))
            .col(text_null("job_through"))
            .col(text_null("employer_name"))
            .col(date_null("six_month_check_on"))
            .col(date_null("twelve_month_check_on"))
            .col(text_null("six_month_result"))
            .col(text_null("twelve_month_result"))
            .col(timestamp_with_time_zone_null("voided_at"))
            .foreign_key(&mut references(table, "prospect_id", "prospects", ForeignKeyAction::Cascade))
            .take(),
    )
}
