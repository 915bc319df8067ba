//! Which questions a form puts.

use super::answers::{self, Asked};
use super::view::View;
use crate::{Actor, Answers, Ask, Case, Dossier, Request, Service};
use calendar::Moment;

/// The questions that are put about `subject`, given the answers so far, in the order of the service file. One that
/// hangs on an answer is put once that is given.
pub fn questions_put<'s>(
    subject: &Dossier,
    service: &'s Service,
    given: &Answers,
    moment: Moment,
) -> Vec<&'s Ask> {
    let case = Case {
        subject: subject.clone(),
        asker: None,
        other: None,
        past: Vec::new(),
        payment: None,
        holders: Vec::new(),
        acting: None,
    };
    let Some(channel) = service.channels.first().copied() else { return Vec::new() };
    let request = Request {
        service: service.id.clone(),
        asker: subject.id(),
        subject: subject.id(),
        channel,
        actor: Actor::System,
        answers: given.clone(),
    };
    let (mut asked, mut put) = (Asked::default(), Vec::new());
    for ask in &service.asks {
        let today = moment.today();
        let view = View { case: &case, service, today, rules: today, asked: &asked, due: None };
        if view.is_the_case(&ask.only_when) {
            put.push(ask);
            // What cannot be read yet opens no further question.
            drop(answers::read_one(ask, &case, &request, moment, &mut asked));
        }
    }
    put
}
