//! Employers that sign up by themselves: confirmed by mail, open at once when nobody knows them, checked otherwise.

mod charter;
mod confirm;
mod dto;
mod public;
mod staff;

pub use charter::EmployerCharter;
pub use dto::{
    ConfirmedEmployerSignUp, EmployerSignUp, EmployerSignUpConfirmation, EmployerSignUpForm, EmployerSignUpPage,
    EmployerSignUpReceipt, EmployerSignUpTransition, NewEmployerSignUp,
};

use crate::endpoints::Endpoints;

/// What the trail calls a sign-up.
const RESOURCE: &str = "employer_sign_up";

/// The endpoints of this feature.
pub fn routes(endpoints: &mut Endpoints<'_>) {
    endpoints
        .service(public::get_employer_sign_up_form)
        .service(public::create_employer_sign_up)
        .service(public::confirm_employer_sign_up)
        .service(staff::list_employer_sign_ups)
        .service(staff::transition_employer_sign_up);
}
