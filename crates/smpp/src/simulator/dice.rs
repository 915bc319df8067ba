//! Repeatable chance: splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).

#[derive(Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Whether something of this chance, 0 to 1, comes about.
    pub fn happens(&mut self, chance: f64) -> bool {
        // Rolled even when certain, so that one fault's chance does not shift another's sequence.
        // 53 bits are what a double holds exactly.
        #[allow(clippy::cast_precision_loss)]
        let roll = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        roll < chance
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chance_is_repeatable_and_fair() {
        let count = |seed| {
            let mut dice = Dice::new(seed);
            (0..10_000).filter(|_| dice.happens(0.3)).count()
        };
        assert_eq!(count(7), count(7));
        assert!((2_800..3_200).contains(&count(7)));
        let mut dice = Dice::new(1);
        assert!((0..1000).all(|_| dice.happens(1.0) && !dice.happens(0.0)));
    }
}
