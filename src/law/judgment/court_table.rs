//! The closed list of courts: today's and historical ones, and the agencies whose rulings are collected with them.
//!
//! Source: the Act on the establishment and districts of courts (각급 법원의 설치와 관할구역에 관한 법률) and its
//! predecessors, and the field 법원명 of published decisions.

use super::CourtLevel;
use super::CourtLevel::{
    Administrative, Agency, Constitutional, District, Family, High, Military, Patent, Rehabilitation, Supreme,
};

/// Courts by their full name. A branch (지원, 재판부, 시·군법원) follows the name of its seat.
pub(super) const COURTS: &[(&str, CourtLevel)] = &[
    ("대법원", Supreme),
    ("헌법재판소", Constitutional),
    ("특허법원", Patent),
    ("서울고등법원", High),
    ("대전고등법원", High),
    ("대구고등법원", High),
    ("부산고등법원", High),
    ("광주고등법원", High),
    ("수원고등법원", High),
    ("서울중앙지방법원", District),
    ("서울동부지방법원", District),
    ("서울남부지방법원", District),
    ("서울북부지방법원", District),
    ("서울서부지방법원", District),
    ("의정부지방법원", District),
    ("인천지방법원", District),
    ("춘천지방법원", District),
    ("수원지방법원", District),
    ("대전지방법원", District),
    ("청주지방법원", District),
    ("대구지방법원", District),
    ("부산지방법원", District),
    ("울산지방법원", District),
    ("창원지방법원", District),
    ("광주지방법원", District),
    ("전주지방법원", District),
    ("제주지방법원", District),
    // Until 1995 the civil and the criminal court of Seoul, until 2004 one court with five branches; Masan until 1991.
    ("서울지방법원", District),
    ("서울민사지방법원", District),
    ("서울형사지방법원", District),
    ("마산지방법원", District),
    ("서울가정법원", Family),
    ("인천가정법원", Family),
    ("수원가정법원", Family),
    ("대전가정법원", Family),
    ("대구가정법원", Family),
    ("부산가정법원", Family),
    ("울산가정법원", Family),
    ("광주가정법원", Family),
    ("창원가정법원", Family),
    ("서울행정법원", Administrative),
    ("서울회생법원", Rehabilitation),
    ("수원회생법원", Rehabilitation),
    ("부산회생법원", Rehabilitation),
    ("대전회생법원", Rehabilitation),
    ("대구회생법원", Rehabilitation),
    ("광주회생법원", Rehabilitation),
    ("고등군사법원", Military),
    ("국방부고등군사법원", Military),
    ("국방부보통군사법원", Military),
    ("보통군사법원", Military),
    ("육군본부보통군사법원", Military),
    ("해군본부보통군사법원", Military),
    ("공군본부보통군사법원", Military),
    ("육군고등군법회의", Military),
    ("육군보통군법회의", Military),
    ("해군고등군법회의", Military),
    ("공군고등군법회의", Military),
    ("국방부고등군법회의", Military),
    ("중앙지역군사법원", Military),
    ("제1지역군사법원", Military),
    ("제2지역군사법원", Military),
    ("제3지역군사법원", Military),
    ("제4지역군사법원", Military),
    ("국민권익위원회", Agency),
    ("공정거래위원회", Agency),
    ("국가보훈처", Agency),
    ("중앙행정심판위원회", Agency),
    ("특허심판원", Agency),
    ("조세심판원", Agency),
    ("국세심판원", Agency),
    ("중앙노동위원회", Agency),
];

/// Short endings, which citations and the field 법원명 write (`서울고법`), and what they stand for. Longer ones first.
pub(super) const SHORT_ENDINGS: &[(&str, &str)] = &[
    ("민사지법", "민사지방법원"),
    ("형사지법", "형사지방법원"),
    ("고법", "고등법원"),
    ("지법", "지방법원"),
    ("가법", "가정법원"),
    ("행법", "행정법원"),
    ("회법", "회생법원"),
];

/// Short names of a whole court.
pub(super) const SHORT_NAMES: &[(&str, &str)] = &[("대법", "대법원"), ("헌재", "헌법재판소")];

/// A day as year, month and day.
type Day = (u16, u8, u8);

/// When courts were founded and closed, where that is certain; a court that is not named here is never said not to have
/// sat. The day of closing is the first without the court.
///
/// Source: the supplementary provisions of the Act on the establishment and districts of courts and of its amendments,
/// the Constitutional Court Act, and the Military Court Act as amended in 2021.
pub(super) const LIFETIMES: &[(&str, Option<Day>, Option<Day>)] = &[
    ("헌법재판소", Some((1988, 9, 1)), None),
    ("특허법원", Some((1998, 3, 1)), None),
    ("부산고등법원", Some((1987, 9, 1)), None),
    ("대전고등법원", Some((1992, 9, 1)), None),
    ("수원고등법원", Some((2019, 3, 1)), None),
    ("서울중앙지방법원", Some((2004, 2, 1)), None),
    ("서울동부지방법원", Some((2004, 2, 1)), None),
    ("서울남부지방법원", Some((2004, 2, 1)), None),
    ("서울북부지방법원", Some((2004, 2, 1)), None),
    ("서울서부지방법원", Some((2004, 2, 1)), None),
    ("의정부지방법원", Some((2004, 2, 1)), None),
    ("울산지방법원", Some((1998, 3, 1)), None),
    ("서울지방법원", None, Some((2004, 2, 1))),
    ("서울민사지방법원", None, Some((1995, 3, 1))),
    ("서울형사지방법원", None, Some((1995, 3, 1))),
    ("서울가정법원", Some((1963, 10, 1)), None),
    ("부산가정법원", Some((2011, 4, 11)), None),
    ("대전가정법원", Some((2012, 3, 1)), None),
    ("대구가정법원", Some((2012, 3, 1)), None),
    ("광주가정법원", Some((2012, 3, 1)), None),
    ("인천가정법원", Some((2016, 3, 1)), None),
    ("울산가정법원", Some((2018, 3, 1)), None),
    ("수원가정법원", Some((2019, 3, 1)), None),
    ("창원가정법원", Some((2025, 3, 1)), None),
    ("서울행정법원", Some((1998, 3, 1)), None),
    ("서울회생법원", Some((2017, 3, 1)), None),
    ("수원회생법원", Some((2023, 3, 1)), None),
    ("부산회생법원", Some((2023, 3, 1)), None),
    ("대전회생법원", Some((2026, 3, 1)), None),
    ("대구회생법원", Some((2026, 3, 1)), None),
    ("광주회생법원", Some((2026, 3, 1)), None),
    ("고등군사법원", None, Some((2022, 7, 1))),
    ("중앙지역군사법원", Some((2022, 7, 1)), None),
    ("제1지역군사법원", Some((2022, 7, 1)), None),
    ("제2지역군사법원", Some((2022, 7, 1)), None),
    ("제3지역군사법원", Some((2022, 7, 1)), None),
    ("제4지역군사법원", Some((2022, 7, 1)), None),
];
