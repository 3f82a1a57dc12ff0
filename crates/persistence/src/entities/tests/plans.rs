//! Every page of a list walks an index from where the last page ended: no sort, no scan.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::migrated;

async fn plan(sql: &str) -> String {
    let db = migrated().await;
    let explain = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
    let steps = db.query_all_raw(explain).await.unwrap();
    steps.into_iter().map(|step| step.try_get::<String>("", "detail").unwrap()).collect::<Vec<_>>().join("\n")
}

async fn walks(sql: &str, index: &str) {
    let plan = plan(sql).await;
    assert!(plan.contains(&format!("INDEX {index} ")) || plan.ends_with(index), "{sql}\n{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
}

#[tokio::test]
async fn each_order_of_the_prospects_is_an_index() {
    for column in ["created_at", "updated_at", "sort_name", "next_action_sort"] {
        let index = format!("ix_prospects_{column}_id");
        for (way, sign) in [("ASC", ">"), ("DESC", "<")] {
            let order = format!("ORDER BY {column} {way}, id {way} LIMIT 51");
            walks(&format!("SELECT * FROM prospects WHERE archived_at IS NULL {order}"), &index).await;
            let after = format!("({column}, id) {sign} ('m', x'01')");
            walks(&format!("SELECT * FROM prospects WHERE archived_at IS NULL AND {after} {order}"), &index).await;
        }
    }
    walks("SELECT * FROM prospects WHERE number > 'OML' ORDER BY number LIMIT 51", "uq_prospects_number").await;
}

#[tokio::test]
async fn each_filter_of_the_prospects_is_an_index() {
    let columns =
        ["status", "epci_code", "source", "campaign", "territorial_referent_id", "technical_referent_id", "horizon"];
    for column in columns {
        let sql = format!(
            "SELECT * FROM prospects WHERE {column} = 'x' AND archived_at IS NULL
             AND (created_at, id) < ('2026', x'01') ORDER BY created_at DESC, id DESC LIMIT 51"
        );
        walks(&sql, &format!("ix_prospects_{column}_created_at_id")).await;
    }
    let met = "SELECT * FROM prospects WHERE touchpoint_id = x'01' AND archived_at IS NULL
         ORDER BY created_at DESC, id DESC LIMIT 51";
    walks(met, "ix_prospects_touchpoint_id_created_at_id").await;
    let unassigned = "SELECT * FROM prospects WHERE territorial_referent_id IS NULL ORDER BY created_at, id LIMIT 51";
    walks(unassigned, "ix_prospects_territorial_referent_id_created_at_id").await;
    let tagged = "SELECT prospect_id FROM prospect_tags WHERE kind = 'project_type' AND code = 'health'";
    walks(tagged, "ix_prospect_tags_kind_code_prospect_id").await;
    let archived = "SELECT * FROM prospects WHERE archived_at IS NOT NULL ORDER BY created_at DESC, id DESC LIMIT 51";
    walks(archived, "ix_prospects_archived").await;
    walks("SELECT 1 FROM members WHERE email_key = 'a'", "ix_members_email_key").await;
    walks("SELECT 1 FROM members WHERE phone = 'a'", "ix_members_phone").await;
}

#[tokio::test]
async fn counts_are_read_from_an_index_alone() {
    let sql = "SELECT status, count(*), min(status_since), sum(next_action_on < '2026-11-21')
         FROM prospects WHERE archived_at IS NULL GROUP BY status";
    let plan = plan(sql).await;
    assert!(plan.contains("COVERING INDEX ix_prospects_counts"), "{plan}");
}

#[tokio::test]
async fn inbox_timeline_and_journal_walk_an_index() {
    let inbox = "SELECT * FROM contact_requests WHERE status = 'pending' AND (received_at, id) < ('2026', x'01')
         ORDER BY received_at DESC, id DESC LIMIT 51";
    walks(inbox, "ix_contact_requests_status_received_at_id").await;
    let timeline = "SELECT * FROM interactions WHERE prospect_id = x'01' AND (occurred_at, id) < ('2026', x'01')
         ORDER BY occurred_at DESC, id DESC LIMIT 51";
    walks(timeline, "ix_interactions_prospect_id_occurred_at_id").await;
    let journal = "SELECT * FROM audit_entries WHERE resource_type = 'prospect' AND resource_id = x'01' AND seq < 9
         ORDER BY seq DESC LIMIT 51";
    walks(journal, "ix_audit_entries_resource_type_resource_id_seq").await;
    let rows = "SELECT * FROM import_rows WHERE import_id = x'01' AND verdict = 'refused' AND \"row\" > 4
         ORDER BY \"row\" LIMIT 51";
    walks(rows, "ix_import_rows_import_id_verdict_row").await;
    let directory = "SELECT * FROM local_resources WHERE archived_at IS NULL AND (sort_name, id) > ('m', x'01')
         ORDER BY sort_name, id LIMIT 51";
    walks(directory, "ix_local_resources_sort_name_id").await;
    let events = "SELECT * FROM events WHERE (sort_key, id) > ('2026-11-21 m', x'01') ORDER BY sort_key, id LIMIT 51";
    walks(events, "ix_events_sort_key_id").await;
    let campaigns = "SELECT * FROM campaigns WHERE archived_at IS NULL AND (sort_label, id) > ('m', x'01')
         ORDER BY sort_label, id LIMIT 51";
    walks(campaigns, "ix_campaigns_sort_label_id").await;
    let touchpoints = "SELECT * FROM touchpoints WHERE campaign_id = x'01' AND archived_at IS NULL
         AND (sort_label, id) > ('m', x'01') ORDER BY sort_label, id LIMIT 51";
    walks(touchpoints, "ix_touchpoints_campaign_id_sort_label_id").await;
    let met = "SELECT * FROM stand_captures WHERE event_id = x'01' AND (created_at, id) > ('2026', x'01')
         ORDER BY created_at, id LIMIT 51";
    walks(met, "ix_stand_captures_event_id_created_at_id").await;
    let of_event = "SELECT * FROM prospects WHERE event_id = x'01' ORDER BY created_at, id LIMIT 51";
    walks(of_event, "ix_prospects_event_id_created_at_id").await;
    let ambassadors = "SELECT * FROM ambassadors WHERE status = 'active' AND (sort_name, id) > ('m', x'01')
         ORDER BY sort_name, id LIMIT 51";
    walks(ambassadors, "ix_ambassadors_status_sort_name_id").await;
    let invitations = "SELECT * FROM ambassador_invitations WHERE (created_at, id) < ('2026', x'01')
         ORDER BY created_at DESC, id DESC LIMIT 51";
    walks(invitations, "ix_ambassador_invitations_created_at_id").await;
    let endowments = "SELECT * FROM endowments WHERE archived_at IS NULL AND (sort_label, id) > ('m', x'01')
         ORDER BY sort_label, id LIMIT 51";
    walks(endowments, "ix_endowments_sort_label_id").await;
    let given = "SELECT * FROM endowment_grants WHERE ambassador_id = x'01' ORDER BY given_at DESC, id DESC";
    walks(given, "ix_endowment_grants_ambassador_id_given_at_id").await;
    let groups = "SELECT * FROM working_groups WHERE archived_at IS NULL AND (sort_label, id) > ('m', x'01')
         ORDER BY sort_label, id LIMIT 51";
    walks(groups, "ix_working_groups_sort_label_id").await;
    let meetings = "SELECT * FROM events WHERE working_group_id = x'01' ORDER BY sort_key, id LIMIT 51";
    walks(meetings, "ix_events_working_group_id_sort_key_id").await;
    for column in ["event_id", "working_group_id", "owner_user_id"] {
        let actions = format!(
            "SELECT * FROM steering_actions WHERE {column} = x'01' AND status IN ('todo', 'in_progress')
             AND (sort_key, id) > ('2026', x'01') ORDER BY sort_key, id LIMIT 51"
        );
        walks(&actions, &format!("ix_steering_actions_{column}_sort_key_id")).await;
    }
    let actions = "SELECT * FROM steering_actions WHERE status IN ('todo') ORDER BY sort_key, id LIMIT 51";
    walks(actions, "ix_steering_actions_sort_key_id").await;
    let roadmap = "SELECT * FROM roadmap_items WHERE year = 2026 AND (sort_key, id) > ('2026 00001', x'01')
         ORDER BY sort_key, id LIMIT 51";
    walks(roadmap, "ix_roadmap_items_year_sort_key_id").await;
    let stock = "SELECT count(*) FROM ambassador_status_changes WHERE to_status = 'active' AND changed_on <= '2026'";
    walks(stock, "ix_ambassador_status_changes_to_status_changed_on").await;
    let targets = "SELECT * FROM targets WHERE year = 2026 ORDER BY indicator, territory_code";
    walks(targets, "uq_targets_year_indicator_territory_code").await;
    let due = "SELECT * FROM outbox_messages WHERE status = 'queued' AND next_attempt_at <= '2026'
         ORDER BY next_attempt_at, id LIMIT 10";
    walks(due, "ix_outbox_messages_status_next_attempt_at_id").await;
    let jobs = "SELECT * FROM jobs WHERE status = 'queued' AND run_at <= '2026' AND kind IN ('daily', 'x')
         ORDER BY run_at, id LIMIT 1";
    walks(jobs, "ix_jobs_status_run_at_id").await;
}

#[tokio::test]
async fn requests_of_people_walk_an_index() {
    let page = "(sort_key, id) > ('2026-12-21', x'01') ORDER BY sort_key, id LIMIT 51";
    walks(&format!("SELECT * FROM privacy_requests WHERE {page}"), "ix_privacy_requests_sort_key_id").await;
    let open = format!("SELECT * FROM privacy_requests WHERE status = 'received' AND {page}");
    walks(&open, "ix_privacy_requests_status_sort_key_id").await;
    let of_file = format!("SELECT * FROM privacy_requests WHERE prospect_id = x'01' AND {page}");
    walks(&of_file, "ix_privacy_requests_prospect_id_sort_key_id").await;
    let steps = "SELECT * FROM privacy_request_steps WHERE request_id IN (x'01', x'02') ORDER BY request_id, id";
    walks(steps, "ix_privacy_request_steps_request_id_id").await;
}

#[tokio::test]
async fn the_privacy_clock_walks_its_index() {
    let last = "COALESCE(\"last_contact_by_person_at\", \"created_at\")";
    let sql = format!(
        "SELECT id, number, {last} FROM prospects WHERE status NOT IN ('merged', 'anonymised') AND {last} < '2026'
         AND ({last}, id) > ('2024', x'01') ORDER BY {last}, id LIMIT 500"
    );
    walks(&sql, "ix_prospects_last_action").await;
    walks(
        "SELECT 1 FROM retention_notices WHERE prospect_id IN (x'01')",
        "uq_retention_notices_prospect_id_last_action_on",
    )
    .await;
}

/// The keys by which files that resemble each other are found, and the queue of those that were.
#[tokio::test]
async fn files_that_resemble_each_other_are_found_by_an_index() {
    walks("SELECT id FROM prospects WHERE sort_name = 'x' ORDER BY sort_name LIMIT 200", "ix_prospects_sort_name_id")
        .await;
    let neighbours = "SELECT id FROM prospects WHERE postal_code = '46100' AND sort_name BETWEEN 'dup' AND 'dupz'
         ORDER BY sort_name LIMIT 200";
    walks(neighbours, "ix_prospects_postal_code_sort_name").await;
    let queue = "SELECT * FROM duplicate_pairs WHERE status = 'open' AND (found_at, id) < ('2026', x'01')
         ORDER BY found_at DESC, id DESC LIMIT 51";
    walks(queue, "ix_duplicate_pairs_status_found_at_id").await;
    walks("SELECT id FROM prospects WHERE merged_into_id = x'01'", "ix_prospects_merged_into_id").await;
    let merges = "SELECT * FROM merges WHERE kept_id = x'01' ORDER BY merged_at DESC";
    walks(merges, "ix_merges_kept_id_merged_at").await;
}

#[tokio::test]
async fn reports_and_published_figures_walk_an_index() {
    let order = "ORDER BY sort_key DESC, id DESC LIMIT 51";
    let after = "(sort_key, id) < ('2026-0001', x'01')";
    let all = format!("SELECT id FROM report_snapshots WHERE {after} {order}");
    walks(&all, "ix_report_snapshots_sort_key_id").await;
    let published = format!("SELECT id FROM report_snapshots WHERE status = 'published' AND {after} {order}");
    walks(&published, "ix_report_snapshots_status_sort_key_id").await;
    let editions = "SELECT id FROM report_snapshots WHERE year = 2024 ORDER BY edition DESC LIMIT 1";
    walks(editions, "uq_report_snapshots_year_edition").await;
    let figures = format!("SELECT * FROM published_figures WHERE {after} {order}");
    walks(&figures, "ix_published_figures_sort_key_id").await;
    let of_year = format!("SELECT * FROM published_figures WHERE year = 2024 AND {after} {order}");
    walks(&of_year, "ix_published_figures_year_sort_key_id").await;
}

#[tokio::test]
async fn the_chain_and_who_saw_a_file_walk_an_index() {
    let chain =
        "SELECT * FROM audit_seals LEFT JOIN audit_entries ON entry_seq = seq WHERE position > 9 AND position <= 99
         ORDER BY position LIMIT 500";
    let walked = plan(chain).await;
    assert!(walked.contains("audit_seals USING INTEGER PRIMARY KEY") && !walked.contains("TEMP B-TREE"), "{walked}");
    let waiting = "SELECT seq FROM audit_entries WHERE seq > 9
         AND seq NOT IN (SELECT entry_seq FROM audit_seals WHERE entry_seq > 9) ORDER BY seq LIMIT 200";
    assert!(!plan(waiting).await.contains("TEMP B-TREE"));
    let exported = "SELECT export_id FROM exported_files WHERE prospect_id = x'01'";
    walks(exported, "ix_exported_files_prospect_id").await;
    let saw = "SELECT count(*) FROM audit_entries WHERE actor_id = x'01' AND at >= '2026'";
    assert!(plan(saw).await.contains("INDEX ix_audit_entries_actor_id"));
}
