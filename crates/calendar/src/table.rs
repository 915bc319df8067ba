//! The tables of month starts. Data, not arithmetic: see `data/umm-al-qura/README.md`.

use crate::Day;
use std::sync::OnceLock;

/// The name of the table Jawaz reckons by from [`FIRST_PRINTED_YEAR`] on.
pub const TABLE: &str = "umm-al-qura-printed";
/// The name of the table that stands in for the years before it.
pub const STAND_IN_TABLE: &str = "dotnet";
/// The first Hijri year known as printed.
pub const FIRST_PRINTED_YEAR: i16 = 1343;
/// The first Hijri year of the tables.
pub const FIRST_YEAR: i16 = 1318;
/// The last Hijri year of the tables.
pub const LAST_YEAR: i16 = 1500;

/// One table: the first day of every month, and of the one after the last.
pub(crate) struct Table {
    pub name: &'static str,
    starts: Vec<i64>,
}

impl Table {
    fn read(name: &'static str, text: &str) -> Table {
        let mut starts = Vec::with_capacity(2_197);
        let mut end = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split_whitespace().skip(1);
            let first = words.next().and_then(|day| day.parse::<Day>().ok()).map_or(end, Day::epoch_days);
            let mut start = first;
            for length in words.filter_map(|word| word.parse::<i64>().ok()) {
                starts.push(start);
                start += length;
            }
            end = start;
        }
        starts.push(end);
        Table { name, starts }
    }

    /// The first day of a month and how many it has.
    pub fn month(&self, year: i16, month: u8) -> Option<(i64, i64)> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) || !(1..=12).contains(&month) {
            return None;
        }
        let index = usize::try_from(i32::from(year - FIRST_YEAR) * 12 + i32::from(month) - 1).ok()?;
        let (start, next) = (self.starts.get(index)?, self.starts.get(index + 1)?);
        Some((*start, next - start))
    }

    /// Year, month and day of the month of a day.
    pub fn of(&self, epoch_days: i64) -> Option<(i16, u8, u8)> {
        let after = self.starts.partition_point(|start| *start <= epoch_days);
        if after == 0 || after >= self.starts.len() {
            return None;
        }
        let index = after - 1;
        let day = u8::try_from(epoch_days - self.starts[index] + 1).ok()?;
        let year = FIRST_YEAR + i16::try_from(index / 12).ok()?;
        Some((year, u8::try_from(index % 12).ok()? + 1, day))
    }
}

/// The table Jawaz reckons by.
pub(crate) fn printed() -> &'static Table {
    static PRINTED: OnceLock<Table> = OnceLock::new();
    PRINTED.get_or_init(|| Table::read(TABLE, include_str!("../../../data/umm-al-qura/printed.txt")))
}

/// The other known tables.
pub(crate) fn others() -> &'static [Table; 2] {
    static OTHERS: OnceLock<[Table; 2]> = OnceLock::new();
    OTHERS.get_or_init(|| {
        [
            Table::read(STAND_IN_TABLE, include_str!("../../../data/umm-al-qura/dotnet.txt")),
            Table::read("icu", include_str!("../../../data/umm-al-qura/icu.txt")),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_table_goes_on_where_the_one_before_ends() {
        for (name, text) in [
            ("printed", include_str!("../../../data/umm-al-qura/printed.txt")),
            ("dotnet", include_str!("../../../data/umm-al-qura/dotnet.txt")),
            ("icu", include_str!("../../../data/umm-al-qura/icu.txt")),
        ] {
            let mut expected: Option<(i16, i64)> = None;
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let words: Vec<&str> = line.split_whitespace().collect();
                let (year, start) =
                    (words[0].parse().unwrap(), words[1].parse::<Day>().unwrap().epoch_days());
                let lengths: Vec<i64> = words[2..14].iter().map(|word| word.parse().unwrap()).collect();
                let stands_in = name == "printed" && year < FIRST_PRINTED_YEAR;
                let mark: &[&str] = if stands_in { &[STAND_IN_TABLE] } else { &[] };
                assert_eq!(&words[14..], mark, "{name} {year}");
                assert!(lengths.iter().all(|length| (28..=31).contains(length)), "{name} {year}");
                if let Some(expected) = expected {
                    assert_eq!((year, start), expected, "{name}");
                }
                expected = Some((year + 1, start + lengths.iter().sum::<i64>()));
            }
            assert_eq!(expected.map(|(year, _)| year), Some(LAST_YEAR + 1), "{name}");
        }
    }

    #[test]
    fn the_tables_differ_as_their_readme_says() {
        let differing = |other: &Table| {
            let months = (1343..=LAST_YEAR).flat_map(|year| (1..=12).map(move |month| (year, month)));
            months
                .filter(|(y, m)| {
                    printed().month(*y, *m).map(|(d, _)| d) != other.month(*y, *m).map(|(d, _)| d)
                })
                .count()
        };
        assert_eq!(others().each_ref().map(differing), [312, 740]);
    }

    /// FNV-1a, 64 bits, over the first days of all months: days since 1970, eight bytes each, lowest first.
    fn fingerprint(table: &Table) -> u64 {
        table.starts.iter().flat_map(|start| start.to_le_bytes()).fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        })
    }

    /// The counts above miss a day moved where the tables differ anyway. These were reckoned outside this code,
    /// from starts compared one by one with the three sources in the data's README.
    #[test]
    fn no_day_of_a_table_has_moved_since_it_was_compared_with_its_source() {
        let [dotnet, icu] = others();
        assert_eq!(fingerprint(printed()), 0x2E68_1450_99E1_7121);
        assert_eq!(fingerprint(dotnet), 0xF5E7_197A_852C_DCDA);
        assert_eq!(fingerprint(icu), 0x723D_3A66_F43C_6B98);
    }

    #[test]
    fn years_not_known_as_printed_are_those_of_the_table_that_stands_in() {
        for year in FIRST_YEAR..FIRST_PRINTED_YEAR {
            for month in 1..=12 {
                assert_eq!(printed().month(year, month), others()[0].month(year, month), "{year}-{month}");
            }
        }
    }

    #[test]
    fn eight_months_have_the_odd_lengths_they_were_printed_with() {
        let months = (FIRST_YEAR..=LAST_YEAR).flat_map(|year| (1..=12).map(move |month| (year, month)));
        let odd: Vec<_> = months
            .filter_map(|(y, m)| printed().month(y, m).map(|(_, days)| (y, m, days)))
            .filter(|(_, _, days)| !(29..=30).contains(days))
            .collect();
        assert_eq!(
            odd,
            [
                (1343, 9, 28),
                (1345, 5, 31),
                (1345, 8, 28),
                (1348, 11, 31),
                (1348, 12, 28),
                (1349, 10, 28),
                (1349, 11, 31),
                (1364, 8, 28)
            ]
        );
    }
}
