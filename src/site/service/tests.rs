use super::*;
use crate::site::nested::testing::{self, assert_unambiguous};

fn of(text: &str) -> (Service, Vec<String>) {
    testing::read(&KEYS, &format!("naslov: Kućna lista\n{text}"), read)
}

#[test]
fn no_name_means_two_things() {
    assert_unambiguous(&KEYS);
}

#[test]
fn a_whole_service() {
    let (service, findings) = of("\
izdaje: MZ
gdje: Kancelarija
cijena: 50 KM
rok: 3 dana
ponijeti: [ličnu kartu, obrazac]
obrazac: ../dokumenti/obrazac.pdf
osnov: Pravilnik, broj 03-2/26
važi: 6 mjeseci
hours: [svaki ponedjeljak od 16 do 18]
");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(service.issued_by, Some(Issuer::Community));
    assert_eq!(service.fee, Some(Fee::Amount(Money { cents: 5_000, unit: scalar::Unit::Bam })));
    assert_eq!(service.bring, ["ličnu kartu", "obrazac"]);
    assert_eq!(service.legal_basis, ["Pravilnik, broj 03-2/26"]);
    assert_eq!(service.form_file.map(|file| file.src).as_deref(), Some("../dokumenti/obrazac.pdf"));
    assert_eq!(service.hours, ["svaki ponedjeljak od 16 do 18"]);
    assert_eq!(
        (service.place.as_deref(), service.time.as_deref(), service.valid.as_deref()),
        (Some("Kancelarija"), Some("3 dana"), Some("6 mjeseci"))
    );
    assert!(matches!(service.request, Request::Usual));
}

#[test]
fn who_issues_it() {
    let issuer = |text: &str| of(&format!("izdaje: {text}")).0.issued_by;
    for written in ["MZ", "мјесна заједница"] {
        assert_eq!(issuer(written), Some(Issuer::Community), "{written}");
    }
    for written in ["općina", "Opština", "municipality"] {
        assert_eq!(issuer(written), Some(Issuer::Municipality), "{written}");
    }
    assert_eq!(issuer("Porezna uprava"), Some(Issuer::Other("Porezna uprava".to_owned())));
    assert_eq!(
        of("rok: odmah").1,
        [
            "warning F090 1:9 ne piše ko izdaje (dodajte `izdaje: MZ` ili `izdaje: općina`, da ljudi ne idu na pogrešan šalter)"
        ]
    );
}

#[test]
fn fees_hours_and_requests() {
    let fee = |text: &str| of(&format!("izdaje: MZ\ncijena: {text}")).0.fee;
    assert_eq!(fee("besplatno"), Some(Fee::Amount(Money { cents: 0, unit: scalar::Unit::Bam })));
    assert_eq!(fee("5 KM po članu"), Some(Fee::Words("5 KM po članu".to_owned())));
    let hours = |text: &str| of(&format!("izdaje: MZ\nhours: {text}")).0.hours;
    assert_eq!(hours("{ponedjeljak: 8–15, petak: 8–13}"), ["ponedjeljak: 8–15", "petak: 8–13"]);
    assert_eq!(hours("ponedjeljak, srijeda od 8 do 15"), ["ponedjeljak, srijeda od 8 do 15"]);
    let request = |text: &str| of(&format!("izdaje: MZ\nzahtjev: {text}")).0.request;
    assert!(matches!(request("ne"), Request::No));
    assert!(matches!(request("da"), Request::Usual));
    assert!(matches!(request("za-salu"), Request::Form(at) if at.value == "za-salu"));
}
