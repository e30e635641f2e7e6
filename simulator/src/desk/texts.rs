//! The exchange's sentences, as captured.

/// R10001: another session uses the token.
pub(crate) const KICKED: &str = r#"{"trnm":"SYSTEM","code":"R10001","message":"동일한 App key로 접속이 되었습니다. 기존 세션은 종료가 됩니다"}"#;
/// R10002: PINGs stayed unanswered.
pub(crate) const NO_HEARTBEAT: &str = r#"{"trnm":"SYSTEM","code":"R10002","message":"사용자 프로그램으로부터 Heartbeat(연결유지) 메시지가 오지않아서 접속을 종료합니다"}"#;
/// R10004: no LOGIN came.
pub(crate) const NO_LOGIN: &str = r#"{"trnm":"SYSTEM","code":"R10004","message":"접속허용요청(토큰)이 들어오지 않았습니다. 접속 후 접속허용요청을 통해 토큰을 전송되어야 합니다. 접속을 종료합니다"}"#;
/// The heartbeat, to be sent back as it is.
pub(crate) const PING: &str = r#"{"trnm":"PING"}"#;
/// A LOGIN that was accepted.
pub(crate) const LOGIN_OK: &str =
    r#"{"trnm":"LOGIN","return_code":0,"return_msg":"","sor_yn":"Y"}"#;
/// The reason in the close frame that follows every farewell.
pub(crate) const BYE: &str = "Bye";

/// A LOGIN that was refused, as the exchange refuses a token: the code proper
/// stands in the text.
pub(crate) fn login_refused(code: u32) -> String {
    let words = words(code);
    let text =
        format!("토큰 인증에 실패했습니다. 접속을 종료합니다 [CODE={code}, MESSAGE={words}]");
    answer("LOGIN", 805_004, &text)
}

/// A SYSTEM message: as captured, unless there are other words.
pub(crate) fn system(code: &str, words: &str) -> String {
    match (code, words) {
        ("R10001", "") => return KICKED.to_owned(),
        ("R10002", "") => return NO_HEARTBEAT.to_owned(),
        ("R10004", "") => return NO_LOGIN.to_owned(),
        _ => {}
    }
    let (code, words) = (quoted(code), quoted(words));
    format!(r#"{{"trnm":"SYSTEM","code":{code},"message":{words}}}"#)
}

/// What the exchange says to a code, of those that a login or a request may be
/// refused with; nothing for others.
pub(crate) fn words(code: u32) -> &'static str {
    match code {
        1687 => "재귀 호출이 발생하여 API 호출을 제한합니다",
        1700 => "허용된 API 요청 개수를 초과하였습니다",
        1701 => "허용된 전체 요청 개수를 초과하였습니다",
        1702 => "허용된 그룹 요청 개수를 초과하였습니다",
        1901 => "시장 코드값이 존재하지 않습니다",
        1902 => "종목 정보가 없습니다. 입력한 종목코드 값을 확인바랍니다",
        1999 => "예기치 못한 에러가 발생했습니다",
        8001 | 8002 => "App Key와 Secret Key 검증에 실패했습니다",
        8003 => "Access Token을 조회하는데 실패했습니다",
        8005 => "Token이 유효하지 않습니다",
        8006 => "Access Token을 생성하는데 실패했습니다",
        8009 => "Access Token을 발급하는데 실패했습니다",
        8010 => "Token을 발급받은 IP와 서비스를 요청한 IP가 동일하지 않습니다",
        8020 => "입력파라미터로 appkey 또는 secretkey가 들어오지 않았습니다.",
        8030 => "투자구분(실전/모의)이 달라서 Appkey를 사용할수가 없습니다",
        8031 => "투자구분(실전/모의)이 달라서 Token를 사용할수가 없습니다",
        8040 => "단말기 인증에 실패했습니다",
        8050 => "지정단말기 인증에 실패했습니다",
        8103 => "토큰 인증 또는 단말기인증에 실패했습니다",
        8104 => "모의투자에서 지원하지 않는 API 입니다.",
        8200 => "법인 고객은 해당 API를 지원하지 않습니다",
        105_111 => "실시간 항목 등록에 실패했습니다",
        _ => "",
    }
}

/// Text as a JSON string, with its quotes.
pub(crate) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// An answer with a code, as REG and most others have it.
pub(crate) fn answer(trnm: &str, code: u32, text: &str) -> String {
    let (trnm, text) = (quoted(trnm), quoted(text));
    format!(r#"{{"trnm":{trnm},"return_code":{code},"return_msg":{text}}}"#)
}

/// 100002: a member is missing.
pub(crate) fn missing(trnm: &str, parameter: &str) -> String {
    let text = format!("필수 파라미터가 누락되어 있습니다(parameter={parameter})");
    answer(trnm, 100_002, &text)
}

/// 100013: too early. The `%s` is the exchange's.
pub(crate) fn before_login(trnm: &str) -> String {
    answer(
        trnm,
        100_013,
        "로그인 인증이 들어오기 전에 다른 전문이 들어왔습니다. 해당 전문은 무시됩니다. (TRNM=%s)",
    )
}

/// 105110: too many requests.
pub(crate) fn too_often(trnm: &str) -> String {
    let text = format!("해당 TRNM으로 허용된 요청 건수를 초과하였습니다 (TRNM={trnm})");
    answer(trnm, 105_110, &text)
}

/// 105111: item or type isn't an array.
pub(crate) fn malformed(trnm: &str) -> String {
    answer(trnm, 105_111, "실시간 항목 등록에 실패했습니다")
}

/// 105115: too many items in the session.
pub(crate) fn session_full(trnm: &str, limit: usize) -> String {
    let text =
        format!("실시간 항목 등록에 실패했습니다. 등록 종목이 허용 개수({limit})를 초과했습니다");
    answer(trnm, 105_115, &text)
}

/// 105118: too many items in the group.
pub(crate) fn group_full(trnm: &str, limit: usize) -> String {
    let text = format!(
        "실시간 항목 등록에 실패했습니다. 등록 종목이 그룹번호에 등록할 수 있는 허용 개수({limit})를 초과했습니다"
    );
    answer(trnm, 105_118, &text)
}
