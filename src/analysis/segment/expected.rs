//! Phrases with the words and tags that python-mecab-ko 1.3.7 gives for them, `surface/tag`.

pub(super) const EXPECTED: &[(&str, &str)] = &[
    ("피고", "피/VV 고/EC"),
    ("침해", "침해/NNG"),
    ("제1항의", "제/XPN 1/SN 항의/NNG"),
    ("면할", "면/NNG 할/XSV+ETM"),
    ("사용자", "사용자/NNG"),
    ("불법행위", "불법행위/NNP"),
    ("소유권", "소유/NNG 권/XSN"),
    ("공동불법행위자로서", "공동/NNG 불법/NNG 행위/NNG 자/XSN 로서/JKB"),
    (
        "不當利得返還請求權",
        "不當/NNG 利/SH 得/NNG 返還/NNG 請求/NNG 權/XSN",
    ),
    (
        "피고는 원고에게 손해배상책임을 부담한다",
        "피고/NNG 는/JX 원고/NNG 에게/JKB 손해/NNG 배상/NNG 책임/NNG 을/JKO 부담/NNG 한다/XSV+EC",
    ),
    ("손해배상(기)", "손해배상/NNP (/SSO 기/ETN )/SSC"),
    ("2013다43994", "2013/SN 다/MAG 43994/SN"),
    (
        "정보통신서비스 제공자가",
        "정보/NNG 통신/NNG 서비스/NNG 제공/NNG 자/XSN 가/JKS",
    ),
    ("선정당사자", "선정당사자/NNP"),
    (
        "상고를 모두 기각한다",
        "상고/NNG 를/JKO 모두/MAG 기각/NNG 한다/XSV+EC",
    ),
    (
        "구 정보통신망 이용촉진 및 정보보호 등에 관한 법률 제28조 제1항",
        "구/NR 정보/NNG 통신망/NNG 이용/NNG 촉진/NNG 및/MAJ 정보/NNG 보호/NNG 등/NNB 에/JKB 관한/VV+ETM 법률/NNG 제/XPN 28/SN 조/NR 제/XPN 1/SN 항/NNG",
    ),
    (
        "민법 제760조 제3항",
        "민법/NNG 제/XPN 760/SN 조/NR 제/XPN 3/SN 항/NNG",
    ),
    ("甲 주식회사", "甲/NNG 주식회사/NNG"),
    ("채무불이행", "채무불이행/NNP"),
    ("소유권이전등기", "소유/NNG 권/XSN 이전/NNG 등기/NNG"),
    (
        "근저당권설정등기말소",
        "근저당/NNG 권/XSN 설정/NNG 등기/NNG 말소/NNG",
    ),
    ("점유취득시효", "점유/NNG 취득시효/NNP"),
    ("개인정보취급자", "개인/NNG 정보/NNG 취급자/NNG"),
    (
        "대법원 2015. 2. 12. 선고 2013다43994, 44003 판결",
        "대법원/NNG 2015/SN ./SY 2/SN ./SY 12/SN ./SF 선고/NNG 2013/SN 다/MAG 43994/SN ,/SC 44003/SN 판결/NNG",
    ),
    ("損害賠償", "損害/NNG 賠償/NNG"),
    (
        "기술적ㆍ관리적 보호조치",
        "기술/NNG 적/XSN ㆍ관리적/UNKNOWN 보호/NNG 조치/NNG",
    ),
    (
        "기술적·관리적 보호조치",
        "기술/NNG 적/XSN ·/SC 관리/NNG 적/XSN 보호/NNG 조치/NNG",
    ),
    ("위법행위로 인한", "위법/NNG 행위/NNG 로/JKB 인한/VV+EC"),
    (
        "乙 등이 甲 회사를 상대로",
        "乙/NNG 등/NNB 이/JKS 甲/NNG 회사/NNG 를/JKO 상대/NNG 로/JKB",
    ),
    ("가.\t나.\r\n다.", "가/VV+EF ./SF 나/NP ./SF 다/MAG ./SF"),
    ("서울 시 에서", "서울/NNP 시/NNG 에서/JKB"),
    ("㎡ ㈜ ½ 😀 ᄒ", "㎡/SY ㈜/SY ½/SY 😀/SY ᄒ/UNKNOWN"),
    ("판\u{3000}단", "판/NNG \u{3000}/SY 단/NNG"),
    ("각 부동산", "각/MM 부동산/NNG"),
    (
        "헌법재판소 1997. 3. 27. 선고 96헌바28 결정",
        "헌법/NNG 재판소/NNG 1997/SN ./SY 3/SN ./SY 27/SN ./SF 선고/NNG 96/SN 헌/XSV+ETM 바/NNB 28/SN 결정/NNG",
    ),
    (" 는 것이다", "는/VV+ETM 것/NNB 이/VCP 다/EC"),
    ("...", ".../SY"),
    ("“원고”라 한다", "“/SSO 원고/NNG ”/SSC 라/VCP+EC 한다/VX+EC"),
    ("10,000,000원", "10/SN ,/SC 000/SN ,/SC 000/SN 원/NNBC"),
    ("제3채무자", "제/XPN 3/SN 채무자/NNG"),
];
