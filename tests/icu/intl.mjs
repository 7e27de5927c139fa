// What ICU says of our locales, as JSON, for tests/icu.rs. Words to be sorted come on standard input.
import { readFileSync } from "node:fs";

// The tags of the country: the plain `sr` of CLDR is ekavian.
const TAGS = {
  "bs": "bs", "bs-Cyrl": "bs-Cyrl", "hr": "hr", "sr-Latn": "sr-Latn-BA", "sr-Cyrl": "sr-Cyrl-BA", "en": "en",
};
const { counts, amounts, words } = JSON.parse(readFileSync(0, "utf8"));

const dates = (tag, options, part, days) => {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: "UTC" });
  return days.map((day) => format.formatToParts(day).find(({ type }) => type === part).value);
};
const months = (tag, options) =>
  dates(tag, options, "month", Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 15))));
// The first of January 2024 was a Monday.
const weekdays = (tag, options) =>
  dates(tag, options, "weekday", Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day))));
const money = (tag, currency) => {
  const options = { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" };
  // The code, as we write it: the sign of the euro is no word to be read aloud.
  const display = currency === "EUR" ? { currencyDisplay: "code" } : {};
  const format = new Intl.NumberFormat(tag, { ...options, ...display });
  return amounts.map((cents) => format.format(cents / 100));
};

const out = { versions: { icu: process.versions.icu, cldr: process.versions.cldr } };
for (const [locale, tag] of Object.entries(TAGS)) {
  const plural = new Intl.PluralRules(tag);
  const number = new Intl.NumberFormat(tag);
  const collator = new Intl.Collator(tag, { numeric: true });
  const sorted = Object.entries(words).map(([name, list]) => [name, [...list].sort(collator.compare)]);
  out[locale] = {
    // Without the data of a locale ICU quietly answers in another.
    resolved: new Intl.DateTimeFormat(tag).resolvedOptions().locale === tag,
    plural: counts.map((n) => plural.select(n)),
    month_genitive: months(tag, { day: "numeric", month: "long", year: "numeric" }),
    month_nominative: months(tag, { month: "long" }),
    month_short: months(tag, { day: "numeric", month: "short" }),
    weekday: weekdays(tag, { weekday: "long" }),
    weekday_short: weekdays(tag, { weekday: "short" }),
    number: counts.map((n) => number.format(n)),
    negative_number: counts.filter((n) => n > 0).map((n) => number.format(-n)),
    money_bam: money(tag, "BAM"),
    money_eur: money(tag, "EUR"),
    ...Object.fromEntries(sorted),
  };
}
console.log(JSON.stringify(out));
