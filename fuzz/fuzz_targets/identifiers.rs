//! Numbers as people type them: what is read is read the same from its own form, in any digits, grouped or not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use record::{
    BorderNumber, EstablishmentNumber, Identifier, IdentifierError, IdentifierKind, IqamaNumber, Mobile,
    NationalId, PassportNumber,
};

fn in_digits_from(zero: char, number: &str) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit));
    number.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// The number as the parser of its own kind has it.
fn by_kind(kind: IdentifierKind, text: &str) -> Result<String, IdentifierError> {
    match kind {
        IdentifierKind::Citizen => NationalId::parse(text).map(|id| id.as_str().to_owned()),
        IdentifierKind::Resident => IqamaNumber::parse(text).map(|id| id.as_str().to_owned()),
        IdentifierKind::Border => BorderNumber::parse(text).map(|id| id.as_str().to_owned()),
        IdentifierKind::Establishment => EstablishmentNumber::parse(text).map(|id| id.as_str().to_owned()),
        IdentifierKind::Passport => PassportNumber::parse(text).map(|id| id.as_str().to_owned()),
    }
}

/// Every way to write it is the same number.
fn comes_back(id: &Identifier, text: &str) {
    let number = id.as_str();
    let dashed = number.chars().map(String::from).collect::<Vec<_>>().join("-");
    for form in [
        number.to_owned(),
        id.grouped(),
        dashed,
        in_digits_from('٠', number),
        in_digits_from('۰', number),
        number.to_ascii_lowercase(),
        format!("\u{200F} {number}\u{2069}"),
    ] {
        assert_eq!(Identifier::parse(&form).as_ref(), Ok(id));
    }
    assert_eq!(by_kind(id.kind(), text).as_deref(), Ok(number));
    let shown = id.masked();
    assert_eq!(shown.len(), number.len());
    assert!(shown.matches('*').count() * 2 >= number.len(), "at least half is hidden");
    assert!(!format!("{id:?}").contains(number), "no number is shown whole by accident");
    let Ok(json) = serde_json::to_string(id) else { panic!("an identifier is written") };
    assert_eq!(serde_json::from_str::<Identifier>(&json).ok().as_ref(), Some(id));
}

/// One mistyped digit after the first is found, where there is a check digit.
fn one_wrong_digit_is_found(id: &Identifier, seed: usize) {
    if !matches!(id.kind(), IdentifierKind::Citizen | IdentifierKind::Resident) {
        return;
    }
    let (at, by) = (1 + seed % 9, 1 + seed / 9 % 9);
    let wrong = id.as_str().char_indices().map(|(i, c)| match c.to_digit(10) {
        Some(digit) if i == at => char::from_digit((digit + by as u32) % 10, 10).unwrap_or(c),
        _ => c,
    });
    assert_eq!(Identifier::parse(&wrong.collect::<String>()), Err(IdentifierError::Mistyped));
}

fuzz_target!(|text: &str| {
    match Identifier::parse(text) {
        Ok(id) => {
            comes_back(&id, text);
            one_wrong_digit_is_found(&id, text.len());
        }
        Err(error) => assert!(!error.arabic().is_empty() && !error.to_string().is_empty()),
    }
    let kinds = [
        IdentifierKind::Citizen,
        IdentifierKind::Resident,
        IdentifierKind::Border,
        IdentifierKind::Establishment,
        IdentifierKind::Passport,
    ];
    let numbers =
        kinds.map(|kind| by_kind(kind, text).inspect(|n| assert_eq!(by_kind(kind, n).as_ref(), Ok(n))));
    assert!(numbers[..4].iter().filter(|number| number.is_ok()).count() <= 1, "of one kind only");
    if let Ok(mobile) = Mobile::parse(text) {
        let whole = mobile.as_str();
        for form in [whole.to_owned(), format!("+{whole}"), format!("00{whole}"), format!("0{}", &whole[3..])]
        {
            assert_eq!(Mobile::parse(&form).as_ref(), Ok(&mobile));
        }
        assert_eq!(Mobile::parse(&in_digits_from('٠', whole)).as_ref(), Ok(&mobile));
        assert!(!format!("{mobile:?}").contains(&whole[3..]));
    }
});
