//! The day of a référent: whom to answer, whom to call, what is late, who has not answered.

pub mod dto;
mod service;

use crate::endpoints::Endpoints;
use actix_web::{HttpResponse, get, web};

pub use dto::MyDay;

use crate::caller::may;
use crate::problem::Problem;
use crate::state::AppState;

/// Endpoints of a day.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints.service(get_my_day);
}

/// Ma journée
///
/// Les dossiers à accepter, à appeler aujourd'hui, en retard ou en attente du foyer, vos tâches, vos actions du pilotage et vos mentions. Ce sont les
/// dossiers dont vous êtes le référent, ou dont la prochaine action vous est confiée. L'équipe du programme y voit aussi
/// combien de dossiers attendent dans son vivier.
#[utoipa::path(tag = "my_day", operation_id = "get_my_day", security(("bearer" = [])),
    responses((status = 200, description = "What waits for the caller", body = MyDay)))]
#[get("/my-day")]
pub async fn get_my_day(permission: may::ReadProspects, state: web::Data<AppState>) -> Result<HttpResponse, Problem> {
    let db = state.store.reader();
    let day = service::day_of(db, permission.caller(), state.clock.today(), state.clock.now()).await?;
    Ok(HttpResponse::Ok().json(day))
}
