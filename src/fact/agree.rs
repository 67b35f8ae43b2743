//! How a found amount agrees with a claimed one.
//!
//! An amount is a set of values with closed, open or missing ends, and hedged or not. Two amounts are set side by side
//! in base units, exactly; the written digits matter only for what counts as a rounding.

use super::exact::{currency, excludes, is_open};
use super::{Agreement, Amount, Comparison, Context, Kind, Leniency, Number, Precision, Qualifier};
use num_bigint::BigInt;
use num_rational::BigRational;

/// One side of the comparison.
pub(super) struct Side<'a> {
    pub kind: Kind,
    pub amount: &'a Amount,
    pub context: &'a Context,
}

/// The values of a side in base units.
struct Set {
    min: Option<BigRational>,
    max: Option<BigRational>,
    /// Whether the figure itself is left out: more than 100.
    open: bool,
    hedged: bool,
}

impl Side<'_> {
    fn set(&self) -> Set {
        let base = |number: Option<Number>| number.map(|number| self.amount.unit.base(number, self.context));
        Set {
            min: base(self.amount.min),
            max: base(self.amount.max),
            open: excludes(self.amount.qualifier),
            hedged: self.amount.qualifier == Some(Qualifier::About),
        }
    }

    fn dimension(&self) -> &'static str {
        self.amount.unit.over.map_or("", |measure| measure.row().dimension)
    }
}

impl Set {
    fn is_single(&self) -> bool {
        self.min.is_some() && self.min == self.max
    }

    fn is_bound(&self) -> bool {
        self.min.is_some() != self.max.is_some()
    }

    /// Whether every value of `other` is one of these.
    fn holds(&self, other: &Set) -> bool {
        let low = match (&self.min, &other.min) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(low)) => {
                low > own || low == own && (!self.open || other.open && !other.is_single())
            }
        };
        let high = match (&self.max, &other.max) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(high)) => {
                high < own || high == own && (!self.open || other.open && !other.is_single())
            }
        };
        low && high
    }
}

/// Compares the amounts of two facts.
pub(super) fn amounts(claimed: &Side<'_>, found: &Side<'_>, leniency: &Leniency) -> Comparison {
    let mut warnings = Vec::new();
    if let Some(comparison) = across_kinds(claimed, found) {
        return comparison;
    }
    if let Some(difference) = units_differ(claimed, found, leniency, &mut warnings) {
        return Comparison { agreement: Agreement::Different, difference, warnings };
    }
    if claimed.amount.unit.is_tons() != found.amount.unit.is_tons()
        && claimed.context.tons.is_none()
        && found.context.tons.is_none()
    {
        warnings.push("“tons” read as tonnes".to_owned());
    }
    let (agreement, difference) = sets(claimed, found, leniency);
    if agreement == Agreement::Rounded
        && leniency.precision == Precision::Hedged
        && leniency.tolerance.is_none()
        && is_rough(claimed, found)
    {
        warnings.push("rounded by more than 5%".to_owned());
    }
    if agreement == Agreement::Equal && is_other_total(claimed.amount, found.amount) {
        warnings.push("the same share of another total".to_owned());
    }
    Comparison { agreement, difference, warnings }
}

/// Six of eight for three of four; one in four and a quarter are shares of nothing that was counted.
fn is_other_total(claimed: &Amount, found: &Amount) -> bool {
    let (Some(own), Some(other)) = (claimed.min, found.min) else { return false };
    own.divisor > 1 && other.divisor > 1 && own.digits.min(other.digits) > 1 && own.divisor != other.divisor
}

fn done(agreement: Agreement, difference: &str) -> Comparison {
    Comparison { agreement, difference: difference.to_owned(), warnings: Vec::new() }
}

/// The third time is three times, the 400th anniversary is 400 years after, doubled is up by 100%.
fn across_kinds(claimed: &Side<'_>, found: &Side<'_>) -> Option<Comparison> {
    let bare = |side: &Side<'_>| match side.kind {
        Kind::Ordinal => side.amount.min.map(Number::exact),
        Kind::Number if side.dimension() == "times" => side.amount.min.map(Number::exact),
        Kind::Duration => {
            side.amount.unit.code().filter(|code| code == "a").and(side.amount.min).map(Number::exact)
        }
        _ => None,
    };
    let same = |equal: bool, other: &str| {
        Some(if equal { done(Agreement::Equal, "") } else { done(Agreement::Different, other) })
    };
    let counts = |kind: Kind, side: &Side<'_>| match kind {
        Kind::Ordinal => {
            side.kind == Kind::Duration || side.kind == Kind::Number && side.dimension() == "times"
        }
        _ => false,
    };
    if counts(claimed.kind, found) || counts(found.kind, claimed) {
        return same(bare(claimed) == bare(found), "another place in the order");
    }
    if (claimed.kind == Kind::Ordinal) != (found.kind == Kind::Ordinal) {
        return Some(done(Agreement::Different, "a place in an order is not a count"));
    }
    // Doubled: up by 100%.
    let (times, percent) = match (claimed.dimension(), found.dimension()) {
        ("times", "share") => (claimed, found),
        ("share", "times") => (found, claimed),
        _ => return None,
    };
    let hundred = BigRational::from_integer(BigInt::from(1));
    let rise = times.set().min.map(|times| times - hundred);
    same(
        rise.is_some() && rise == percent.set().min && times.amount.qualifier == percent.amount.qualifier,
        "another value",
    )
}

/// What is wrong with the units, if the figures cannot be compared.
fn units_differ(
    claimed: &Side<'_>,
    found: &Side<'_>,
    leniency: &Leniency,
    warnings: &mut Vec<String>,
) -> Option<String> {
    let (own, other) = (claimed.amount.unit, found.amount.unit);
    let (wanted, given) = (own.dimension(claimed.context), other.dimension(found.context));
    if wanted == given {
        return None;
    }
    if own.per.is_none() != other.per.is_none() {
        let rate = |unit: super::Unit| unit.per.map_or("", |per| per.row().name);
        return Some(match own.per {
            Some(_) => format!("it no longer says “per {}”", rate(own)),
            None => format!("it now says “per {}”", rate(other)),
        });
    }
    let per = |unit: super::Unit| unit.per.map(|per| per.row().dimension);
    if own.is_money() && other.is_money() && per(own) == per(other) {
        let [Some(own), Some(other)] =
            [own.over, other.over].map(|measure| measure.map(|measure| measure.row()))
        else {
            return Some("another currency".to_owned());
        };
        let (wanted, given) = (currency(own, claimed.context), currency(other, found.context));
        // A bare "$" may be the claim's dollar, unless the locale says which one it is.
        let family = !own.name.is_empty() && own.name == other.name;
        let any = leniency.drafts && is_open(own, claimed.context);
        if family && (any || is_open(other, found.context)) {
            warnings.push(format!("the {} read as {wanted}", own.name));
            return None;
        }
        let hint = if family && is_open(own, claimed.context) {
            format!("; if the claim means that {}, say so under `locale`", own.name)
        } else {
            String::new()
        };
        return Some(format!("another currency: {given} for {wanted}{hint}"));
    }
    Some(match (claimed.dimension(), found.dimension()) {
        ("points", "share") => "percentage points became per cent".to_owned(),
        ("share", "points") => "per cent became percentage points".to_owned(),
        (_, "") if other.is_none() => "the unit is gone".to_owned(),
        ("", _) if own.is_none() => "a unit was added".to_owned(),
        _ => "another unit".to_owned(),
    })
}

/// Sets the values side by side.
fn sets(claimed: &Side<'_>, found: &Side<'_>, leniency: &Leniency) -> (Agreement, String) {
    let (claim, find) = (claimed.set(), found.set());
    let same_ends = claim.min == find.min && claim.max == find.max;
    let different = |difference: &str| (Agreement::Different, difference.to_owned());
    if same_ends && claim.hedged == find.hedged {
        return match (claim.open, find.open) {
            _ if !claim.is_bound() => (Agreement::Equal, String::new()),
            (true, false) => (Agreement::Weaker, "the bound now takes in the figure itself".to_owned()),
            (false, true) => (Agreement::Sharper, "the bound now leaves out the figure itself".to_owned()),
            _ => (Agreement::Equal, String::new()),
        };
    }
    if same_ends {
        return if find.hedged {
            (Agreement::Weaker, "a hedge was added".to_owned())
        } else {
            different("the hedge is gone")
        };
    }
    if found.amount.qualifier == Some(Qualifier::Several) && find.max.is_none() && claim.min >= find.min {
        return (Agreement::Weaker, "the number is no longer told".to_owned());
    }
    if claimed.amount.qualifier == Some(Qualifier::Several) && claim.max.is_none() && find.min >= claim.min {
        return (Agreement::Sharper, "the number is now told".to_owned());
    }
    let closed = !claim.is_bound() && !find.is_bound();
    if closed && leniency.precision != Precision::Exact && within(&claim, &find, leniency.tolerance) {
        return (Agreement::Rounded, "within the tolerance".to_owned());
    }
    let may_round = find.hedged || leniency.precision == Precision::Rounded;
    if closed && may_round && rounds(&claim, found) {
        return match leniency.precision {
            Precision::Exact => different("a rounding"),
            _ => (Agreement::Rounded, "rounded".to_owned()),
        };
    }
    // "at least $3 billion" for $3–5 billion, "more than 10" for 12: true, but it says less.
    // Of "about 450" no bound holds all: some of it lies on either side.
    let beyond = claim.hedged && find.is_bound();
    let near = claim.is_single() && !find.is_single() && !beyond && close(&claim, &find);
    if find.holds(&claim) && (near || !claim.is_single() && !claim.is_bound() && find.is_bound()) {
        let other = if leniency.drafts { "before" } else { "the claim" };
        return (Agreement::Weaker, format!("it says less than {other}"));
    }
    different(&difference(claimed, found, &claim, &find))
}

/// Whether both ends are within the tolerance, a share of the claimed value.
fn within(claim: &Set, find: &Set, tolerance: Option<Number>) -> bool {
    let Some(tolerance) = tolerance.map(Number::exact) else { return false };
    let zero = BigRational::from_integer(BigInt::ZERO);
    let near = |claim: &Option<BigRational>, find: &Option<BigRational>| match (claim, find) {
        (Some(claim), Some(find)) => {
            let gap = if claim > find { claim - find } else { find - claim };
            let size = if *claim < zero { -claim.clone() } else { claim.clone() };
            gap <= size * tolerance.clone()
        }
        _ => false,
    };
    near(&claim.min, &find.min) && near(&claim.max, &find.max)
}

/// Whether the claimed ends round to the found ones at their last digit that is not 0.
fn rounds(claim: &Set, found: &Side<'_>) -> bool {
    let zero = BigRational::from_integer(BigInt::ZERO);
    let near = |claim: &Option<BigRational>, number: Option<Number>| match (claim, number) {
        (Some(claim), Some(number)) => {
            let unit = found.amount.unit;
            let value = unit.base(number, found.context);
            let slack = (unit.base(step(number), found.context) - unit.base(Number::whole(0), found.context))
                / BigInt::from(2);
            // A half is rounded up: 225 is about 230, and 220 another figure.
            let up = (value > *claim) == (*claim > zero);
            let gap = if *claim > value { claim - value } else { value - claim };
            gap < slack || gap == slack && up
        }
        _ => false,
    };
    near(&claim.min, found.amount.min) && near(&claim.max, found.amount.max)
}

/// Whether a rounding is more than a twentieth away: about 5 for 4.6. A fraction is rough by nature.
fn is_rough(claimed: &Side<'_>, found: &Side<'_>) -> bool {
    let fraction = found.amount.min.is_some_and(|number| number.divisor > 1);
    let twentieth = Number { digits: 5, exponent: -2, divisor: 1 };
    !fraction && !within(&claimed.set(), &found.set(), Some(twentieth))
}

/// The place of the last digit that is not 0. Of a fraction half a step is 1/(4·divisor²): "about half" is 44 to 56%.
fn step(number: Number) -> Number {
    if number.divisor > 1 {
        let divisor = number.divisor.saturating_mul(number.divisor).saturating_mul(2);
        return Number { digits: 1, exponent: number.exponent, divisor };
    }
    let (mut digits, mut exponent) = (number.digits, number.exponent);
    while digits != 0 && digits % 10 == 0 && exponent < i16::MAX {
        digits /= 10;
        exponent += 1;
    }
    Number { digits: 1, exponent, divisor: 1 }
}

/// Whether a looser figure is still about the claimed one: no bound of it is twice or half of that.
fn close(claim: &Set, find: &Set) -> bool {
    let Some(value) = &claim.min else { return false };
    let two = BigInt::from(2);
    [&find.min, &find.max].into_iter().flatten().all(|end| {
        let (small, large) = if end < value { (end, value) } else { (value, end) };
        large <= &(small * &two)
    })
}

/// What differs, for an editor.
fn difference(claimed: &Side<'_>, found: &Side<'_>, claim: &Set, find: &Set) -> String {
    let text = match (claim.is_bound(), find.is_bound()) {
        (true, true) if claim.min.is_some() != find.min.is_some() => {
            if claim.max.is_some() {
                "an upper bound became a lower one"
            } else {
                "a lower bound became an upper one"
            }
        }
        (true, true) => "the bound is another",
        (true, false)
            if find.is_single() && claim.min.as_ref().or(claim.max.as_ref()) == find.min.as_ref() =>
        {
            "the bound is gone"
        }
        (false, true)
            if claim.is_single() && find.min.as_ref().or(find.max.as_ref()) == claim.min.as_ref() =>
        {
            "a bound was added"
        }
        _ => "",
    };
    if !text.is_empty() {
        return text.to_owned();
    }
    if !claim.is_single() && !find.is_single() && !claim.is_bound() && !find.is_bound() {
        return match (claim.min == find.min, claim.max == find.max) {
            (true, false) => "the top of the range differs",
            (false, true) => "the bottom of the range differs",
            _ => "the range differs",
        }
        .to_owned();
    }
    if !claim.is_single() && find.is_single() && !claim.is_bound() {
        return if claim.min == find.min {
            "the top of the range is gone"
        } else if claim.max == find.max {
            "the bottom of the range is gone"
        } else {
            "a range became a single figure"
        }
        .to_owned();
    }
    let count = |number: Number| Number { divisor: 1, ..number };
    if claimed.amount.min.is_some_and(|number| number.divisor > 1)
        && claimed.amount.min.map(count) == found.amount.min
    {
        return "it no longer says of how many".to_owned();
    }
    magnitude(claimed, found, claim, find).unwrap_or_else(|| "another value".to_owned())
}

/// "a thousand times less" where the two are powers of ten apart; "another unit" where the digits are the same.
fn magnitude(claimed: &Side<'_>, found: &Side<'_>, claim: &Set, find: &Set) -> Option<String> {
    let (wanted, given) =
        (claim.min.as_ref().or(claim.max.as_ref())?, find.min.as_ref().or(find.max.as_ref())?);
    let zero = BigRational::from_integer(BigInt::ZERO);
    if *wanted == zero || *given == zero {
        return None;
    }
    if *wanted == -given.clone() {
        return Some("the sign differs".to_owned());
    }
    let written = |side: &Side<'_>| side.amount.min.or(side.amount.max).map(Number::exact);
    if written(claimed) == written(found) && claimed.amount.unit != found.amount.unit {
        return Some("another unit".to_owned());
    }
    let names = ["ten", "a hundred", "a thousand", "ten thousand", "a hundred thousand", "a million"];
    let (ratio, direction) = if given > wanted { (given / wanted, "more") } else { (wanted / given, "less") };
    let mut power = BigInt::from(1);
    for name in names {
        power *= 10;
        if ratio == BigRational::from_integer(power.clone()) {
            return Some(format!("{name} times {direction}"));
        }
    }
    (ratio == BigRational::from_integer(BigInt::from(1_000_000_000)))
        .then(|| format!("a billion times {direction}"))
}
