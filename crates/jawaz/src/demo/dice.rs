//! Repeatable chance for the synthetic Riyadh: the same seed gives the same city.

/// A small generator (SplitMix64); good enough to scatter people, useless for secrets.
pub struct Dice(u64);

impl Dice {
    /// A generator that always rolls the same after `seed`.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = (high - low + 1).max(1) as u64;
        low + (self.roll() % width) as i64
    }

    /// True so many times in a thousand.
    pub fn per_mille(&mut self, times: i64) -> bool {
        self.between(1, 1000) <= times
    }

    /// One of them.
    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.between(0, choices.len() as i64 - 1) as usize]
    }
}
