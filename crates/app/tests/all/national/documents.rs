//! Uploading instruments and schemes.

use app::national::{Kind, Upload, defects};
use domain::problem::Problem;
use testkit::scene::{INSTRUMENT, SCHEME};

use super::{Scene, problems, upload};

#[tokio::test]
async fn all_defects_of_a_file_are_told_at_once_and_nothing_is_stored() {
    let scene = Scene::new().await;
    let broken = INSTRUMENT.replace("points: \"40\"", "points: \"41\"").replace("number: 2", "number: 9");
    let found = problems(scene.national.upload_instrument(&upload(&broken, "x")).await);
    let [(field, Problem::Defects { lines })] = &found[..] else { panic!("{found:?}") };
    assert_eq!(field, "file");
    assert!(lines.len() >= 2, "{lines:?}");
    assert!(lines.iter().all(|line| line.starts_with("berkas.yaml:")), "{lines:?}");
    assert_eq!(defects(Kind::Instrument, broken.as_bytes()).len(), lines.len());
    assert_eq!(scene.national.instruments().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_file_is_a_file_of_at_most_a_mebibyte() {
    let scene = Scene::new().await;
    let send = async |bytes: Vec<u8>| {
        let upload = Upload { file_name: "x.yaml".into(), bytes, reason: String::new() };
        problems(scene.national.upload_scheme(&upload).await).remove(0)
    };
    assert_eq!(send(vec![]).await, ("file".into(), Problem::NoFile));
    assert_eq!(send(vec![b'#'; (1 << 20) + 1]).await, ("file".into(), Problem::FileTooBig { max: 1 << 20 }));
    assert!(matches!(send(vec![0xff, 0xfe]).await.1, Problem::Defects { .. }));
}

#[tokio::test]
async fn the_same_code_and_edition_again_is_the_next_version_with_a_reason() {
    let scene = Scene::new().await;
    let same = problems(scene.national.upload_instrument(&upload(INSTRUMENT, "x")).await);
    assert_eq!(same, [("file".into(), Problem::NotNow { why: "instrument-same-file".into() })]);
    let second = format!("{INSTRUMENT}\n# Diperbaiki\n");
    let missing = problems(scene.national.upload_instrument(&upload(&second, "  ")).await);
    assert_eq!(missing, [("reason".into(), Problem::Required)]);
    let id = scene.national.upload_instrument(&upload(&second, " Salah ketik ")).await.unwrap();
    let (document, instrument) = scene.national.instrument(id).await.unwrap();
    assert_eq!((document.version, document.reason.as_str()), (2, "Salah ketik"));
    assert_eq!(document.source, second, "byte for byte");
    assert_eq!(instrument.sections.len(), 2);
    let other = INSTRUMENT.replace("edition: \"1\"", "edition: \"2\"");
    let id = scene.national.upload_instrument(&upload(&other, "")).await.expect("another edition is a first");
    assert_eq!(scene.national.instrument(id).await.unwrap().0.version, 1);
    let second = format!("{SCHEME}\n# Diperbaiki\n");
    let id = scene.national.upload_scheme(&upload(&second, "Bobot")).await.unwrap();
    assert_eq!(scene.national.scheme(id).await.unwrap().0.version, 2);
    let versions: Vec<_> =
        scene.national.instruments().await.unwrap().into_iter().map(|d| (d.edition, d.version)).collect();
    assert_eq!(versions, [("1".to_owned(), 2), ("1".to_owned(), 1), ("2".to_owned(), 1)]);
}
